import Exact
import Reals
import TheoremLanguage

extension Domain {
  /// All points of a domain whose parameters are integers or have one value, or the one point where
  /// there are none.
  ///
  /// `nil` for a domain with other real parameters, with more than `limit` points within the
  /// ranges, or where an end of a range is not rational or an assumption cannot be decided: then
  /// points might be missing.
  func allPoints(atMost limit: Int) -> [ParameterPoint]? {
    var found: [[Fraction]] = [[]]
    for parameter in theorem.parameters {
      var longer: [[Fraction]] = []
      for earlier in found {
        guard let range = exactRange(of: parameter, given: earlier),
          parameter.isInteger || range.lower >= range.upper
        else { return nil }
        var value = range.lower
        while value <= range.upper {
          guard longer.count < limit else { return nil }
          longer.append(earlier + [value])
          value = value + Fraction(1)
        }
      }
      found = longer
    }
    var points: [ParameterPoint] = []
    for values in found {
      for index in theorem.assumptions.indices {
        guard (try? decides(assumption: index, values)) != nil else { return nil }
      }
      guard let isInside = try? satisfiesAssumptions(values) else { return nil }
      if isInside { points.append(ParameterPoint(values: values, origin: .given)) }
    }
    return points
  }
}
