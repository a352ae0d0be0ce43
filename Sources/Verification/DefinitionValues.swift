import Diagnostics
import Numbers
import TheoremLanguage

/// The definitions of a theorem at one point.
public struct DefinitionValues: Sendable {
  /// A named value, certain digits only, or why there is none.
  public struct Row: Sendable {
    /// The parameter, definition or assumption.
    public let name: String
    /// The value, or the reason in words.
    public let value: String
    /// Whether there is a value.
    public let isDefined: Bool
  }

  /// The theorem's title.
  public let title: String
  /// The parameters, exact.
  public let parameters: [Row]
  /// The definitions, in the order of the file.
  public let definitions: [Row]
  /// The assumptions with `holds`, `fails` or the reason.
  public let assumptions: [Row]
  /// What is outside its range, in words; empty when the point lies in the domain.
  public let warnings: [String]

}

extension DefinitionValues {
  /// Evaluates the definitions of a theorem with `digits` certain digits where possible.
  ///
  /// - Throws: `RequestError` for a missing, unknown or malformed parameter.
  public init(
    of theorem: ElaboratedTheorem, at assignments: [(name: String, value: String)], digits: Int
  ) throws {
    let values = try Self.values(of: theorem, assignments)
    title = theorem.title
    parameters = theorem.named(values).map { Row(name: $0.name, value: $0.value, isDefined: true) }
    definitions = theorem.definitions.indices.map { index in
      Self.definition(index, of: theorem, at: values, digits: digits)
    }
    let domain = Domain(theorem: theorem)
    assumptions = theorem.assumptions.indices.map { index in
      Self.assumption(index, in: domain, at: values)
    }
    warnings = theorem.parameters.enumerated().compactMap { index, parameter in
      Self.warning(parameter, value: values[index], earlier: Array(values[..<index]), in: domain)
    }
  }

  private static func values(
    of theorem: ElaboratedTheorem, _ assignments: [(name: String, value: String)]
  ) throws -> [Rational] {
    let names = theorem.parameters.map(\.name)
    var given: [String: Rational] = [:]
    for assignment in assignments {
      guard names.contains(assignment.name) else {
        let hint =
          Suggestion.closest(to: assignment.name, among: names)
          .map { "; did you mean `\($0)`?" }
          ?? (names.isEmpty ? "" : "; its parameters: \(names.joined(separator: ", "))")
        throw RequestError("the theorem has no parameter `\(assignment.name)`\(hint)")
      }
      guard given[assignment.name] == nil else {
        throw RequestError("`\(assignment.name)` is given twice")
      }
      given[assignment.name] = try RequestError.parse(assignment.value, as: assignment.name)
    }
    let missing = names.filter { given[$0] == nil }
    guard missing.isEmpty else {
      throw RequestError(
        "no value for \(missing.map { "`\($0)`" }.joined(separator: ", ")); "
          + "the point needs \(names.map { "\($0)=VALUE" }.joined(separator: ","))")
    }
    return names.compactMap { given[$0] }
  }

  private static func definition(
    _ index: Int, of theorem: ElaboratedTheorem, at values: [Rational], digits: Int
  ) -> Row {
    let name = theorem.definitions[index].name
    var best: CertifiedDecimal?
    var reason = "no digit is certain"
    for effort in [1, 4] {
      let arithmetic = IntervalArithmetic(
        precisionInBits: effort * VerificationSettings.precisionInBits(forDigits: digits))
      do {
        let value = try TermEvaluator(theorem, at: values, in: arithmetic).definition(index)
        let decimal = value.certifiedDecimal(maximumDigits: digits)
        best = decimal
        if decimal.isExact || decimal.digits >= digits { break }
      } catch let error as EvaluationError {
        reason = error.reason
        if !error.mayVanishWithPrecision { break }
      } catch {
        reason = "\(error)"
      }
    }
    return Row(name: name, value: best?.text ?? reason, isDefined: best != nil)
  }

  private static func assumption(_ index: Int, in domain: Domain, at values: [Rational]) -> Row {
    let text = TermPrinter.print(domain.theorem.assumptions[index].comparison, in: domain.theorem)
    do {
      guard let holds = try domain.decides(assumption: index, values) else {
        let bits = Domain.largestPrecisionInBits
        return Row(
          name: text, value: "both sides agree to \(bits) bits, so it cannot be told",
          isDefined: false)
      }
      return Row(name: text, value: holds ? "holds" : "fails", isDefined: true)
    } catch let error as EvaluationError {
      return Row(name: text, value: error.reason, isDefined: false)
    } catch {
      return Row(name: text, value: "\(error)", isDefined: false)
    }
  }

  private static func warning(
    _ parameter: ParameterDeclaration, value: Rational, earlier: [Rational], in domain: Domain
  ) -> String? {
    if parameter.isInteger && !value.isInteger {
      return "\(parameter.name) = \(value) is not an integer"
    }
    let range: ParameterRange?
    do {
      range = try domain.range(of: parameter, given: earlier)
    } catch {
      let reason = (error as? RangeError)?.error.reason ?? "\(error)"
      return "the range of \(parameter.name) has no value here: \(reason)"
    }
    guard let range else { return "\(parameter.name) has an empty range here" }
    if range.contains(value) { return nil }
    let upper = range.isEndless ? "infinity)" : "\(range.upper)]"
    return "\(parameter.name) = \(value) lies outside [\(range.lower), \(upper)"
  }
}
