import CFastArithmetic

/// Small operations on natural numbers of 64-bit limbs, the lowest first.
enum Limbs {
  /// Adds a limb to a number that is long enough for the carry to end inside it.
  @inline(__always)
  static func propagate(_ limb: UInt64, into number: UnsafeMutablePointer<UInt64>) {
    var (carry, place) = (limb, 0)
    while carry != 0 {
      let (value, overflows) = number[place].addingReportingOverflow(carry)
      number[place] = value
      carry = overflows ? 1 : 0
      place += 1
    }
  }

  /// Writes a number of `count` limbs divided by a power of two, rounded down.
  ///
  /// The result may be the number itself, or lie below it.
  static func shiftRight(
    _ result: UnsafeMutablePointer<UInt64>, from number: UnsafePointer<UInt64>, count: Int,
    by bits: Int
  ) {
    let lost = min(bits / 64, count)
    let kept = count - lost
    if kept > 0 && bits % 64 > 0 {
      cfast_rshift(result, number + lost, kept, UInt32(bits % 64))
    } else if kept > 0 {
      result.update(from: number + lost, count: kept)
    }
    (result + kept).update(repeating: 0, count: lost)
  }
}
