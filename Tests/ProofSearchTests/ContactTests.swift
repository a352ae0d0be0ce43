import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// Proofs by derivatives, from where both sides meet.
@Suite("Where both sides meet") struct ContactTests {
  private func isProved(_ parameters: String, _ claim: String, define: String = "") throws -> Bool {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  \(parameters)\n\(define)\nclaim a: \(claim)\n")
    let trial = theorem.domain.trial(ofClaim: 0, budget: SearchBudget(boxes: 60))
    guard trial.isComplete, let proof = trial.proof else { return false }
    // What a search says counts only where a checker says the same.
    #expect(try theorem.check(proof) == [proof.theorem])
    return true
  }

  private static let real = "x : real in [0, 10]"
  private static let pair = "x, y : real in [0.1, 0.9]"
  private static let divergence = "x*log(x/y) + (1 - x)*log((1 - x)/(1 - y))"

  @Test(
    "at an end, to any order, inside, at irrational numbers and along curves",
    arguments: [
      (real, "2*x/(2 + x) <= log(1 + x)"), (real, "exp(x) >= 1 + x + x^2/2 + x^3/6"),
      (real, "atan(x) >= 3*x/(1 + 2*sqrt(1 + x^2))"), ("x : real in (0, 1]", "sin(x) < x"),
      (real, "x*exp(-x) <= exp(-1)"),
      ("x : real in [1/2, 4]", "x + 2/x >= 2*sqrt(2)"), (pair, "\(divergence) >= 0"),
      (pair, "\(divergence) >= 2*(x - y)^2"),
      ("x : real in [-3, 3]\n  y : real in [0.05, 20]", "x*y <= exp(x) + y*log(y) - y"),
      ("x, y : real in [-100, 100]", "abs(sin(x) - sin(y)) <= abs(x - y)"),
      ("x : real in [1/10, 5]\n  y : real in [1, infinity)", "exp(-y/x) increases in x"),
      ("x : real in [-1, 1]", "1 - acos(x)/pi >= 0"),
    ])
  func contacts(parameters: String, claim: String) throws {
    #expect(try isProved(parameters, claim), "\(claim)")
  }

  @Test(
    "no false neighbour",
    arguments: [
      (real, "2*x/(2 + x) < log(1 + x)"),
      ("x : real in [0, 1]", "sin(x) < x"),
      (real, "x*exp(-x) <= exp(-1) - 1e-30"), (real, "x*exp(-x) < exp(-1)"),
      ("x : real in [1/2, 4]", "x + 2/x > 2*sqrt(2)"),
      (pair, "\(divergence) >= (2 + 1e-20)*(x - y)^2"),
      ("x : real in [-3, 3]\n  y : real in [0.05, 20]", "x*y <= exp(x) + y*log(y) - y - 1e-30"),
      ("x : real in [-1, 1]", "1 - acos(x)/pi > 0"),
      ("x : real in [1/10, 5]\n  y : real in [0, infinity)", "exp(-y/x) increases in x"),
    ])
  func falseNeighbours(parameters: String, claim: String) throws {
    #expect(try !isProved(parameters, claim), "\(claim)")
  }

  @Test("a root of which nothing but its equation is known")
  func root() throws {
    let define = "define\n  r = root s in [-2, -1] of 4*s^3 - 6*s + 1 = 0"
    let slope = "x^4 - 3*x^2 + x >= r^4 - 3*r^2 + r"
    #expect(try isProved("x : real in [-3, 3]", slope, define: define))
    #expect(try !isProved("x : real in [-3, 3]", slope + " + 1e-30", define: define))
  }

  @Test("where sides meet along a parameter, with what their derivative is solved for")
  func candidates() throws {
    func terms(_ parameters: String, _ claim: String) throws -> Set<String> {
      let theorem = try LoadedTheorem(
        "theorem \"t\"\nparameters\n  \(parameters)\nclaim a: \(claim)\n")
      let root = try Node.root(of: theorem.statement, claim: 0)
      return Set(
        root.contacts(names: theorem.names).map {
          theorem.names.text(of: $0.position(.greaterOrEqual)).words[0]
        })
    }
    let curve = try terms(
      "x : real in [-3, 3]\n  y : real in [1, 20]", "x*y <= exp(x) + y*log(y) - y")
    #expect(curve.isSuperset(of: ["x >= y", "x >= log(y)", "y >= exp(x)", "x >= -3", "y >= 20"]))
    let root = try terms("x : real in [1/2, 4]", "x + 2/x >= 2*sqrt(2)")
    #expect(root.isSuperset(of: ["x >= sqrt(2)", "x >= 1/2", "x >= 4"]))
    #expect(try terms("x : real in [0, 10]", "x*exp(-x) <= exp(-1)").contains("x >= 1"))
    #expect(try terms("n : integer in [0, 10]", "n^2 >= n").isEmpty)
  }
}
