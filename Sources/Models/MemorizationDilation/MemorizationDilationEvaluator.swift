import LinearAlgebra
import Reals

/// The memorization-dilation risk and its gradient at one precision.
///
/// `F` and `F'` come from the trapezoidal rule with enough nodes for the precision. Nodes `z` and
/// `-z` are taken together: with `v = e^{-(t + b r z)}`, `v' = e^{-(t - b r z)}` and `v v' =
/// e^{-2t}`,
///
///     softplus(-(t + b r z)) + softplus(-(t - b r z)) = log1p(v + v' + e^{-2t})
///     sigmoid(-(t + b r z)) - sigmoid(-(t - b r z))   = (v - v')/(1 + v + v' + e^{-2t})
///
/// and `v`, `v'` and the Gaussian weights follow from their neighbours by multiplications, so a
/// pair of nodes costs one logarithm and one division. From `b r = 64` on, `MomentSeries` takes the
/// place of the rule, and `E[z sigmoid(-(t + s z))] = -s E sigmoid'(t + s z)`.
final class MemorizationDilationEvaluator: DescentEvaluator {
  let precisionInBits: Int
  private let dimension: Int
  private let (t, rho, eta, halfAlpha, lambda): (Real, Real, Real, Real, Real)
  private let (kappa, b, a, dimensionDecay): (Real, Real, Real, Real)
  private let approximateB: Double
  private let workingBits: Int
  /// Absorbs the drift of the recurrences (twice the logarithm of the number of nodes) and
  /// rounding.
  private static let guardBits = 48

  init(model: MemorizationDilationModel, precisionInBits bits: Int) throws(NumberError) {
    let working = bits + Self.guardBits
    try Real.check(precisionInBits: bits)
    try Real.check(precisionInBits: working)
    func real(_ value: ModelNumber) -> Real { Real(value, precisionInBits: working) }
    let root = try real(ModelNumber(2)).squareRoot()
    let quotient = try model.margin.divided(by: model.featureNorm)
    precisionInBits = bits
    workingBits = working
    dimension = model.dimension
    (t, rho, eta) = (real(model.margin), real(model.featureNorm), real(model.eta))
    halfAlpha = real(try model.alpha.divided(by: ModelNumber(2)))
    lambda = real(model.lambda)
    kappa = real(quotient)
    b = root * kappa
    a = root * real(try (model.eta * model.featureNorm).divided(by: model.slope))
    dimensionDecay = real(model.lambda * ModelNumber(model.dimension))
    approximateB = model.approximateParameters.b
  }

  func value(at point: RealMatrix, gradient: RealMatrix) throws(NumberError) -> Real {
    precondition(
      point.rows == dimension + 1 && point.columns == 1, "The point must be variableCount x 1.")
    precondition(
      gradient.rows == dimension + 1 && gradient.columns == 1,
      "The gradient must be variableCount x 1.")
    let u = (0..<dimension).map { point[$0, 0].rounded(toPrecisionInBits: workingBits) }
    var offset = u
    offset[1] = offset[1] - rho
    let zero = Real(0, precisionInBits: workingBits)
    let distance = try offset.reduce(zero) { $0 + $1 * $1 }.squareRoot()
    let clean = try cleanRisk(dilation: a * distance + point[dimension, 0])
    let lead = kappa * (u[0] - u[1])
    let (loss, sigmoid) = try Self.softplusAndSigmoid(-lead)
    let decay = lambda * eta
    for index in 0..<dimension {
      var slope = (decay + decay) * u[index]
      if distance.sign > 0 { slope = slope + clean.slope * a * (try offset[index] / distance) }
      if index == 0 { slope = slope + eta * kappa * (halfAlpha - sigmoid) }
      if index == 1 { slope = slope - eta * kappa * (halfAlpha - sigmoid) }
      gradient[index, 0] = slope.rounded(toPrecisionInBits: precisionInBits)
    }
    gradient[dimension, 0] = clean.slope.rounded(toPrecisionInBits: precisionInBits)
    let norm = u.reduce(zero) { $0 + $1 * $1 }
    let value = clean.value + eta * (loss + halfAlpha * lead + lambda * norm)
    return value.rounded(toPrecisionInBits: precisionInBits)
  }

  /// `softplus(x)` and `sigmoid(x)` from one exponential that cannot overflow.
  private static func softplusAndSigmoid(_ x: Real) throws(NumberError) -> (Real, Real) {
    let one = Real(1, precisionInBits: x.precisionInBits)
    let small = (-x.absolute()).exp()
    let tail = try small.log1p()
    return x.sign > 0
      ? (x + tail, try one / (one + small)) : (tail, try small / (one + small))
  }

  /// `F(r)` and `F'(r) = -b E[z sigmoid(-(t + b r z))] + 2 lambda M r`.
  private func cleanRisk(dilation r: Real) throws(NumberError) -> (value: Real, slope: Real) {
    let sums = try gaussianSums(deviation: b * r)
    let decay = dimensionDecay * r
    let value = sums.softplus + halfAlpha * t + lambda * (rho * rho) + decay * r
    return (value, decay + decay - b * sums.tilted)
  }

  /// `E softplus(-(t + s z))` and `E[z sigmoid(-(t + s z))]`.
  private func gaussianSums(
    deviation s: Real
  ) throws(NumberError) -> (softplus: Real, tilted: Real) {
    if let sums = try gaussianSeries(deviation: s) { return sums }
    let rule = TrapezoidalRule(deviation: s.approximateDouble, precisionInBits: precisionInBits + 8)
    let step = Real(rule.step, precisionInBits: workingBits)
    let one = Real(1, precisionInBits: workingBits)
    let half = try one / Real(2, precisionInBits: workingBits)
    let ratio = (s * step).exp()
    let inverseRatio = (-(s * step)).exp()
    var falling = (-t).exp()
    var rising = falling
    let squared = falling * falling
    let drift = (-(step * step)).exp()
    var weight = one
    var weightRatio = (-(step * step * half)).exp()
    var weights = one
    var softplus = try falling.log1p()
    var tilted = Real(0, precisionInBits: workingBits)
    for j in 1...rule.count {
      weight = weight * weightRatio
      weightRatio = weightRatio * drift
      falling = falling * inverseRatio
      rising = rising * ratio
      let sum = falling + rising + squared
      weights = weights + weight + weight
      softplus = softplus + weight * (try sum.log1p())
      let node = step * Real(j, precisionInBits: workingBits)
      tilted = tilted + weight * node * (try (falling - rising) / (one + sum))
    }
    return (try softplus / weights, try tilted / weights)
  }

  private func gaussianSeries(
    deviation s: Real
  ) throws(NumberError) -> (softplus: Real, tilted: Real)? {
    func series(_ function: LogisticFunction) -> MomentSeries? {
      MomentSeries(function, mean: -t, deviation: s, precisionInBits: workingBits)
    }
    guard let softplus = series(.softplus), let slope = series(.sigmoidDerivative) else {
      return nil
    }
    return (try softplus.enclosure().midpoint, -(s * (try slope.enclosure().midpoint)))
  }
}

extension MemorizationDilationModel {
  /// An evaluator at the given precision; see `MemorizationDilationEvaluator`.
  ///
  /// Throws `NumberError.precisionOutOfRange` for a precision the numbers cannot have. So small a
  /// problem stays on one thread.
  public func makeEvaluator(precisionInBits: Int, jobs: Int) throws -> any DescentEvaluator {
    try MemorizationDilationEvaluator(model: self, precisionInBits: precisionInBits)
  }
}
