import Reals

/// The root of the optimality equation `E(D) = 0`: found in double precision, refined, certified.
///
/// Only the last step is rigorous, and it needs nothing from the others: `E` is continuous on
/// `D > -t` with exactly one root, so two points where intervals show `E < 0` and `E > 0` enclose
/// it.
struct MemorizationDilationRoot {
  private let model: MemorizationDilationModel
  private let precisionInBits: Int

  init(_ model: MemorizationDilationModel, precisionInBits: Int) {
    self.model = model
    self.precisionInBits = precisionInBits
  }

  /// Bits beyond the result: the tolerance of the root, then the evaluation of `E` beyond that.
  private static let toleranceBits = 24
  private static let evaluationBits = 96
  private static let widenings = 8
  private static let wideningBits = 16
  /// The order of convergence of the secant method is 1.6; each precision serves one step.
  private static let precisionGrowth = 1.5
  private static let secantSteps = 40

  /// A certified enclosure of the root, relative to the larger of `|D|` and `t` about
  /// `2^-(precisionInBits + 24)` wide.
  ///
  /// Throws `ModelError.notEnclosed` when the signs cannot be shown. Cost: about ten Gaussian
  /// expectations, two or three of them at full precision.
  func enclosure() throws -> Interval {
    let bits = precisionInBits + Self.evaluationBits
    try Real.check(precisionInBits: precisionInBits)
    try Real.check(precisionInBits: bits)
    let approximate = ApproximateOptimality(model.approximateParameters).root()
    let center = try refined(approximate, toBits: bits)
    let optimality = try MemorizationDilationOptimality(model, precisionInBits: bits)
    let scale = max(center.binaryExponent ?? 0, optimality.t.upper.binaryExponent ?? 0)
    for widening in 0..<Self.widenings {
      let exponent = scale - precisionInBits - Self.toleranceBits + widening * Self.wideningBits
      let tolerance = Real(1, precisionInBits: bits).scaled(byPowerOfTwo: exponent)
      let (low, high) = (center - tolerance, center + tolerance)
      guard (Interval(low) + optimality.t).isCertainlyPositive else { continue }
      if try optimality.mismatch(at: Interval(low)).isCertainlyNegative,
        try optimality.mismatch(at: Interval(high)).isCertainlyPositive
      {
        return try Interval(lower: low, upper: high)
      }
    }
    throw ModelError.notEnclosed(quantity: "the optimum", precisionInBits: precisionInBits)
  }

  /// Secant steps at growing precision from a double-precision root; promises nothing.
  private func refined(_ start: Double, toBits bits: Int) throws(NumberError) -> Real {
    var working = min(bits, 96)
    var previous = Real(start * (1 - 1e-9) - 1e-12, precisionInBits: working)
    var current = Real(start, precisionInBits: working)
    var before = try approximateMismatch(at: previous, bits: working)
    for _ in 0..<Self.secantSteps {
      let here = try approximateMismatch(at: current, bits: working)
      let change = here - before
      guard change.sign != 0, here.sign != 0 else { break }
      let step = here * (try (current - previous) / change)
      (previous, before) = (current, here)
      current = (current - step).rounded(toPrecisionInBits: bits)
      if working == bits, (step.binaryExponent ?? Int.min) < -2 * precisionInBits / 3 { break }
      working = min(bits, Int(Double(working) * Self.precisionGrowth))
    }
    return current.rounded(toPrecisionInBits: bits)
  }

  private func approximateMismatch(at lead: Real, bits: Int) throws(NumberError) -> Real {
    try MemorizationDilationOptimality(model, precisionInBits: bits)
      .mismatch(at: Interval(lead.rounded(toPrecisionInBits: bits))).midpoint
  }
}
