import CertificateFormat
import Exact
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import ProofSearch

/// The number of threads changes nothing.
@Suite("Box search") struct BoxSearchTests {
  private func proof(_ claim: String, boxes: Int, jobs: Int) throws -> DomainProof {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x, y : real in [-1, 2]
        z : real in [0.1, 1]
        n : integer in [1, 8]
      claim a: \(claim)
      """)
    let found = theorem.domainProof(
      ofClaim: 0, budget: SearchBudget(boxes: boxes, jobs: jobs))
    let proof = try #require(found)
    #expect(try theorem.check(proof) == [proof.theorem])
    return proof
  }

  @Test(
    "the same steps for 1, 2 and 8 threads",
    arguments: [
      "x^4*y^2 + x^2*y^4 + 1 >= 3*x^2*y^2 - 0.001", "exp(x*y) + z > x*y + 1",
      "abs(x + y) <= abs(x) + abs(y)", "(x^2 - 2*y^2)^2 >= 0.001*(x - 1.3)",
    ])
  func threads(claim: String) throws { try expectSameSteps(claim, boxes: 260) }

  @Test("the same steps where doubles know nothing")
  func withoutTape() throws { try expectSameSteps("mean_sigmoid(x, z) < 0.88", boxes: 6) }

  private func expectSameSteps(_ claim: String, boxes: Int) throws {
    let alone = try proof(claim, boxes: boxes, jobs: 1)
    func text(_ proof: DomainProof) -> String {
      let section = Certificate.Section(
        claim: "a", steps: proof.steps.map { Certificate.NumberedStep($0) })
      return CertificatePrinter.print(Certificate(sections: [section]))
    }
    for jobs in [2, 8] {
      #expect(text(try proof(claim, boxes: boxes, jobs: jobs)) == text(alone), "\(jobs) threads")
    }
  }

  @Test("when the time is up, boxes stay open and what is proved is kept")
  func expired() throws {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  x, y : real in [-1, 2]\nclaim a: x*y <= 4\n")
    for jobs in [1, 2] {
      let found = theorem.domainProof(
        ofClaim: 0, budget: SearchBudget(boxes: 1_000, jobs: jobs) { true })
      let proof = try #require(found)
      #expect(proof.openShare == Fraction(1) && proof.open.count == 1)
    }
  }

  @Test("what a limit stops is not remembered as refused: it is found once there is time again")
  func stopped() throws {
    let isOver = Mutex(true)
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x : real in [1/2, 2]
      define
        r = root v in [0, 2] of v^3 + v = x
      claim a: x^2 + 1 >= x
      claim b: r + 1/100 < x^2 + 1
      """, limit: EvaluationLimit { isOver.withLock { $0 } })
    let points = theorem.points(digits: 20)
    let budget = SearchBudget(boxes: 1_000)
    #expect(throws: KernelError.stopped) { try points.proof(ofClaim: 1, at: [Fraction(1)]) }
    #expect(theorem.domainProof(ofClaim: 0, budget: budget)?.open.isEmpty != true)
    isOver.withLock { $0 = false }
    _ = try points.proof(ofClaim: 1, at: [Fraction(1)])
    #expect(theorem.domainProof(ofClaim: 0, budget: budget)?.open.isEmpty == true)
  }
}
