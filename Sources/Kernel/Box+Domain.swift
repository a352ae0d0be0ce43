import Exact

extension Box {
  /// Bits at which the end of a range that is not rational is enclosed.
  static let precisionInBits = 128

  /// The least box known to contain the domain of a statement: each range on the earlier ones.
  ///
  /// - Throws: `KernelError.refused` when a range is empty.
  init(domainOf statement: Statement) throws(KernelError) {
    var box = Box(point: [])
    for parameter in statement.parameters {
      guard var lower = try box.end(parameter.lower, of: statement, isLower: true) else {
        throw .refused("the range of a parameter may begin anywhere")
      }
      var upper: Fraction?
      if let end = parameter.upper { upper = try box.end(end, of: statement, isLower: false) }
      if parameter.isInteger {
        (lower, upper) = (Fraction(lower.ceiling), upper.map { Fraction($0.floor) })
      }
      guard lower <= upper ?? lower else { throw .refused("the range of a parameter is empty") }
      box.ranges.append(Range(lower: lower, upper: upper))
    }
    self = box
  }

  /// The outer end of an end of a range; `nil` where it is infinite.
  private func end(
    _ term: Term, of statement: Statement, isLower: Bool
  ) throws(KernelError) -> Fraction? {
    let point = ranges.map { $0.isPoint ? $0.lower : nil }
    if let exact = try statement.exactEvaluator(at: point).value(of: term) {
      return exact
    }
    let evaluator = try Evaluator(
      statement, box: self, facts: [], precisionInBits: Self.precisionInBits)
    let value = try evaluator.value(of: term)
    let outer = isLower ? value.lower : value.upper
    return outer.isInfinite ? nil : try exactly(outer.fraction)
  }
}
