import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

/// Points of claims that have conditions of their own.
@Suite("ClaimDomains") struct ClaimDomainsTests {
  private func domains(_ theorem: ElaboratedTheorem, points: Int = 8) throws -> [ClaimDomain] {
    let settings = VerificationSettings(digits: 20, points: points, starts: 2)
    return try ClaimDomains(settings: settings, isCancelled: { false }).domains(of: theorem)
  }

  private func reports(_ theorem: String) -> [ClaimReport] {
    let settings = VerificationSettings(digits: 20, points: 4, starts: 2, boxes: 200)
    return TheoremVerifier(settings: settings).verify(source(theorem)).claims
  }

  private static let both = """
    theorem "t"
    parameters
      x, y : real in [0, 4]
    assume x + y < 7
    claim apart: x >= 1 where x >= 1 and y < 2
    claim all: x + y < 7
    claim near: x < 1.001 where x >= 1 and x <= 1.001
    claim same: y >= 0 where x >= 1 and y < 2
    claim turned: y >= 0 where y < 2 and x >= 1
    """

  @Test("each claim has its own points, and claims with the same conditions share them")
  func points() throws {
    let theorem = try load(Self.both)
    let found = try domains(theorem)
    #expect(theorem.claimsByConditions == [[0, 3], [1], [2], [4]])
    for (index, domain) in found.enumerated() {
      #expect(domain.points.count >= 8 && domain.failure == nil, "\(index)")
      let own = Domain(theorem: domain.theorem)
      for point in domain.points { #expect(try own.contains(point.values), "\(index)") }
    }
    let one = Fraction(1)
    #expect(found[1].points.contains { $0.values[0] < one })
    #expect(Set(found[0].points).intersection(found[3].points).count >= 8)
  }

  @Test("a claim whose conditions hold nowhere has no points and says why; the others have theirs")
  func nowhere() throws {
    let theorem = try theorem(
      parameters: ["x : real in [0, 1]"], "claim none: x > 0 where x > 1\nclaim all: x < 2")
    let found = try domains(theorem)
    #expect(found[0].points.isEmpty && !found[1].points.isEmpty && found[1].failure == nil)
    let failure = try #require(found[0].failure).diagnostic
    #expect(failure.message.hasPrefix("no point was found that satisfies the conditions"))
    #expect(failure.code.word == "empty-domain")
    #expect(failure.span == theorem.claims[0].conditions[0].span)
  }

  @Test("a condition without value at a point of the domain is a fault of its claim alone")
  func undefined() throws {
    let theorem = try theorem(
      parameters: ["x : real in [-1, 1]"],
      "claim square: x < 2 where sqrt(x) < 2\nclaim safe: x < 2 where x >= 0 and sqrt(x) < 2")
    let found = try domains(theorem)
    #expect(found[0].failure?.diagnostic.code.word == "undefined-value")
    #expect(found[1].failure == nil && !found[1].points.isEmpty)
  }

  @Test("a domain of the theorem without points fails the theorem")
  func empty() throws {
    let theorem = try theorem(
      parameters: ["x : real in [0, 1]"],
      "assume x > 2\nclaim some: x > 0 where x > 0.5\nclaim all: x < 2")
    #expect(throws: TheoremFailure.self) { try domains(theorem) }
  }

  @Test("both sides of a threshold are proved, and each claim is refuted within its conditions")
  func verdicts() throws {
    let claims = reports(
      """
      theorem "t"
      parameters
        x : real in [-2, 2]
      claim above: abs(x) = x where x >= 0
      claim below: abs(x) = -x where x <= 0
      claim wrong: abs(x) > 1 where x < -0.5
      claim grows: abs(x) increases in x where x >= 0.25
      claim shrinks: abs(x) increases in x where x <= -0.25
      claim nowhere: x > 3 where x > 3
      """)
    #expect(claims.map(\.verdict) == [.proved, .proved, .refuted, .proved, .refuted, .error])
    #expect(claims[2].statement == "abs(x) > 1 where x < -0.5")
    let failing = try #require(claims[2].counterexample?.parameters.first?.value)
    #expect(try rational(failing) < rational("-0.5"))
    let pair = try #require(claims[4].counterexample?.parameters.map(\.value))
    #expect(try pair.allSatisfy { try rational($0) <= rational("-0.25") } && pair.count == 2)
  }

  @Test("beside proofs stands a point of each domain")
  func certificate() throws {
    let claims = reports(Self.both)
    let insides = claims.flatMap { claim in
      (claim.proof?.sections ?? []).filter { $0.steps.last?.step == .inside() }
    }
    #expect(insides.map(\.claim) == ["apart", "turned"])
  }

  /// A comparison of two linear terms in n and m with small coefficients, as a text and a function.
  private func comparison(
    _ generator: inout SeededGenerator
  ) -> (text: String, holds: (Int, Int) -> Bool) {
    let numbers = (0..<3).map { _ in Int(generator.next() % 7) - 3 }
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    let relations: [(String, (Int, Int) -> Bool)] = [("<", <), ("<=", <=), (">", >), (">=", >=)]
    let (symbol, holds) = relations[Int(generator.next() % 4)]
    return ("\(a)*n + \(b)*m \(symbol) \(c)", { holds(a * $0 + b * $1, c) })
  }

  @Test("on finite domains each verdict is the one that going through the points gives")
  func finite() {
    var generator = SeededGenerator(seed: 1, label: "claims with conditions")
    var outcomes: [Verdict: Int] = [:]
    for _ in 0..<12 {
      let opens = (0..<4).map { _ in generator.next() % 2 == 0 }
      let (low, high) = (opens[0] ? "(" : "[", opens[1] ? ")" : "]")
      let (first, last) = (opens[2] ? "(" : "[", opens[3] ? ")" : "]")
      var text = """
        theorem "t"
        parameters
          n : integer in \(low)-2, 2\(high)
          m : integer in \(first)n, n + 3\(last)

        """
      var points: [(Int, Int)] = []
      for n in (opens[0] ? -1 : -2)...(opens[1] ? 1 : 2) {
        for m in (opens[2] ? n + 1 : n)...(opens[3] ? n + 2 : n + 3) { points.append((n, m)) }
      }
      let expected = (0..<8).map { index -> Verdict in
        let (claim, condition) = (comparison(&generator), comparison(&generator))
        text += "claim c\(index): \(claim.text) where \(condition.text)\n"
        let own = points.filter { condition.holds($0.0, $0.1) }
        if own.isEmpty { return .error }
        return own.allSatisfy { claim.holds($0.0, $0.1) } ? .proved : .refuted
      }
      let found = reports(text).map(\.verdict)
      #expect(found == expected, "\(text)")
      for verdict in expected { outcomes[verdict, default: 0] += 1 }
    }
    #expect(
      [.error, .proved, .refuted].allSatisfy { outcomes[$0, default: 0] >= 5 }, "\(outcomes)")
  }
}
