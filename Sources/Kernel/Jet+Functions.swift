import Exact

extension JetCalculator {
  /// The jet of a function of one argument, by the table of section 3 of
  /// docs/certificate-format.md.
  func function(_ function: UnaryFunction, _ a: Jet) throws(KernelError) -> Jet {
    switch function {
    case .negate: return negate(a)
    case .absolute: return try absolute(a)
    default:
      let value = try calculator.function(function, a.value)
      guard order >= 1 else { return constant(value) }
      let slope = try slope(of: function, at: a.value, value: value)
      return try compose(a, value: value, slope: slope) { () throws(KernelError) in
        try curvature(of: function, at: a.value, value: value, slope: slope)
      }
    }
  }

  private func slope(
    of function: UnaryFunction, at a: DyadicInterval, value: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    let (x, value) = (calculator(a), calculator(value))
    return switch function {
    case .squareRoot: try (1 / (2 * value)).interval
    case .exp: value.interval
    case .expm1: try x.function(.exp).interval
    case .log: try (1 / x).interval
    case .log1p: try (1 / (x + 1)).interval
    case .softplus: try x.function(.sigmoid).interval
    case .sigmoid: try (value * (1 - value)).interval
    case .negate, .absolute: throw .refused("\(function) has no rule for its derivative")
    }
  }

  private func curvature(
    of function: UnaryFunction, at a: DyadicInterval, value: DyadicInterval, slope: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    let (x, value, slope) = (calculator(a), calculator(value), calculator(slope))
    return switch function {
    case .squareRoot: try (-(slope / (2 * x))).interval
    case .exp, .expm1: slope.interval
    case .log: try (-(1 / x.power(2))).interval
    case .log1p: try (-(1 / (x + 1).power(2))).interval
    case .softplus: try (slope * (1 - slope)).interval
    case .sigmoid: try (slope * (1 - 2 * value)).interval
    case .negate, .absolute: throw .refused("\(function) has no rule for its derivative")
    }
  }

  private func absolute(_ a: Jet) throws(KernelError) -> Jet {
    if order == 0 { return constant(a.value.absolute) }
    let isDecided = !isTangent || !a.value.containsZero
    if isDecided && a.value.isNonnegative { return a }
    if isDecided && a.value.negated.isNonnegative { return negate(a) }
    guard order == 1 else { throw .refused("abs has no second derivative where its sign is open") }
    let sign = try DyadicInterval(lower: Dyadic(-1), upper: Dyadic(1))
    return try compose(a, value: a.value.absolute, slope: sign) { () throws(KernelError) in sign }
  }

  /// The smaller (larger) of two; where neither certainly is, the derivatives of both are possible.
  func extremum(_ a: Jet, _ b: Jet, isMinimum: Bool) throws(KernelError) -> Jet {
    let value =
      isMinimum ? a.value.minimum(with: b.value) : a.value.maximum(with: b.value)
    let relation: Relation =
      isTangent
      ? (isMinimum ? .less : .greater) : (isMinimum ? .lessOrEqual : .greaterOrEqual)
    var chosen: Jet
    if relation.holds(a.value, b.value) == true {
      chosen = a
    } else if relation.holds(b.value, a.value) == true {
      chosen = b
    } else {
      guard order < 2 else {
        throw .refused("min and max have no second derivative where they turn")
      }
      chosen = Jet(
        value: value, first: zip(a.first, b.first).map { $0.hull(with: $1) }, second: [])
    }
    chosen.value = value
    return chosen
  }
}
