import Exact
import Reals
import TheoremLanguage

extension Domain {
  /// The point of the domain's ranges with the given values, those at an end exactly there; `nil`
  /// when a range is empty.
  func clamped(_ values: [Double]) -> [Fraction]? {
    let exact = values.compactMap { try? Fraction(exactly: $0) }
    guard exact.count == values.count else { return nil }
    return clamped(exact) { $0.approximateDouble == $1.approximateDouble }
  }

  /// The point with the given values, moved into their ranges.
  func clamped(
    _ values: [Fraction], isAtEnd: (Fraction, Fraction) -> Bool = { _, _ in false }
  ) -> [Fraction]? {
    guard values.count == dimension else { return nil }
    var result: [Fraction] = []
    for (parameter, value) in zip(theorem.parameters, values) {
      guard let range = try? range(of: parameter, given: result) else { return nil }
      var inside = parameter.isInteger ? Fraction(value.nearestInteger) : value
      if inside < range.lower || isAtEnd(inside, range.lower) { inside = range.lower }
      if !range.isEndless, inside > range.upper || isAtEnd(inside, range.upper) {
        inside = range.upper
      }
      result.append(inside)
    }
    return result
  }
}
