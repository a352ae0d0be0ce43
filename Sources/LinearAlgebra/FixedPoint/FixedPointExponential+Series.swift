import CFastArithmetic

// The hot path of the exponential. Every product and quotient rounds down, so every result is a
// lower bound; docs/fixed-point.md adds up what is lost.

extension FixedPointExponential {
  /// Writes a guard limb and L limbs of r, `k log 2 - t` rounded down, and returns k >= 1.
  ///
  /// The argument is positive and below 2^32, and `0 <= r < log 2`.
  func reduce(_ t: UnsafePointer<UInt64>, _ remainder: UnsafeMutablePointer<UInt64>) -> Int {
    let count = fractionLimbs
    // The integer part of t/log 2 or one less: both factors are rounded down.
    let leading = t[count] << 32 | t[count - 1] >> 32
    let reciprocalLogTwo: UInt64 = 0xb8aa_3b29_5c17_f0bb  // floor(2^63 / log 2)
    var exponent = (leading.multipliedFullWidth(by: reciprocalLogTwo).high >> 31) + 1
    while true {
      let carry = cfast_mul_1(remainder, logTwo, count + 1, exponent)
      let borrow = cfast_sub_n(remainder + 1, remainder + 1, t, count)
      if carry == t[count] &+ borrow { return Int(exponent) }
      exponent += 1
    }
  }

  /// `e^x - 1` for the x that `workspace.remainder` holds, below 2^(-8 tableCount): L limbs of
  /// fraction.
  ///
  /// Row j of the sum is multiplied by x^(jm) later on, so it gets `z j` limbs less of fraction, z
  /// being the zero limbs of x^m. A sum stands in memory without the limbs it lacks.
  func expandedSum(_ workspace: FixedPointWorkspace) -> UnsafeMutablePointer<UInt64> {
    let (count, m) = (fractionLimbs, plan.rowLength)
    var (row, place) = (plan.termCount - 1).quotientAndRemainder(dividingBy: m)
    fillPowers(upTo: row > 0 ? m : place, workspace)
    let zeros = plan.zeroLimbs(ofPower: m)
    var (target, source) = (workspace.firstProduct, workspace.secondProduct)
    var sum = source
    var length = count - zeros * row
    sum.update(repeating: 0, count: length + 1)
    for term in stride(from: plan.termCount - 1, to: 0, by: -1) {
      if place > 0 {
        addMultiple(sum, power(place, workspace), numerators[term], place: place, length: length)
      } else {
        sum[length] &+= numerators[term]
      }
      if divisors[term] > 0 { _ = cfast_divrem_1(sum, sum, length + 1, divisors[term]) }
      if place > 0 {
        place -= 1
      } else {
        // n + 1 limbs times the n limbs of x^m that are not zero; the upper n + 1 limbs are kept.
        let factor = power(m, workspace) + (count - zeros - length)
        sum = cfast_mulhigh(target, factor, length, sum, length + 1)
        swap(&target, &source)
        (sum + length + 1).update(repeating: 0, count: zeros)
        row -= 1
        length += zeros
        place = m - 1
      }
    }
    return sum
  }

  /// Adds the leading limbs of a power times a limb to a sum with `length` limbs of fraction.
  @inline(__always)
  private func addMultiple(
    _ sum: UnsafeMutablePointer<UInt64>, _ power: UnsafePointer<UInt64>, _ multiplier: UInt64,
    place: Int, length: Int
  ) {
    let significant = length - plan.zeroLimbs(ofPower: place)
    let start = power + (fractionLimbs - length)
    let carry = cfast_addmul_1(sum, start, significant, multiplier)
    Limbs.propagate(carry, into: sum + significant)
  }

  /// The limbs of x^i that are not zero for its size: `L - zeroLimbs(ofPower: i)`, the lowest
  /// first.
  @inline(__always)
  private func power(
    _ exponent: Int, _ workspace: FixedPointWorkspace
  ) -> UnsafeMutablePointer<UInt64> {
    if exponent == 1 { return workspace.remainder + 1 }
    let half = exponent / 2
    let dropped = plan.zeroLimbs(ofPower: half) + plan.zeroLimbs(ofPower: exponent - half)
    return workspace.power(exponent) + (fractionLimbs - dropped)
  }

  /// Writes x^2, ..., x^highest, each from two that are about half as high.
  ///
  /// Limbs of a factor that the zeros of the other one push below an ulp are left out.
  private func fillPowers(upTo highest: Int, _ workspace: FixedPointWorkspace) {
    for exponent in stride(from: 2, through: highest, by: 1) {
      let (low, high) = (exponent / 2, exponent - exponent / 2)
      let zeros = (plan.zeroLimbs(ofPower: low), plan.zeroLimbs(ofPower: high))
      let count = fractionLimbs - zeros.0 - zeros.1
      let left = power(low, workspace) + zeros.1
      if low == high {
        cfast_sqr(workspace.power(exponent), left, count)
      } else {
        cfast_mul_n(workspace.power(exponent), left, power(high, workspace) + zeros.0, count)
      }
    }
  }

  /// Writes `(1 + sum)` times the table entries that the leading bits of the argument choose.
  func multiply(
    _ sum: UnsafeMutablePointer<UInt64>, byEntriesAt indices: UInt64,
    into result: UnsafeMutablePointer<UInt64>, _ workspace: FixedPointWorkspace
  ) {
    let count = fractionLimbs
    for table in stride(from: plan.tableCount - 1, through: 0, by: -1) {
      let shift = UInt64(64 - 8 * (table + 1))
      let index = Int(truncatingIfNeeded: indices >> shift & 0xff)
      let entry = tables + FixedPointExponential.entryOffset(table, index, count)
      cfast_mul_one_plus(table > 0 ? sum : result, sum, entry, count, workspace.power(2))
    }
    result[count] = 1
  }
}
