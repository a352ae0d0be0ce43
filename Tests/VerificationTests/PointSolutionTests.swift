import Models
import Reals
import Testing

@testable import Verification

@Suite("PointSolution") struct PointSolutionTests {
  private static let base = [
    ("N", "2"), ("K", "1"), ("M", "2"), ("alpha", "0"), ("lambda_W", "0.01"), ("lambda_H", "0.01"),
  ]

  private func solution(
    _ model: String = "positive-layer-peeled", _ arguments: [(String, String)] = base,
    digits: Int = 15
  ) throws -> PointSolution {
    let sweep = try SolutionSweep(
      solving: model, arguments: arguments.map { (name: $0.0, value: $0.1) },
      settings: VerificationSettings(digits: digits, starts: 2))
    return try #require(sweep.points.first?.solution)
  }

  /// docs/models.md: the margin is log 49 = 3.89182029811063, by bc: l(49).
  @Test("closed form and descent side by side")
  func rows() throws {
    let solution = try solution()
    #expect(solution.rows.first?.name == "objective")
    let margin = try #require(solution.rows.first { $0.name == "margin" })
    #expect(margin.closedForm == "3.89182029811063")
    #expect(margin.descent == "3.89182029811063")
    #expect(try #require(margin.agreeingDigits) >= 15)
    #expect(solution.limitation == nil && solution.failure == nil && solution.regime == nil)
    #expect(solution.descent.starts == 2)
  }

  @Test("a list may be written as it is printed")
  func brackets() throws {
    let rest = [("M", "3"), ("alpha", "0"), ("lambda_W", "0.01"), ("lambda_H", "0.01")]
    let plain = try solution("positive-layer-peeled", [("class_sizes", "4,2,1")] + rest)
    let printed = try #require(plain.parameters.first { $0.name == "class_sizes" }?.value)
    #expect(printed == "[4, 2, 1]")
    let again = try solution("positive-layer-peeled", [("class_sizes", printed)] + rest)
    #expect(again.rows.map(\.descent) == plain.rows.map(\.descent))
  }

  @Test("no closed form for fewer dimensions than classes, but a descent")
  func limitation() throws {
    let solution = try solution(
      "positive_layer_peeled",
      [
        ("class_sizes", "1,1,1"), ("M", "2"), ("alpha", "0"), ("lambda_W", "0.01"),
        ("lambda_H", "0.01"),
      ],
      digits: 8)
    #expect(solution.limitation != nil)
    #expect(
      solution.rows.allSatisfy {
        $0.closedForm == nil && $0.descent != nil && $0.agreeingDigits == nil
      })
  }

  @Test("the dilation model names its regime")
  func regime() throws {
    let solution = try solution(
      "memorization-dilation",
      [
        ("margin", "2"), ("feature_norm", "1"), ("eta", "0.1"), ("alpha", "0"), ("lambda", "0.01"),
        ("C_MD", "1"), ("M", "2"),
      ],
      digits: 10)
    #expect(["interior", "boundary"].contains(solution.regime))
  }

  @Test("wrong requests are refused with what is wrong")
  func errors() {
    func message(_ model: String, _ arguments: [(String, String)]) -> String {
      do { return "\(try solution(model, arguments).model) was solved" } catch { return "\(error)" }
    }
    let name = "positive-layer-peeled"
    #expect(message(name, Self.base + [("K", "2")]) == "`K` is given twice")
    #expect(message(name, [("N", "two")]).hasPrefix("`N`: 'two' is not a number"))
    #expect(
      message(name, [("class_sizes", "1,,2")]).hasPrefix("`class_sizes`: '' is not a number"))
    #expect(
      message(name, [("class_sizes", "[4, 2")]).hasPrefix("`class_sizes`: '[4' is not a number"))
    #expect(
      message(name, Self.base + [("beta", "2")]).hasPrefix(
        "`positive-layer-peeled` has no argument `beta`"))
    #expect(message("nothing", []).hasPrefix("unknown model `nothing`"))
  }
}
