import CertificateFormat
import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// Multipliers with which a goal follows by algebra; a checker says whether it does.
@Suite("Multipliers") struct EliminationTests {
  /// A claim and the assumptions it is to follow from.
  private func load(_ claim: String, assuming assumptions: [String]) throws -> LoadedTheorem {
    try LoadedTheorem(
      """
      theorem "t"
      parameters
        a : real in [0, 4]
        b : real in [-4, 4]
        c : real in [-4, 4]
        x : real in [-4, 4]
      \(assumptions.map { "assume " + $0 }.joined(separator: "\n"))
      claim c: \(claim)
      """)
  }

  private func elimination(_ theorem: LoadedTheorem) throws -> Elimination {
    let node = try theorem.root()
    guard case .comparison(let goal) = node.goal else {
      throw KernelError.refused("the goal is no comparison")
    }
    let kind = goal.relation == .equal ? AlgebraKind.rewriting : .plain
    return try #require(Elimination(node, kind, names: theorem.names))
  }

  /// The weights are those that a checker accepts for the claim.
  private func areAccepted(_ weights: [StepWeight], _ theorem: LoadedTheorem) throws -> Bool {
    let steps: [CertificateStep] = [
      .domain(), .precision(ProofTree.precisionInBits), .algebra(weights),
    ]
    let section = Certificate.Section(
      claim: theorem.names.claims[0], steps: steps.map { Certificate.NumberedStep($0) })
    guard let found = try? theorem.checker.check(Certificate(sections: [section])) else {
      return false
    }
    return found.map(\.theorem.conclusion) == [.domain(openBoxes: 0)]
  }

  /// Claims with assumptions of which all are needed.
  private static let claims: [(String, [String])] = [
    ("b > 0", ["a*b = c", "a > 0", "c > 0"]),
    ("b <= 0", ["a*b = c", "a > 0", "c <= 0"]),
    ("x*b >= x*c", ["b >= c", "x >= 0"]),
    ("b*exp(x) > c*exp(x)", ["b > c"]),
    ("b^2 >= c^2", ["b >= c", "b + c >= 0"]),
    ("a*b = x", ["a*c = x", "b = c"]),
    ("b = c", ["b*exp(x) = c*exp(x)"]),
    ("x > 0", ["x*(a + 1) = c", "c > 0"]),
    ("x <= c", ["x <= b", "b <= c"]),
  ]

  @Test("are found by one or two assumptions, and do what they say", arguments: claims.indices)
  func found(index: Int) throws {
    let (claim, assumptions) = Self.claims[index]
    let theorem = try load(claim, assuming: assumptions)
    let weights = try #require(try elimination(theorem).weights(), "\(claim)")
    #expect(try areAccepted(weights, theorem), "\(claim): \(weights)")
  }

  @Test("are not found if an assumption is missing", arguments: claims.indices)
  func missing(index: Int) throws {
    let (claim, assumptions) = Self.claims[index]
    for left in assumptions.indices {
      let rest = assumptions.indices.filter { $0 != left }.map { assumptions[$0] }
      let theorem = try load(claim, assuming: rest.isEmpty ? ["a >= 0"] : rest)
      #expect(try elimination(theorem).weights() == nil, "\(claim) without \(assumptions[left])")
    }
  }

  @Test(
    "are not found for a false goal",
    arguments: [
      ("b < 0", ["a*b = c", "a > 0", "c > 0"]), ("x*b <= x*c", ["b >= c", "x >= 0"]),
      ("x*b > x*c", ["b > c", "x >= 0"]), ("b = c", ["a*b = a*c"]), ("a*b = x + 1", ["a*b = x"]),
      ("b > c", ["b >= c"]),
    ])
  func falseGoals(claim: String, assumptions: [String]) throws {
    let elimination = try elimination(try load(claim, assuming: assumptions))
    #expect(elimination.weights() == nil && elimination.unitWeight() == nil)
  }

  @Test("a goal that an assumption says but for what is positive has the weight 1")
  func units() throws {
    let theorem = try load("b + exp(x) > c", assuming: ["x <= 4", "b >= c"])
    let weights = try #require(try elimination(theorem).unitWeight())
    #expect(weights.map(\.assumption) == [2])
    #expect(try areAccepted(weights, theorem))
    let near = try load("b - exp(x) > c", assuming: ["x <= 4", "b >= c"])
    #expect(try elimination(near).unitWeight() == nil)
  }

  @Test("a goal about a derivative is no matter of algebra")
  func derivatives() throws {
    let theorem = try load("a + b increases in a", assuming: ["b >= c"])
    #expect(Elimination(try theorem.root(), .plain, names: theorem.names) == nil)
  }
}
