import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// The searches find what the kernel accepts, and nothing else.
@Suite("Proof search") struct ProofSearchTests {
  private func search(_ text: String, boxes: Int = 300) throws -> (
    LoadedTheorem, DomainProof?
  ) {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  x, y, z, w : real in [-1, 2]\n\(text)\n")
    return (theorem, theorem.domainProof(ofClaim: 0, budget: SearchBudget(boxes: boxes)))
  }

  /// The claim is proved on its domain, and a checker that replays the steps agrees.
  private func expectProof(of text: String) throws {
    let (theorem, proof) = try search(text)
    let found = try #require(proof)
    #expect(found.open.isEmpty, "\(found.openShare) is open")
    #expect(try theorem.check(found) == [found.theorem])
  }

  @Test(
    "true inequalities are proved, and the steps replay",
    arguments: [
      "claim a: exp(x) >= 1 + x", "claim a: x^2 + y^2 >= 2*x*y - 0.01", "claim a: x*y <= 4",
      "claim a: sigmoid(x) + sigmoid(-x) < 1.2", "claim a: x^3 + x increases in x",
      "define\n  s = x + y\nclaim a: s^2 = x^2 + 2*x*y + y^2",
      "assume x > 0\nclaim a: 1/(1 + x) < 1",
      // Equality inside the box, at a point that no split would hit but for its short numbers.
      "claim a: x^2 + y^2 + 2.5 >= x + 3*y", "claim a: x^2 + y^2 >= 2*x*y",
      "claim a: (x^2 + 1)*(y^2 + 1) >= (x*y + 1)^2",
      "assume x > 0\nclaim a: x*(1 - x)^2 <= 4/27 + max(x - 1, 0)^2*100",
      "assume x > 0 and y > 0\nclaim a: sqrt(x*y + 1) <= (x + y)/2 + 1",
    ])
  func proved(text: String) throws { try expectProof(of: text) }

  @Test(
    "absolute values, minima and maxima are told apart case by case",
    arguments: [
      "claim a: max(x, y) >= (x + y)/2", "claim a: abs(x + y) <= abs(x) + abs(y)",
      "claim a: abs(abs(x) - abs(y)) <= abs(x - y)",
      "claim a: max(x, y, z, w) >= (x + y + z + w)/4",
      "claim a: min(x, y, z) <= (x + 2*y + 3*z)/6",
      "claim a: (if x > y then x - y else y - x) >= x - y",
    ])
  func cases(text: String) throws { try expectProof(of: text) }

  @Test(
    "false ones are left open",
    arguments: [
      "claim a: exp(x) > 1 + x", "claim a: x*y < 4", "claim a: x^2 increases in x",
      "claim a: x = y", "claim a: x^2 + y^2 >= 2*x*y + 1e-9", "claim a: max(x, y) > (x + y)/2",
      "claim a: abs(x + y) >= abs(x) + abs(y)", "claim a: x^2 + y^2 + 2.5 > x + 3*y",
      "claim a: (if x > y then x - y else y - x) > x - y",
    ])
  func open(text: String) throws {
    #expect(try search(text).1?.open.isEmpty != true)
  }

  @Test("open boxes have the share that the kernel reports, and a later run goes on from them")
  func resuming() throws {
    // Equality along a curve of irrational slope: no box with a part of it is ever shown.
    let text = "claim a: (x^2 - 2*y^2)^2 >= 0.001*(x - 1.3)"
    let (theorem, first) = try search(text, boxes: 20)
    let early = try #require(first)
    let total = early.open.reduce(Fraction(0)) { $0 + $1.share }
    #expect(!early.open.isEmpty && total == early.openShare)
    let resumed = try #require(
      theorem.domainProof(
        ofClaim: 0, budget: SearchBudget(boxes: 40), resuming: early.steps))
    #expect(resumed.openShare < early.openShare)
    #expect(try theorem.check(resumed) == [resumed.theorem])
    // What was shown is kept: the steps before the first open box are the same.
    let kept = early.steps.prefix { $0 != .open() }
    #expect(Array(resumed.steps.prefix(kept.count)) == Array(kept))
    // Steps of another theorem file are no obstacle.
    let (other, _) = try search("claim a: x*y <= 4", boxes: 1)
    let fresh = try #require(
      other.domainProof(ofClaim: 0, budget: SearchBudget(boxes: 300), resuming: early.steps))
    #expect(fresh.open.isEmpty)
  }

  /// MODELS.md and Tests/Reference/optima.json: class sizes as the issue lists them.
  @Test(
    "optima of the layer-peeled model are proved to 50 digits",
    arguments: [
      "class_sizes = [4, 2, 1], M = 3", "class_sizes = [6, 1, 1], M = 3",
      "class_sizes = [10, 1, 1], M = 4", "class_sizes = [5, 3, 2, 1], M = 4",
      "N = 2, K = 1, M = 2", "N = 10, K = 5, M = 16", "N = 100, K = 10, M = 100",
    ])
  func layerPeeled(sizes: String) throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem positive_layer_peeled(\(sizes), alpha = 0.1, lambda_W = 0.0001, lambda_H = 0.005)
      claim a: minimum > 0
      claim b: minimizer.within_class_variation = 0
      claim c: minimizer.class_overlap = 0
      """)
    let search = theorem.points(digits: 50)
    for claim in 0..<3 {
      #expect(try search.proof(ofClaim: claim, at: []).theorem.claim == claim)
    }
  }

  /// ../shared/CATALOGUE.md, C01 and C02, whose regularisers are lW/2 |W|^2 + lH/2 |H|^2 over all
  /// samples: lambda_W = lW/2, lambda_H = n lH/2.
  @Test(
    "the simplex is proved optimal for features of any sign",
    arguments: [
      ("N = 4, K = 2, M = 5, alpha = 0", "0.153033019787"),
      ("N = 4, K = 2, M = 3, alpha = 0.1", "0.440966302028"),
      ("class_sizes = [2, 2, 2, 2], M = 4, alpha = 0", "0.153033019787"),
    ])
  func simplex(call: String, value: String) throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem unconstrained_features(\(call), lambda_W = 0.005, lambda_H = 0.016)
      claim above: minimum >= \(value) - 5e-13
      claim below: minimum <= \(value) + 5e-13
      claim flat: minimizer.within_class_variation = 0
      """)
    let search = theorem.points(digits: 50)
    for claim in 0..<3 {
      #expect(try search.proof(ofClaim: claim, at: []).theorem.claim == claim)
    }
  }

  @Test(
    "features of any sign collapse just from the threshold on",
    arguments: [("0.1249", false), ("0.125", true), ("0.2", true)])
  func threshold(decay: String, collapses: Bool) throws {
    // alpha + 2 sqrt(N lambda_W lambda_H) = 1/2 + 4 lambda_H with N = 4 and equal decays:
    // docs/models.md.
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem unconstrained_features(
        N = 4, K = 3, M = 4, alpha = 0.5, lambda_W = \(decay), lambda_H = \(decay))
      claim uniform: minimum = log(4)
      claim smaller: minimum < log(4)
      """)
    let search = theorem.points(digits: 20)
    let proof = try search.proof(ofClaim: collapses ? 0 : 1, at: [])
    #expect(proof.theorem.claim == (collapses ? 0 : 1))
    #expect(throws: KernelError.self) { try search.proof(ofClaim: collapses ? 1 : 0, at: []) }
  }

  @Test("a formula that is a little off is neither proved nor left unrefuted")
  func offByLittle() throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      define
        p = 1 - 0.1/2 - 0.02
        t = log(p/(1 - p))
      problem positive_layer_peeled(N = 2, K = 3, M = 2, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.01)
      claim right: minimum = log(exp(t) + 1) - 0.95*t + 0.02*t
      claim wrong: minimum = log(exp(t) + 1) - 0.95*t + 0.02*t + 1e-40
      """)
    let search = theorem.points(digits: 50)
    _ = try search.proof(ofClaim: 0, at: [])
    #expect(throws: KernelError.self) { try search.proof(ofClaim: 1, at: []) }
    _ = try search.refutation(ofClaim: 1, at: [])
    #expect(throws: KernelError.self) { try search.refutation(ofClaim: 0, at: []) }
  }
}
