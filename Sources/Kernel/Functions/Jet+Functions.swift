import Exact

extension JetCalculator {
  /// The jet of a function of one argument, by the table of section 3 of
  /// docs/certificate-format.md.
  func function(_ function: UnaryFunction, _ a: Jet) throws(KernelError) -> Jet {
    switch function {
    case .negate: return negate(a)
    case .absolute: return try absolute(a)
    case .floor:
      let value = try calculator.function(.floor, a.value)
      guard order == 0 || value.lower == value.upper else { throw .refused("floor may jump here") }
      return constant(value)
    default:
      let value = try calculator.function(function, a.value)
      guard order >= 1 else { return constant(value) }
      guard let derivatives = function.properties.derivatives else {
        throw .refused("\(function.name) has no derivative")
      }
      let slope = try derivative(derivatives.first, at: a.value, value, value)
      return try compose(a, value: value, slope: slope) { () throws(KernelError) in
        try derivative(derivatives.second, at: a.value, value, slope)
      }
    }
  }

  private func derivative(
    _ formula: Formula, at a: DyadicInterval, _ value: DyadicInterval, _ slope: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    try calculator.value(of: formula) { $0 == .argument ? a : $0 == .value ? value : slope }
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
