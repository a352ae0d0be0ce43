import CertificateFormat
import Kernel

extension PremiseSearch {
  /// Shows the minima of problems by dual points, then the goal.
  mutating func showOptima(at vertex: ProofTree.Vertex, _ problems: [Int]) -> Bool {
    guard let problem = problems.first else { return show(vertex, depth: 0) }
    guard let candidates = DualCandidates(of: problem, in: vertex.node.statement) else {
      return false
    }
    var choices = candidates.choices(for: vertex.node)
    for _ in 0..<2 {
      let texts = candidates.witness(choices).map { names.text(of: $0) }
      guard apply(.dual(problem + 1, TermTexts(texts)), to: vertex),
        let rest = vertex.children.last
      else { return false }
      var isShown = true
      for premise in vertex.children.dropLast() where isShown {
        isShown = show(premise, depth: 1)
      }
      if isShown { return showOptima(at: rest, Array(problems.dropFirst())) }
      tree.reopen(vertex)
      if choices == candidates.undecided { break }
      choices = candidates.undecided
    }
    return false
  }
}
