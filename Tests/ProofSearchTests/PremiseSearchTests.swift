import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// Proofs through premises: minima for every value of the parameters, and no false neighbour.
@Suite("Proofs through premises") struct PremiseSearchTests {
  private let head = """
    theorem "t"
    parameters
      N : integer in [2, infinity)
      K : integer in [1, infinity)
      M : integer in [N, infinity)
      alpha : real in [0, 1)
      lambda_W, lambda_H : real in (0, infinity)

    """

  private func isProved(_ text: String) throws -> Bool {
    let theorem = try LoadedTheorem(text)
    let trial = theorem.domain.trial(ofClaim: 0, budget: SearchBudget(boxes: 20))
    guard trial.isComplete, let proof = trial.proof else { return false }
    // What a search says counts only where a checker says the same.
    #expect(try theorem.check(proof) == [proof.theorem])
    return true
  }

  private func optimum(_ claim: String, reach: String = "< 1", model: String? = nil) -> String {
    let isFree = model == "unconstrained_features"
    let c = isFree ? "2*(N - 1)*sqrt(lambda_W*lambda_H/N)" : "2*sqrt((N - 1)*lambda_W*lambda_H)"
    let threshold =
      isFree ? "2*sqrt(N*lambda_W*lambda_H)" : "2*N*sqrt(lambda_W*lambda_H/(N - 1))"
    return head + """
      assume alpha + \(threshold) \(reach)
      define
        c = \(c)
        p = 1 - alpha*(N - 1)/N - c
        t = log((N - 1)*p/(1 - p))
      problem \(model ?? "positive_layer_peeled")(N, K, M, alpha, lambda_W, lambda_H)
      claim a: \(claim)
      """
  }

  @Test(
    "optima for all N, K, M, smoothing and decays",
    arguments: ["positive_layer_peeled", "unconstrained_features"])
  func optima(model: String) throws {
    let value = "minimum = log(exp(t) + N - 1) - (1 - alpha*(N - 1)/N)*t + c*t"
    for claim in [value, "minimizer.margin > 0"] {
      #expect(try isProved(optimum(claim, model: model)), "\(claim)")
    }
    for claim in ["minimum = log(N)"] {
      #expect(try isProved(optimum(claim, reach: ">= 1", model: model)), "\(claim)")
    }
  }

  @Test(
    "no false neighbour",
    arguments: [
      ("minimum = log(exp(t) + N - 1) - (1 - alpha*(N - 1)/N)*t + c*t + 1/1000000", "< 1"),
      ("minimum = log(exp(t) + N) - (1 - alpha*(N - 1)/N)*t + c*t", "< 1"),
      ("minimizer.margin = 2*t", "< 1"), ("minimum = log(N)", ">= 0.99"),
      ("minimizer.weight_norm_squared = t*sqrt((N - 1)*lambda_W/lambda_H)/N", "< 1"),
    ])
  func falseNeighbours(claim: String, reach: String) throws {
    #expect(try !isProved(optimum(claim, reach: reach)))
  }

  @Test("classes of different sizes, each on either side of its threshold")
  func sizes() throws {
    let text = """
      theorem "t"
      parameters
        n_1, n_2 : integer in [1, infinity)
        M : integer in [2, infinity)
        lambda_W, lambda_H : real in (0, infinity)
      define
        p(q) = 1 - 2*sqrt(lambda_W*lambda_H/(2*q))
        t(q) = if p(q) > 1/2 then log(p(q)/(1 - p(q))) else 0
      problem positive_layer_peeled(class_sizes = [n_1, n_2], M, alpha = 0, lambda_W, lambda_H)
      claim a: minimizer.margin[2] = t(n_2/(n_1 + n_2))
      """
    #expect(try isProved(text))
  }

  @Test(
    "formulas whose terms have values only under the assumptions",
    arguments: ["claim a: t > 0"])
  func formulas(claim: String) throws {
    let text =
      head + """
        assume alpha + 2*N*sqrt(lambda_W*lambda_H/(N - 1)) < 1
        define
          p = 1 - alpha*(N - 1)/N - 2*sqrt((N - 1)*lambda_W*lambda_H)
          t = log((N - 1)*p/(1 - p))
        \(claim)
        """
    #expect(try isProved(text))
    #expect(try !isProved(text.replacing("< 1\n", with: "< 1.001\n")))
  }
}
