import CFastArithmetic

/// `e^(-t)` of fixed-point numbers, from tables and a short Taylor sum.
///
/// A number has L = `fractionLimbs` limbs of 64 bits of fraction and one limb of integer, the
/// lowest limb first; one ulp is 2^(-64 L). The argument is reduced to `k log 2 - t`, which lies
/// between 0 and log 2; its first bits index tables of 2^8 powers of e, the rest enters a Taylor
/// sum by rectangular splitting.
///
/// The tables never change after they were made, so any number of threads may share them, each with
/// a workspace of its own. Making them costs as much as one or two hundred exponentials. Error
/// bounds are proved in docs/fixed-point.md. Method: [Joh15], [Smi89].
///
/// Sendable is unchecked because the compiler cannot see behind the pointer: the memory is written
/// only in the initializer.
public final class FixedPointExponential: @unchecked Sendable {
  /// The number of limbs of fraction, L.
  public let fractionLimbs: Int

  /// The supported numbers of limbs of fraction: 64 to 6144 bits.
  public static let fractionLimbsRange = 1...96

  /// How far a value may lie below `e^(-t)`: so many ulps times `e^(-t)`, never above it.
  ///
  /// A value that is not a mantissa loses at most one ulp more.
  public static let errorBoundInUlps = 16

  let plan: FixedPointExponentialPlan

  /// log 2 with L + 1 limbs of fraction, from below.
  let logTwo: UnsafePointer<UInt64>

  /// `e^(i/2^8) - 1` for i < 2^8, then `e^(i/2^16) - 1`, and so on; L limbs of fraction each.
  let tables: UnsafePointer<UInt64>

  let numerators: UnsafePointer<UInt64>
  let divisors: UnsafePointer<UInt64>

  private let memory: UnsafeMutablePointer<UInt64>

  /// The tables for L = `fractionLimbs` limbs of fraction.
  public convenience init(fractionLimbs: Int) {
    FixedPointExponential.requireFractionLimbs(fractionLimbs)
    self.init(FixedPointExponentialPlan(fractionLimbs: fractionLimbs))
  }

  init(_ plan: FixedPointExponentialPlan) {
    self.plan = plan
    fractionLimbs = plan.fractionLimbs
    let tableLimbs = FixedPointExponential.tableLimbs(plan)
    let count = tableLimbs + fractionLimbs + 1 + 2 * plan.termCount
    memory = .allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    FixedPointExponential.fillTables(memory, plan)
    let logarithm = memory + tableLimbs
    FixedPointConstants.setLogTwo(logarithm, count: fractionLimbs + 1)
    let coefficients = plan.coefficients()
    let numerators = logarithm + fractionLimbs + 1
    let divisors = numerators + plan.termCount
    for index in 0..<plan.termCount {
      numerators[index] = coefficients.numerators[index]
      divisors[index] = coefficients.divisors[index]
    }
    self.tables = UnsafePointer(memory)
    self.logTwo = UnsafePointer(logarithm)
    self.numerators = UnsafePointer(numerators)
    self.divisors = UnsafePointer(divisors)
  }

  deinit { memory.deallocate() }

  static func requireFractionLimbs(_ count: Int) {
    precondition(
      fractionLimbsRange.contains(count),
      "Fixed-point functions have \(fractionLimbsRange) limbs of fraction, not \(count).")
  }

  /// Writes a mantissa m in [1, 2) and returns k, so that `e^(-t)` is about `m 2^(-k)`.
  ///
  /// - Parameters:
  ///   - result: room for L limbs of fraction and one limb of integer.
  ///   - t: L limbs of fraction and one limb of integer, an unsigned number. For t >= 2^32 the
  ///     mantissa is zero, and so is k.
  ///   - workspace: made for L limbs of fraction.
  /// - Returns: k. It holds `m <= 2^k e^(-t) <= m + errorBoundInUlps 2^k e^(-t)` ulps.
  public func setMantissa(
    _ result: UnsafeMutablePointer<UInt64>, ofExponentialOfMinus t: UnsafePointer<UInt64>,
    workspace: FixedPointWorkspace
  ) -> Int {
    workspace.requireFractionLimbs(fractionLimbs)
    if t[fractionLimbs] >> 32 != 0 {
      result.update(repeating: 0, count: fractionLimbs + 1)
      return 0
    }
    if cfast_zero_p(t, fractionLimbs + 1) != 0 {
      result.update(repeating: 0, count: fractionLimbs)
      result[fractionLimbs] = 1
      return 0
    }
    let exponent = reduce(t, workspace.remainder)
    let fraction = workspace.remainder + 1
    let indices = fraction[fractionLimbs - 1]
    fraction[fractionLimbs - 1] = indices & (UInt64.max >> UInt64(plan.reductionBits))
    let sum = expandedSum(workspace)
    multiply(sum, byEntriesAt: indices, into: result, workspace)
    return exponent
  }

  /// Writes `e^(-t)`, from below: it lacks less than `errorBoundInUlps e^(-t) + 1` ulps.
  ///
  /// Parameters as above. The value is zero where `e^(-t)` is less than an ulp.
  public func setExponential(
    _ result: UnsafeMutablePointer<UInt64>, ofMinus t: UnsafePointer<UInt64>,
    workspace: FixedPointWorkspace
  ) {
    // Beyond, e^(-t) is less than an ulp; the exponential would be in vain.
    if t[fractionLimbs] >= UInt64(64 * fractionLimbs) {
      result.update(repeating: 0, count: fractionLimbs + 1)
      return
    }
    let exponent = setMantissa(result, ofExponentialOfMinus: t, workspace: workspace)
    Limbs.shiftRight(result, from: result, count: fractionLimbs + 1, by: exponent)
  }
}
