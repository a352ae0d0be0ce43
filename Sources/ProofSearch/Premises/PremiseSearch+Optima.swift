import CertificateFormat
import Kernel

extension PremiseSearch {
  /// Shows the minima of problems by dual points, then the goal.
  mutating func showOptima(at vertex: ProofTree.Vertex, _ problems: [Int]) -> Bool {
    guard let problem = problems.first else { return show(vertex, depth: 0) }
    if let features = vertex.node.claimedFeatures(of: problem) {
      return showStationary(at: vertex, problems, features)
    }
    guard let candidates = DualCandidates(of: problem, in: vertex.node.statement) else {
      return false
    }
    var choices = candidates.choices(for: vertex.node)
    for _ in 0..<2 {
      let texts = candidates.witness(choices).map { names.text(of: $0) }
      if let rest = rest(after: .dual(problem + 1, TermTexts(texts)), at: vertex) {
        return showOptima(at: rest, Array(problems.dropFirst()))
      }
      if choices == candidates.undecided { break }
      choices = candidates.undecided
    }
    return false
  }

  /// Shows the minimum of a problem by features where the risk is stationary, then the goal.
  ///
  /// Their difference may be a root that they are made of; the first premise tells.
  private mutating func showStationary(
    at vertex: ProofTree.Vertex, _ problems: [Int], _ features: (own: Term, other: Term)
  ) -> Bool {
    let roots = vertex.node.statement.roots(in: [features.own, features.other])
    for difference in roots.map(Term.definition) + [features.own - features.other] {
      let texts = [features.own, features.other, difference].map { names.text(of: $0) }
      if let rest = rest(after: .stationary(problems[0] + 1, TermTexts(texts)), at: vertex) {
        return showOptima(at: rest, Array(problems.dropFirst()))
      }
    }
    return false
  }
}

extension Node {
  /// What the file claims of the features of a mislabelled sample.
  fileprivate func claimedFeatures(of problem: Int) -> (own: Term, other: Term)? {
    let terms = ["u_own", "u_other"].compactMap { name in
      let quantity = Term.minimizer(problem: problem, quantity: name, index: nil)
      return statement.claims.lazy.compactMap { claim -> Term? in
        guard case .comparison(let claim) = claim, claim.relation == .equal else { return nil }
        return claim.left == quantity ? claim.right : claim.right == quantity ? claim.left : nil
      }.first
    }
    return terms.count == 2 ? (terms[0], terms[1]) : nil
  }
}
