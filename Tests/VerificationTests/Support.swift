import Diagnostics
import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

func source(_ text: String) -> SourceText { SourceText(name: "t.theorem", text: text) }

/// The theorem of a text, or what is wrong with it as a user would read it.
func load(_ text: String) throws -> ElaboratedTheorem {
  do throws(DiagnosticList) {
    return try TheoremLoader.load(source(text))
  } catch {
    throw TextError(text: DiagnosticRenderer.render(error, source: source(text)))
  }
}

struct TextError: Error { let text: String }

/// A theorem about the given parameters (lines such as `a : real in [1, 2]`) and further sections.
func theorem(parameters: [String] = [], _ sections: String = "claim c: 0 < 1") throws
  -> ElaboratedTheorem
{
  let declared = parameters.isEmpty ? "" : "parameters\n  " + parameters.joined(separator: "\n  ")
  return try load("theorem \"t\"\n\(declared)\n\(sections)\n")
}

/// A theorem with one definition `v` and without parameters.
func defining(_ expression: String) throws -> ElaboratedTheorem {
  try theorem("define\n  v = \(expression)\nclaim c: v < 1")
}

func point(_ values: String...) throws -> ParameterPoint {
  ParameterPoint(values: try values.map(rational), origin: .given)
}

/// An enclosure of an expression's value.
func enclosure(of expression: String, bits: Int = 200) throws -> Interval {
  try TermEvaluator(
    try defining(expression), at: [], in: IntervalArithmetic(precisionInBits: bits)
  ).definition(0)
}

/// The exact value of an expression; `nil` where it is not rational.
func exactValue(of expression: String) throws -> Fraction? {
  try defining(expression).exactEvaluator(at: []).value(of: .definition(0))
}

/// The reason why an expression has no value, and whether more precision might help.
func failure(of expression: String, bits: Int = 200) -> String {
  do {
    return "no failure: \(try enclosure(of: expression, bits: bits))"
  } catch let error as EvaluationError {
    return "\(error.reason)\(error.mayVanishWithPrecision ? " (may vanish)" : "")"
  } catch {
    return "\(error)"
  }
}

extension SeededGenerator {
  /// A fraction with small numerator and denominator, sometimes scaled far away.
  mutating func rational() throws -> Fraction {
    let plain = try Fraction(integer(-99...99), integer(1...99))
    guard integer(0...3) == 0 else { return plain }
    return try plain * Fraction(10).power(integer(-60...60))
  }
}
