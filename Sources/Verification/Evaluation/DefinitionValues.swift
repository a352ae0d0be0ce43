import Diagnostics
import Exact
import Reals
import TheoremLanguage

/// The definitions of a theorem at one point.
public struct DefinitionValues: Sendable {
  /// A named value, certain digits only, or why there is none.
  public struct Row: Sendable {
    /// The parameter, definition, assumption or quantity of an optimum.
    public let name: String
    /// The value, or the reason in words.
    public let value: String
    /// Whether there is a value.
    public let isDefined: Bool
    /// What the value rests on.
    public var source = Source.intervals
    /// What has to be known about the value besides, if anything.
    public var remark: String?
  }

  /// What a value rests on.
  public enum Source: String, Sendable {
    /// Interval arithmetic: every digit is certain.
    case intervals
    /// The closed form of a model (docs/models.md), evaluated with intervals.
    case closedForm = "closed form"
    /// A descent: the digits that stand above the norm of its gradient, an estimate.
    case descent
  }

  /// The theorem's title.
  public let title: String
  /// The parameters, exact.
  public let parameters: [Row]
  /// The definitions, in the order of the file.
  public let definitions: [Row]
  /// The minimum of a problem and quantities of its minimizer.
  public let optima: [Row]
  /// The assumptions with `holds`, `fails` or the reason.
  public let assumptions: [Row]
  /// What is outside its range, in words; empty when the point lies in the domain.
  public let warnings: [String]

}

extension DefinitionValues {
  /// Evaluates the columns of a theorem with `digits` certain digits where possible.
  init(
    of theorem: ElaboratedTheorem, at values: [Fraction], columns: ValueColumns,
    optima reader: OptimumReader, digits: Int
  ) {
    title = theorem.title
    parameters = theorem.named(values).map { Row(name: $0.name, value: $0.value, isDefined: true) }
    definitions = columns.definitions.map { index in
      Self.definition(index, of: theorem, at: values, digits: digits)
    }
    optima = reader.rows(columns.optima, at: values)
    let domain = Domain(theorem: theorem)
    // Open ends of ranges are ends of ranges here.
    assumptions = theorem.assumptions.indices.filter { !theorem.assumptions[$0].isOpenEnd }
      .map { Self.assumption($0, in: domain, at: values) }
    warnings = theorem.parameters.enumerated().compactMap { index, parameter in
      Self.warning(parameter, value: values[index], earlier: Array(values[..<index]), in: domain)
    }
  }

  /// Whether every parameter is in its range and no assumption fails; one that cannot be told is
  /// taken to hold.
  public var isInDomain: Bool {
    warnings.isEmpty && !assumptions.contains { $0.isDefined && $0.value == Self.fails }
  }

  /// What stands beside an assumption that fails.
  static let fails = "fails"

  private static func definition(
    _ index: Int, of theorem: ElaboratedTheorem, at values: [Fraction], digits: Int
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

  private static func assumption(_ index: Int, in domain: Domain, at values: [Fraction]) -> Row {
    let text = TermPrinter.print(domain.theorem.assumptions[index].comparison, in: domain.theorem)
    do {
      guard let holds = try domain.decides(assumption: index, values) else {
        let bits = Domain.largestPrecisionInBits
        return Row(
          name: text, value: "both sides agree to \(bits) bits, so it cannot be told",
          isDefined: false)
      }
      return Row(name: text, value: holds ? "holds" : fails, isDefined: true)
    } catch let error as EvaluationError {
      return Row(name: text, value: error.reason, isDefined: false)
    } catch {
      return Row(name: text, value: "\(error)", isDefined: false)
    }
  }

  private static func warning(
    _ parameter: ParameterDeclaration, value: Fraction, earlier: [Fraction], in domain: Domain
  ) -> String? {
    if parameter.isInteger && !value.isInteger {
      return "\(parameter.name) = \(value.decimalText) is not an integer"
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
    let upper = range.isEndless ? "infinity" : range.upper.decimalText
    return "\(parameter.name) = \(value.decimalText) lies outside "
      + "\(range.isLowerOpen ? "(" : "[")\(range.lower.decimalText), \(upper)"
      + (range.isEndless || range.isUpperOpen ? ")" : "]")
  }
}
