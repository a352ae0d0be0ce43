import CMPFR

// To fixed-point integers and back. An integer of n limbs in two's complement, least significant
// limb first, stands for itself times 2^-fractionBits.

extension RealBuffer {
  /// The least e with `|x| < 2^e` for every entry x of a run; nil when all are zero.
  ///
  /// An infinity counts as `Int.max`.
  public func largestBinaryExponent(of run: Run) -> Int? {
    var x = first(of: run)
    var largest: Int?
    for _ in 0..<run.count {
      if mpfr_regular_p(x) != 0 {
        largest = max(largest ?? Int.min, Int(mpfr_get_exp(x)))
      } else if mpfr_inf_p(x) != 0 {
        return Int.max
      }
      x += run.stride
    }
    return largest
  }

  /// Writes each x of a run as `floor(|x| 2^fractionBits + 1/2)` with its sign, `limbCount` limbs
  /// each.
  ///
  /// The rounding error is at most half a unit. Every entry must be finite and fit.
  public func writeFixedPoint(
    _ run: Run, fractionBits: Int, limbCount: Int, to target: UnsafeMutablePointer<UInt64>
  ) {
    var x = first(of: run)
    var result = target
    for _ in 0..<run.count {
      if mpfr_regular_p(x) == 0 {
        precondition(mpfr_zero_p(x) != 0, "Infinity is no fixed-point number.")
        result.update(repeating: 0, count: limbCount)
      } else {
        RealBuffer.write(x.pointee, fractionBits: fractionBits, limbCount: limbCount, to: result)
      }
      x += run.stride
      result += limbCount
    }
  }

  private static func write(
    _ x: __mpfr_struct, fractionBits: Int, limbCount: Int,
    to result: UnsafeMutablePointer<UInt64>
  ) {
    // |x| = m 2^(exponent - 64 count) for the significand m of `count` limbs.
    let count = (x._mpfr_prec + 63) / 64
    guard let significand = UnsafePointer<UInt64>(OpaquePointer(x._mpfr_d)) else { return }
    let shift = x._mpfr_exp - 64 * count + fractionBits
    precondition(64 * count + shift < 64 * limbCount, "The number does not fit its limbs.")
    func limb(fromBit position: Int) -> UInt64 {
      let (index, offset) = (position >> 6, UInt64(position & 63))
      let low = index >= 0 && index < count ? significand[index] : 0
      let high = index + 1 >= 0 && index + 1 < count ? significand[index + 1] : 0
      return offset == 0 ? low : low >> offset | high << (64 - offset)
    }
    var carry: UInt64 = shift < 0 ? limb(fromBit: -shift - 1) & 1 : 0
    let mask: UInt64 = x._mpfr_sign < 0 ? ~0 : 0
    var negation = mask & 1
    for index in 0..<limbCount {
      let (rounded, overflow) = limb(fromBit: 64 * index - shift).addingReportingOverflow(carry)
      carry = overflow ? 1 : 0
      let (signed, wrapped) = (rounded ^ mask).addingReportingOverflow(negation)
      negation = wrapped ? 1 : 0
      result[index] = signed
    }
  }

  /// Assigns fixed-point numbers of `limbCount` limbs to the entries of a run, rounding to nearest.
  public func readFixedPoint(
    _ run: Run, fractionBits: Int, limbCount: Int, from source: UnsafePointer<UInt64>
  ) {
    let reader = FixedPointReader(limbCount: limbCount, fractionBits: fractionBits)
    var target = first(of: run)
    for index in 0..<run.count {
      reader.assign(source + index * limbCount, to: target)
      target += run.stride
    }
  }
}

extension Real {
  /// A fixed-point number: an integer of `limbCount` limbs times `2^-fractionBits`, rounded to
  /// nearest.
  public init(
    fixedPoint limbs: UnsafePointer<UInt64>, limbCount: Int, fractionBits: Int,
    precisionInBits: Int
  ) {
    let reader = FixedPointReader(limbCount: limbCount, fractionBits: fractionBits)
    self.init(precisionInBits: precisionInBits) { reader.assign(limbs, to: $0) }
  }
}

/// Turns fixed-point numbers of one size into MPFR's; owns the limbs of one significand.
private final class FixedPointReader {
  private let limbCount: Int
  private let fractionBits: Int
  private let significand: UnsafeMutablePointer<UInt64>

  init(limbCount: Int, fractionBits: Int) {
    precondition(limbCount >= 1, "A number has at least one limb.")
    self.limbCount = limbCount
    self.fractionBits = fractionBits
    significand = .allocate(capacity: limbCount)
  }

  deinit { significand.deallocate() }

  func assign(_ source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<__mpfr_struct>) {
    let isNegative = source[limbCount - 1] >> 63 != 0
    setMagnitude(of: source, isNegative: isNegative)
    guard let top = (0..<limbCount).last(where: { significand[$0] != 0 }) else {
      mpfr_set_zero(target, 1)
      return
    }
    let leadingZeros = 64 * (limbCount - 1 - top) + significand[top].leadingZeroBitCount
    normalize(by: leadingZeros)
    var header = __mpfr_struct()
    let kind = Int32(MPFR_REGULAR_KIND.rawValue)
    mpfr_custom_init_set(
      &header, isNegative ? -kind : kind, 64 * limbCount - leadingZeros - fractionBits,
      64 * limbCount, significand)
    mpfr_set(target, &header, MPFR_RNDN)
  }

  private func setMagnitude(of source: UnsafePointer<UInt64>, isNegative: Bool) {
    let mask: UInt64 = isNegative ? ~0 : 0
    var carry = mask & 1
    for index in 0..<limbCount {
      let (limb, overflow) = (source[index] ^ mask).addingReportingOverflow(carry)
      significand[index] = limb
      carry = overflow ? 1 : 0
    }
  }

  /// Shifts left until the top bit is set.
  private func normalize(by count: Int) {
    let (limbs, bits) = (count >> 6, UInt64(count & 63))
    for index in stride(from: limbCount - 1, through: 0, by: -1) {
      let high = index - limbs >= 0 ? significand[index - limbs] : 0
      let low = index - limbs - 1 >= 0 ? significand[index - limbs - 1] : 0
      significand[index] = bits == 0 ? high : high << bits | low >> (64 - bits)
    }
  }
}
