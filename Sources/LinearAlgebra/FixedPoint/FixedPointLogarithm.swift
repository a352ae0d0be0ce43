import CFastArithmetic

/// `log s` of fixed-point numbers s >= 1: one exponential and a short series.
///
/// For an approximation y a little above `log s`, the number `d = 1 - s e^(-y)` is small, and
/// `log s = y - (d + d^2/2 + d^3/3 + ...)`. Up to 8 limbs of fraction y comes from double
/// precision, beyond from a logarithm with a quarter of the limbs. Nothing depends on the system's
/// mathematics library.
///
/// The format is that of `FixedPointExponential`, and any number of threads may share one object.
/// Sendable is unchecked because the compiler cannot see behind the pointer: the memory is written
/// only in the initializer.
public final class FixedPointLogarithm: @unchecked Sendable {
  /// The exponential that is used.
  public let exponential: FixedPointExponential

  /// The number of limbs of fraction, L.
  public var fractionLimbs: Int { exponential.fractionLimbs }

  /// How far a value may lie from `log s`, in ulps of 2^(-64 L); proved in docs/fixed-point.md.
  public static let errorBoundInUlps = FixedPointExponential.errorBoundInUlps + 2

  /// The logarithm that begins, where there are many limbs.
  private let coarse: FixedPointLogarithm?

  /// `d < 2^(-termBits)`.
  private let termBits: Int

  /// The N with which the series ends, so that the remainder is below an ulp.
  private let termCount: Int

  /// 1/k for 1 < k <= N, L limbs of fraction, from below; the first two places are zero.
  private let reciprocals: UnsafeMutablePointer<UInt64>

  /// The tables for L = `fractionLimbs` limbs of fraction.
  public init(fractionLimbs: Int) {
    exponential = FixedPointExponential(fractionLimbs: fractionLimbs)
    let coarseLimbs = FixedPointLogarithm.coarseLimbs(fractionLimbs)
    coarse = coarseLimbs.map { FixedPointLogarithm(fractionLimbs: $0) }
    let termBits = coarseLimbs.map { 64 * $0 - 8 } ?? 43
    let termCount = max(1, (64 * fractionLimbs - 1) / termBits)
    let places = (termCount + 1) * fractionLimbs
    (self.termBits, self.termCount) = (termBits, termCount)
    // One limb more for the dividend of the last quotient.
    reciprocals = .allocate(capacity: places + 1)
    reciprocals.initialize(repeating: 0, count: places + 1)
    for index in stride(from: 2, through: termCount, by: 1) {
      let place = reciprocals + index * fractionLimbs
      place[fractionLimbs] = 1
      _ = cfast_divrem_1(place, place, fractionLimbs + 1, UInt64(index))
    }
  }

  deinit { reciprocals.deallocate() }

  /// The limbs of the logarithm that begins; nil where double precision is enough.
  static func coarseLimbs(_ fractionLimbs: Int) -> Int? {
    fractionLimbs > 8 ? (fractionLimbs + 3) / 4 : nil
  }

  /// Writes `log s`, at most `errorBoundInUlps` away.
  ///
  /// - Parameters:
  ///   - result: room for L limbs of fraction and one limb of integer; it may be `s` itself. The
  ///     value is not negative.
  ///   - s: L limbs of fraction and one limb of integer, `1 <= s < 2^63`.
  ///   - workspace: made for L limbs of fraction.
  public func setLogarithm(
    _ result: UnsafeMutablePointer<UInt64>, of s: UnsafePointer<UInt64>,
    workspace: FixedPointWorkspace
  ) {
    let count = fractionLimbs
    workspace.requireFractionLimbs(count)
    precondition(s[count] >= 1 && s[count] >> 63 == 0, "The logarithm is for 1 <= s < 2^63.")
    let (start, d) = (workspace.argument, workspace.remainder)
    setStart(start, of: s, workspace)
    let exponent = exponential.setMantissa(
      workspace.mantissa, ofExponentialOfMinus: start, workspace: workspace)
    let product = workspace.power(2)
    cfast_mul_n(product, s, workspace.mantissa, count + 1)
    Limbs.shiftRight(product, from: product + count, count: count + 2, by: exponent)
    _ = cfast_neg(d, product, count)
    let correction = series(of: d, workspace)
    let borrow = cfast_sub_n(result, start, correction, count)
    let integer = start[count] &- borrow
    // The true value is not negative, only what is lost can be.
    if integer >> 63 != 0 { result.update(repeating: 0, count: count) }
    result[count] = integer >> 63 != 0 ? 0 : integer
  }

  /// Writes a y with `log s < y` and `1 - s e^(-y) < 2^(-termBits)`.
  private func setStart(
    _ start: UnsafeMutablePointer<UInt64>, of s: UnsafePointer<UInt64>,
    _ workspace: FixedPointWorkspace
  ) {
    let count = fractionLimbs
    start.update(repeating: 0, count: count + 1)
    if let coarse, let coarseWorkspace = workspace.coarse {
      // The error of the coarse value and of the limbs it does not see is below 64 of its ulps.
      let low = count - coarse.fractionLimbs
      coarse.setLogarithm(start + low, of: s + low, workspace: coarseWorkspace)
      Limbs.propagate(128, into: start + low)
    } else {
      let value = FixedPointLogarithm.approximateLogarithm(s[count], s[count - 1]) + 0x1p-44
      start[count] = UInt64(value)
      start[count - 1] = UInt64((value - Double(start[count])) * 0x1p64)
    }
  }

  /// `log x` up to 2^-46 for `x = integer + fraction 2^(-64)` from 1 to 2^63.
  ///
  /// `log x = n log 2 + 2 artanh z` with `z = (f - 1)/(f + 1)`, `x = 2^n f` and f near 1: `|z| <
  /// 0.172`.
  static func approximateLogarithm(_ integer: UInt64, _ fraction: UInt64) -> Double {
    let x = Double(integer) + Double(fraction) * 0x1p-64
    let isHigh = x.significand > 1.4142
    let f = isHigh ? x.significand / 2 : x.significand
    let z = (f - 1) / (f + 1)
    let square = z * z
    var sum = 0.0
    for odd in stride(from: 17, through: 1, by: -2) { sum = sum * square + 1 / Double(odd) }
    let logTwo = 0x1.62e42fefa39efp-1
    return Double(Int(x.exponent) + (isHigh ? 1 : 0)) * logTwo + 2 * z * sum
  }

  /// `d + d^2/2 + ... + d^N/N` for `d < 2^(-termBits)`, L limbs of fraction, from below.
  ///
  /// By Horner's rule, `h_k = 1/k + d h_(k + 1)`. As h_k is multiplied by d^k later on, it gets
  /// `floor(k termBits/64)` limbs less.
  private func series(
    of d: UnsafeMutablePointer<UInt64>, _ workspace: FixedPointWorkspace
  ) -> UnsafeMutablePointer<UInt64> {
    let (count, zeros) = (fractionLimbs, termBits / 64)
    let sum = workspace.firstProduct
    var length = count - termBits * termCount / 64
    sum.update(from: reciprocals + termCount * count + (count - length), count: length)
    for index in stride(from: termCount - 1, through: 0, by: -1) {
      let longer = count - termBits * index / 64
      // The zeros of d are left out, and the limbs that the new length does not need.
      let kept = longer - zeros
      let product = cfast_mulhigh(
        workspace.secondProduct, sum, length, d + (count - longer), kept)
      let coefficient = index > 0 ? reciprocals + index * count : d
      sum.update(from: coefficient + (count - longer), count: longer)
      let carry = cfast_add_n(sum, sum, product, kept)
      Limbs.propagate(carry, into: sum + kept)
      length = longer
    }
    return sum
  }
}
