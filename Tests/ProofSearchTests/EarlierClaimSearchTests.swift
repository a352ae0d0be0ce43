import CertificateFormat
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// Proofs through earlier claims, and what happens where these do not hold.
@Suite("Proofs through earlier claims") struct EarlierClaimSearchTests {
  private static let budget = SearchBudget(boxes: 60)

  /// The proof of the last claim through those that it uses.
  private func proof(_ claims: String) throws -> DomainProof? {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x : real in [0, 1]
        y : real in [0, 20]
      \(claims)
      """)
    let last = theorem.theorem.claims.count - 1
    let premises = theorem.theorem.comparisons(usedBy: theorem.theorem.claims[last])
    let search = theorem.domain.search(ofClaim: last, through: premises, budget: Self.budget)
    guard let proof = search?.proof else { return nil }
    // What a search says counts only where a checker says the same.
    #expect(try theorem.check(proof, claim: last) == [proof.theorem])
    return proof
  }

  /// What a proof shows first and then assumes, outermost first.
  private func premises(_ proof: DomainProof?) -> [String]? {
    proof?.steps.filter { $0.keyword == "have" }.map { $0.description.replacing("have ", with: "") }
  }

  private static let square = "claim square: (exp(x) - y)^2 >= 0\n"
  private static let means = "claim means: exp(2*x) + y^2 >= 2*y*exp(x)"

  @Test("what meets along a curve that no derivative is solved for is shown through a square alone")
  func square() throws {
    let means = "claim means: (exp(x) + x)^2 + (y + y^3)^2 >= 2*(y + y^3)*(exp(x) + x)"
    let alone = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x : real in [0, 1]
        y : real in [0, 20]
      \(means)
      """)
    #expect(alone.domainProof(budget: SearchBudget(boxes: 600))?.open.isEmpty == false)
    let square = "(exp(x) + x - y - y^3)^2 >= 0"
    let found = try proof("claim square: \(square)\n\(means) using square")
    #expect(premises(found) == [square])
    #expect(found?.open.isEmpty == true)
  }

  @Test("a claim that is used brings along those that it uses, each once and in order")
  func chain() throws {
    let found = try proof(
      Self.square + Self.means + " using square\n"
        + "claim scaled: (exp(2*x) + y^2)*x >= 2*y*exp(x)*x using means, square")
    let shown = ["(exp(x) - y)^2 >= 0", "exp(2*x) + y^2 >= 2*y*exp(x)"]
    #expect(premises(found)?.filter(shown.contains) == shown)
  }

  @Test("two claims add up")
  func sum() throws {
    let found = try proof(
      Self.square + "claim other: (sin(y) - exp(x))^2 >= 0\n"
        + "claim sum: 2*exp(2*x) + y^2 + sin(y)^2 >= 2*y*exp(x) + 2*exp(x)*sin(y)"
        + " using square, other")
    #expect(premises(found)?.count == 2)
  }

  @Test("a false claim is left out, and shows nothing")
  func falseClaim() throws {
    let wrong = "claim wrong: (exp(x) - y)^2 >= 1\n"
    let sharper = "claim sharper: exp(2*x) + y^2 >= 2*y*exp(x) + 1 using wrong"
    #expect(try proof(wrong + sharper) == nil)
    #expect(try proof(wrong + Self.square + sharper + ", square") == nil)
    let found = try proof(wrong + Self.square + Self.means + " using wrong, square")
    #expect(premises(found) == ["(exp(x) - y)^2 >= 0"])
  }

  @Test("a claim with conditions is used where they follow, and left out elsewhere")
  func conditions() throws {
    let scaled = "claim scaled: sqrt((exp(x) - y)^2*(x - 1/2)) >= 0 where x >= 1/2\n"
    let domain = "exp(x)*x >= exp(x)/2"
    let half = "claim half: x - 1/2 >= 0 where x >= 1/2\n"
    #expect(try proof(half + "claim c: \(domain) using half") == nil)
    #expect(try proof(half + "claim c: \(domain) where x >= 3/4 using half") != nil)
    #expect(try proof(scaled + Self.means + " using scaled") == nil)
    let found = try proof(scaled + Self.square + Self.means + " using scaled, square")
    #expect(premises(found) == ["(exp(x) - y)^2 >= 0"])
  }

  // MARK: Equations

  private static let optimum = """
    theorem "t"
    parameters
      alpha : real in [0, 0.1]
      lambda : real in [0.01, 0.05]
    define
      c = 2*sqrt(2)*lambda
      p = 1 - 2*alpha/3 - c
      t = log(2*p/(1 - p))
    problem positive_layer_peeled(N = 3, K = 2, M = 3, alpha, lambda_W = lambda, lambda_H = lambda)

    """

  private func rewriting(_ claims: String) throws -> DomainSearch? {
    let theorem = try LoadedTheorem(Self.optimum + claims)
    let last = theorem.theorem.claims.count - 1
    let equations = theorem.theorem.equations(above: theorem.theorem.claims[last])
    let search = theorem.domain.rewriting(
      ofClaim: last, by: equations, budget: SearchBudget(boxes: 250))
    if let proof = search?.proof {
      #expect(try theorem.check(proof, claim: last) == [proof.theorem])
    }
    return search
  }

  private static let value =
    "claim value: minimum = log(exp(t) + 2) - (1 - 2*alpha/3)*t + c*t\n"
  private static let product = "claim product: minimum*(2 + sin(9*alpha)) > 0.1"
  /// Takes boxes, which say nothing of a minimum.
  private static let near = "claim near: minimum + exp(alpha) - exp(alpha + lambda/2) > 0.1"

  @Test("an equation above a claim rewrites it")
  func equation() throws {
    let alone = try LoadedTheorem(Self.optimum + Self.near)
    #expect(!alone.domain.trial(ofClaim: 0, budget: SearchBudget(boxes: 250)).isComplete)
    let near = try rewriting(Self.value + Self.near)
    #expect(near?.isComplete == true)
    let search = try rewriting(Self.value + Self.product)
    #expect(search?.isComplete == true)
    #expect(premises(search?.proof)?.first?.hasPrefix("minimum = ") == true)
  }

  @Test("equations of which no side stands in the claim are not tried, false ones show nothing")
  func otherEquations() throws {
    #expect(try rewriting("claim same: lambda*2 = lambda + lambda\n" + Self.product) == nil)
    #expect(try rewriting("claim value: minimum = 1\n" + Self.product) == nil)
    #expect(try rewriting(Self.product + "\nclaim rises: alpha increases in alpha") == nil)
  }

  // MARK: Roots

  @Test("a root is solved once, by claims without roots, which are then forgotten")
  func roots() throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        a : real in [1, 17/10]
        b : real in [1, 3]
      define
        r = root v in [0, b] of exp(v) - v^2 = a
      claim over: exp(b) - b^2 >= 17/10
      claim size: exp(r) + r >= r^2 + 1
      claim last: exp(r) - r^2 = a using over, size
      """)
    let used = theorem.theorem.comparisons(usedBy: theorem.theorem.claims[2])
    let search = theorem.domain.search(ofClaim: 2, through: used, budget: Self.budget)
    let found = try #require(search?.proof)
    #expect(try theorem.check(found, claim: 2) == [found.theorem])
    let keywords = found.steps.map(\.keyword)
    #expect(keywords.count { $0 == "solution" } == 1)
    #expect(keywords.dropFirst(2).first == "solution")
    // `over` is shown below a premise of the step, `size` beside the goal; neither is shown twice.
    #expect(premises(found) == ["exp(b) - b^2 >= 17/10", "exp(r) + r >= r^2 + 1"])
  }

  /// The same claim about two problems, one with smoothing, divided by a number c.
  private func dividedProof(_ relation: String, used: Bool = true) throws -> DomainProof? {
    let rest = "lambda = 0.01, C_MD = 1, M = 2)"
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        alpha : real in [0.1, 0.5]
        c : real in [1, 2]
      problem p = memorization_dilation(margin = 2, feature_norm = 1, eta = 0.1, alpha = 0, \(rest)
      problem q = memorization_dilation(margin = 2, feature_norm = 1, eta = 0.1, alpha, \(rest)
      claim less: minimizer(q).dilation < minimizer(p).dilation
      claim divided: minimizer(q).dilation/c \(relation) minimizer(p).dilation/c using less
      """)
    let premises = theorem.theorem.comparisons(usedBy: theorem.theorem.claims[1])
    let search = theorem.domain.search(
      ofClaim: 1, through: used ? premises : [], budget: Self.budget)
    guard let proof = search?.proof else { return nil }
    #expect(try theorem.check(proof, claim: 1) == [proof.theorem])
    return proof
  }

  @Test("an inequality between optima follows from another one, which a theorem of the model shows")
  func optima() throws {
    #expect(premises(try dividedProof("<")) == ["minimizer(q).dilation < minimizer(p).dilation"])
    #expect(try dividedProof(">") == nil)
    #expect(try dividedProof("<", used: false) == nil)
  }
}
