import Kernel
import TestSupport
import Testing

@testable import ProofSearch

@Suite("What terms are made of") struct StatementContentsTests {
  private static let file = """
    theorem "t"
    parameters
      a : real in [1, 2]
    define
      low = root v in [0, a] of v^3 = a
      mean = root v in [0, low] of mean_sigmoid(v, a) = 1/2
      both = mean + low
      blurred = mean_softplus(a, both)
    problem p = memorization_dilation(margin = a, feature_norm = low, eta = a, alpha = 0, lambda = a, C_MD = a, M = 2)
    claim plain: a >= 1
    claim one: low >= 0
    claim two: both >= 0
    claim three: blurred >= 0
    claim optimum: minimum(p) >= 0
    claim assumed: a >= 1 where low >= 1

    """

  @Test("a claim depends on roots through definitions, problems and its own assumptions")
  func roots() throws {
    let theorem = try LoadedTheorem(Self.file)
    let (low, mean) = (0, 1)
    let found = theorem.statement.claims.indices.map { theorem.statement.roots(ofClaim: $0) }
    #expect(found == [[], [low], [low, mean], [low, mean], [low], [low]])
  }

  @Test("expectations count where a term has them, not in equations of its roots")
  func means() throws {
    let statement = try LoadedTheorem(Self.file).statement
    let found = (0..<4).map { statement.hasMeans(in: statement.claims[$0].terms) }
    #expect(found == [false, false, false, true])
  }

  @Test("each definition is looked at once")
  func parts() throws {
    let statement = try LoadedTheorem(Self.file).statement
    let term = Term.definition(2)
    let parts = statement.parts(of: [term, term * term])
    #expect(parts.count { $0 == .definition(0) } == 1)
    #expect(parts.count { $0 == .binary(.add, .definition(1), .definition(0)) } == 1)
  }
}
