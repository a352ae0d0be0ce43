import Kernel
import Testing

@testable import TheoremLanguage

/// What claims use, and what stands above them.
@Suite("Claims that use others") struct UsedClaimsTests {
  private static let text = """
    theorem "t"
    parameters
      x : real in [0, 1]
    claim a: x >= 0
    claim b: x = x using a
    claim rises: x increases in x
    claim c: x <= 1 using b
    claim d: x <= 2 using c, a
    claim e: 2*x = x + x using d, b expect supported
    """

  private func relations(_ comparisons: [Comparison]) -> [String] {
    comparisons.map { comparison in
      guard case .number(let value) = comparison.right else { return comparison.relation.rawValue }
      return "\(comparison.relation.rawValue) \(value.literal)"
    }
  }

  @Test("each claim stands after those that it uses, once")
  func order() throws {
    let theorem = try outcome(of: Self.text).get()
    let used = theorem.claims.map { relations(theorem.comparisons(usedBy: $0)) }
    let all = [">= 0", "=", "<= 1", "<= 2"]
    #expect(used == [[], [">= 0"], [], Array(all[..<2]), Array(all[..<3]), all])
  }

  @Test("equations above a claim, the nearest first")
  func equations() throws {
    let theorem = try outcome(of: Self.text + "\nclaim f: x < 3").get()
    let equations = theorem.claims.map { theorem.equations(above: $0).count }
    #expect(equations == [0, 0, 1, 1, 1, 1, 2])
    let nearest = try #require(theorem.equations(above: theorem.claims[6]).first)
    #expect(TermPrinter.print(nearest, in: theorem) == "2*x = x + x")
  }

  @Test("claims that are not kept may be used still, and a claim states the same without")
  func selection() throws {
    let theorem = try outcome(of: Self.text).get()
    let kept = theorem.keepingClaims { $0.name == "e" }
    #expect(kept.comparisons(usedBy: kept.claims[0]).count == 4)
    #expect(kept.equations(above: kept.claims[0]).count == 1)
    let without = try outcome(of: Self.text.replacing(" using d, b", with: "")).get()
    #expect(try theorem.statement().claims == without.statement().claims)
    #expect(without.comparisons(usedBy: without.claims[5]).isEmpty)
  }

  @Test("a selection states all claims, those that are kept first: others tell where optima are")
  func statementOfSelection() throws {
    let theorem = try outcome(of: Self.text).get()
    let all = try theorem.statement().claims
    for (index, claim) in theorem.claims.enumerated() {
      let kept = try theorem.keepingClaims { $0.name == claim.name }.statement().claims
      #expect(kept.first == all[index] && Set(kept) == Set(all) && kept.count == all.count)
    }
  }
}
