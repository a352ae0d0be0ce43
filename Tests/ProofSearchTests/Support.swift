import CertificateFormat
import Kernel
import TestSupport

@testable import ProofSearch

extension LoadedTheorem {
  func points(digits: Int) -> PointCertifier {
    PointCertifier(statement: statement, names: names, digits: digits) { _, _ in
      throw KernelError.refused("no search is asked for")
    }
  }

  var domain: DomainCertifier { DomainCertifier(statement: statement, names: names) }

  /// What a trial and the rest of the budget show.
  func domainProof(
    ofClaim claim: Int = 0, budget: SearchBudget, resuming earlier: [CertificateStep]? = nil
  ) -> DomainProof? {
    let trial = domain.trial(ofClaim: claim, budget: budget, resuming: earlier)
    return domain.continued(trial, ofClaim: claim, budget: budget).proof
  }

  func root(_ claim: Int = 0) throws -> Node {
    try Node.root(of: statement, claim: claim)
  }

  /// What a checker that replays the steps says of them.
  func check(_ proof: DomainProof, claim: Int = 0) throws -> [Theorem] {
    let section = Certificate.Section(
      claim: names.claims[claim], steps: proof.steps.map { Certificate.NumberedStep($0) })
    return try checker.check(Certificate(sections: [section])).map(\.theorem)
  }
}
