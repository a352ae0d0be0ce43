import Exact
import Reals
import TheoremLanguage

extension Domain {
  /// A point and its neighbour along one parameter, the smaller value first.
  ///
  /// The neighbour lies above where the domain allows it, else below; `nil` when neither does.
  ///
  /// - Throws: `EvaluationFailure` when a range or an assumption has no value there.
  func neighbours(
    of point: ParameterPoint, along parameter: Int, step: Double
  ) throws -> (lower: ParameterPoint, upper: ParameterPoint)? {
    let declaration = theorem.parameters[parameter]
    guard
      let range = try EvaluationFailure.placed(
        at: point, { try range(of: declaration, given: Array(point.values[..<parameter])) })
    else { return nil }
    let here = range.coordinate(
      of: point.values[parameter], isInteger: declaration.isInteger,
      isLogarithmic: declaration.isLogarithmic)
    for signedStep in [step, -step] {
      var values = point.values
      values[parameter] =
        declaration.isInteger
        ? values[parameter] + Fraction(signedStep > 0 ? 1 : -1)
        : range.real(at: here + signedStep, isLogarithmic: declaration.isLogarithmic)
      let other = ParameterPoint(values: values, origin: .neighbour)
      guard other != point, try EvaluationFailure.placed(at: other, { try contains(values) })
      else { continue }
      return values[parameter] > point.values[parameter] ? (point, other) : (other, point)
    }
    return nil
  }
}
