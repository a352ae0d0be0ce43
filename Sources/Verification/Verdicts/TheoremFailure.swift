import Diagnostics
import TheoremLanguage

/// What is wrong with a theorem that parses: it shows only when the theorem is evaluated.
struct TheoremFailure: Error {
  let diagnostic: Diagnostic

  private static let emptyDomain = DiagnosticCode(
    "empty-domain", "a parameter has no values, or no point satisfies the assumptions")
  private static let undefinedValue = DiagnosticCode(
    "undefined-value", "an expression has no value at a point of the domain")
  private static let invalidProblem = DiagnosticCode(
    "invalid-problem", "a model refuses its arguments at a point of the domain")
  private static let internalFault = DiagnosticCode("internal-fault", "a defect of the program")

  /// A claim, or a definition it uses, has no value at a point of the domain.
  static func undefined(
    _ failure: EvaluationFailure, in claim: ClaimDeclaration, of theorem: ElaboratedTheorem
  ) -> TheoremFailure {
    let place = Self.place(failure.point, in: theorem)
    if case .invalidProblem(let text, let span, let isConstant) = failure.error {
      return TheoremFailure(
        diagnostic: Diagnostic(
          code: invalidProblem, message: text + (isConstant ? "" : place), span: span,
          help: isConstant
            ? "change this argument here, where the problem is stated"
            : "narrow the domain, or add an assumption that keeps the model's arguments valid"))
    }
    let culprit = theorem.definitionWithoutValue(at: failure.point)
    let subject = culprit.map { "`\(theorem.definitions[$0].name)`" } ?? "the claim `\(claim.name)`"
    return TheoremFailure(
      diagnostic: Diagnostic(
        code: undefinedValue, message: "\(subject) has no value\(place): \(failure.error.reason)",
        span: culprit.map { theorem.definitions[$0].span } ?? claim.span,
        help: failure.error.isAboutRoot
          ? "choose an interval in which the equation has one root and no more"
          : "narrow the domain, or add an assumption that excludes this point"))
  }

  /// A claim, or a definition it uses, has no value at a named place of the domain.
  static func undefined(
    _ error: EvaluationError, definition: Int?, at place: String, in claim: ClaimDeclaration,
    of theorem: ElaboratedTheorem
  ) -> TheoremFailure {
    if let definition {
      return undefined(error, definition: definition, at: place, of: theorem)
    }
    return undefined(error, "the claim `\(claim.name)`", at: place, span: claim.span)
  }

  /// A definition has no value at a named place of the domain.
  static func undefined(
    _ error: EvaluationError, definition: Int, at place: String, of theorem: ElaboratedTheorem
  ) -> TheoremFailure {
    let definition = theorem.definitions[definition]
    return undefined(error, "`\(definition.name)`", at: place, span: definition.span)
  }

  private static func undefined(
    _ error: EvaluationError, _ subject: String, at place: String, span: Span
  ) -> TheoremFailure {
    TheoremFailure(
      diagnostic: Diagnostic(
        code: undefinedValue,
        message: "\(subject) has no value\(place.isEmpty ? "" : " at \(place)"): \(error.reason)",
        span: span, help: "narrow the domain, or add an assumption that excludes this point"))
  }

  /// An assumption has no value at a point of the parameters' ranges.
  static func undefinedAssumption(
    _ index: Int, _ error: EvaluationError, at point: ParameterPoint, of theorem: ElaboratedTheorem
  ) -> TheoremFailure {
    let culprit = theorem.definitionWithoutValue(at: point)
    let subject = culprit.map { "`\(theorem.definitions[$0].name)`" } ?? "the assumption"
    return TheoremFailure(
      diagnostic: Diagnostic(
        code: undefinedValue,
        message: "\(subject) has no value\(place(point, in: theorem)): \(error.reason)",
        span: culprit.map { theorem.definitions[$0].span } ?? theorem.assumptions[index].span,
        help: "put an assumption that excludes this point before this one, or narrow the domain"))
  }

  /// A bound of a parameter has no value.
  static func undefinedRange(_ error: RangeError, of theorem: ElaboratedTheorem) -> TheoremFailure {
    let parameter = error.parameter
    let earlier = zip(theorem.parameters, error.earlier).map { "\($0.name) = \($1.decimalText)" }
    let place = earlier.isEmpty ? "" : " at " + earlier.joined(separator: ", ")
    return TheoremFailure(
      diagnostic: Diagnostic(
        code: undefinedValue,
        message: "the range of `\(parameter.name)` has no value\(place): \(error.error.reason)",
        span: parameter.span,
        help: "narrow the ranges of the parameters that its ends depend on"))
  }

  /// No point was found in the domain of a claim with these conditions.
  static func noPoint(
    of theorem: ElaboratedTheorem, in domain: Domain, rejected: Int,
    conditions: [AssumptionDeclaration]
  ) -> TheoremFailure {
    var lowest: [Double] = []
    for parameter in theorem.parameters {
      let isEmpty = [0.0, 0.5, 1.0].allSatisfy { coordinate in
        let prefix = (try? domain.values(at: lowest.map { _ in coordinate })) ?? []
        return prefix.count < lowest.count
          || ((try? domain.range(of: parameter, given: prefix)) ?? nil) == nil
      }
      if isEmpty {
        return TheoremFailure(
          diagnostic: Diagnostic(
            code: emptyDomain, message: "`\(parameter.name)` has an empty range",
            span: parameter.span, help: "its lower end exceeds its upper end"))
      }
      lowest.append(0)
    }
    return TheoremFailure(
      diagnostic: Diagnostic(
        code: emptyDomain,
        message:
          "no point was found that satisfies the \(conditions.isEmpty ? "" : "conditions and ")"
          + "assumptions (\(rejected) were tried)",
        span: (conditions + theorem.assumptions).first?.span ?? theorem.parameters.first?.span
          ?? Span(lower: 0, upper: 0),
        help: conditions.isEmpty
          ? "widen the ranges, check the assumptions, or write the points out as a range"
          : "a claim about no point says nothing: check its conditions, or leave it out"))
  }

  /// An error that nothing should throw.
  static func unexpected(_ error: any Error) -> TheoremFailure {
    TheoremFailure(
      diagnostic: Diagnostic(
        code: internalFault, message: "unexpected: \(error)", span: Span(lower: 0, upper: 0),
        help: "please report this file; it shows a defect of ClosedForm"))
  }

  private static func place(_ point: ParameterPoint, in theorem: ElaboratedTheorem) -> String {
    let named = theorem.named(point.values)
    guard !named.isEmpty else { return "" }
    return " at " + named.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }
}

extension ElaboratedTheorem {
  /// The first definition that has no value at a point, as far as definitions go.
  func definitionWithoutValue(at point: ParameterPoint) -> Int? {
    let arithmetic = IntervalArithmetic(precisionInBits: Domain.largestPrecisionInBits)
    guard let evaluator = try? TermEvaluator(self, at: point.values, in: arithmetic) else {
      return nil
    }
    return definitions.indices.first { (try? evaluator.definition($0)) == nil }
  }
}
