import Exact
import Foundation
import TestSupport
import Testing

@testable import CertificateFormat
@testable import Kernel
@testable import TheoremLanguage
@testable import Theories

/// The table of docs/certificate-format.md, section 12, and the constants of both checkers are the
/// same.
@Suite("The table of limits") struct LimitTableTests {
  static let constants: [String: Int] = [
    "FILE_BYTES": Limits.fileSize,
    "WORDS": Limits.tokens,
    "NAME_CHARACTERS": Limits.identifierLength,
    "DIGITS": Limits.literalDigits,
    "DECIMAL_EXPONENT": Limits.literalExponent,
    "NESTING": Limits.nestingDepth,
    "HEIGHT": Limits.expressionHeight,
    "WRITTEN_OUT": Limits.nodes,
    "COMPONENT": Limits.componentIndex,
    "PARAMETERS": Limits.parameters,
    "DEFINITIONS": Limits.definitions,
    "ARGUMENTS": Limits.formals,
    "CLAIMS": Limits.claims,
    "PROBLEMS": Limits.problems,
    "CERTIFICATE_BYTES": CertificateParser.largestFile,
    "LINE_BYTES": CertificateParser.longestLine,
    "LINES": CertificateParser.mostLines,
    "STEPS_ABOVE": TreeChecker.largestDepth,
    "NUMBER_CHARACTERS": Fraction.textLimit,
    "BINARY_EXPONENT": Fraction.exponentLimit,
    "COUNT": CertificateParser.largestCount,
    "CLAIMED_DIGITS": Theorem.largestDigitCount,
    "POINTS": Theorem.largestPointCount,
    "LEAST_BITS": Calculator.precisions.lowerBound,
    "MOST_BITS": Calculator.precisions.upperBound,
    "MAGNITUDE": DyadicInterval.largestExponent,
    "ARGUMENT": FunctionProperties.largestExponentialArgument,
    "ERROR_ARGUMENT": FunctionProperties.largestErrorFunctionArgument,
    "ANGLE": DyadicInterval.largestAngleExponent,
    "POWER": DyadicInterval.largestPower,
    "NODES": GaussianMean.largestNodeCount,
    "STEP_OPERATIONS": Statement.operationBudget - 1,
    "STEP_HEIGHT": Statement.largestHeight,
    "MODEL_NUMBER": ProblemArguments.largestInteger,
    "POSITIVE_CLASSES": PositiveLayerPeeledBounds.largestClassCount,
    "CLASSES": UnconstrainedFeaturesBounds.largestClassCount,
    "EXACT_BITS": Fraction.sizeLimit,
    "MONOMIALS": Polynomial.largestCount,
    "ALGEBRA_POWER": Polynomial.largestExponent,
    "MONOMIAL_BITS": Normalizer.largestLength,
    "MONOMIAL_REACH": Normalizer.largestReach,
    "ALGEBRA_COST": AtomTable.largestCost,
  ]

  private func section() throws -> Substring {
    let text = try String(
      contentsOf: Repository.url(of: "docs/certificate-format.md"), encoding: .utf8)
    let start = try #require(text.range(of: "\n## 12. Limits\n"))
    let rest = text[start.upperBound...]
    return rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
  }

  /// The limits by name: each row begins with a name and a number.
  private func table() throws -> [String: Int] {
    let rows = try section().matches(of: /\n\| `([A-Z_]+)` \| ([0-9]+) \|/)
    return Dictionary(
      rows.compactMap { row in Int(row.2).map { (String(row.1), $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  @Test("the table is what the first checker uses")
  func swift() throws {
    #expect(try table() == Self.constants)
    #expect(Limits.definitionHeight == Limits.expressionHeight)
  }

  @Test("the table is what the second checker uses", .enabled(if: PythonProgram.isAvailable))
  func python() throws {
    let table = try table()
    let names = table.keys.sorted()
    let values = try PythonChecker.values(of: names.joined(separator: ", "))
    #expect(values == "(" + names.map { "\(table[$0] ?? 0)" }.joined(separator: ", ") + ")")
  }

  @Test("the hidden characters are those of both checkers", .enabled(if: PythonProgram.isAvailable))
  func characters() throws {
    let ranges = try section().matches(of: /\b([0-9A-F]{4,5})-([0-9A-F]{4,5})\b/)
      .compactMap { range -> ClosedRange<UInt32>? in
        guard let first = UInt32(range.1, radix: 16), let last = UInt32(range.2, radix: 16)
        else { return nil }
        return first...last
      }
    #expect(ranges == HiddenCharacters.ranges)
    let pairs = ranges.map { "(\($0.lowerBound), \($0.upperBound))" }.joined(separator: ", ")
    #expect(try PythonChecker.values(of: "HIDDEN") == "(\(pairs))")
  }
}
