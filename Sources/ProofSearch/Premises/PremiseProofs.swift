import CertificateFormat
import Kernel
import Synchronization

/// What searches have found, so that claims that use the same premises do not search for their
/// proofs again.
///
/// Steps are replayed where they are used; nothing rests on what is kept here.
final class PremiseProofs: Sendable {
  private struct Place: Hashable {
    let goal: Goal
    let ranges: [Box.Range]
  }

  private struct Proof {
    let assumptions: [Comparison]
    let solvedRoots: Set<Int>
    /// `nil` where a search found none.
    let steps: [CertificateStep]?

    init(_ steps: [CertificateStep]?, at node: Node) {
      (self.steps, assumptions) = (steps, node.assumptions)
      solvedRoots = Set(node.statement.definitions.indices.filter { node.isSolved($0) })
    }

    /// Whether it was found where all is known that another one rests on, and nothing else.
    func isSame(as other: Proof) -> Bool {
      assumptions == other.assumptions && solvedRoots == other.solvedRoots
    }

    /// Whether all that it rests on is known where another one stands, in the same order.
    func serves(for other: Proof) -> Bool {
      steps != nil && other.assumptions.starts(with: assumptions)
        && solvedRoots.isSubset(of: other.solvedRoots)
    }
  }

  private let found = Mutex<[Place: [Proof]]>([:])

  /// Keeps the steps that show the goal of a node.
  func keep(_ steps: [CertificateStep]?, at node: Node) {
    let place = Place(goal: node.goal, ranges: node.box.ranges)
    found.withLock { $0[place, default: []].append(Proof(steps, at: node)) }
  }

  /// A proof of the goal of a node: one that was found where no more is known, or what a search
  /// finds.
  ///
  /// That a search found none is kept where the next one could not find more.
  func proof(
    of node: Node, names: CertificateNames, isFinal: () -> Bool = { false },
    search: () -> ProofTree?
  ) -> ProofTree? {
    let place = Place(goal: node.goal, ranges: node.box.ranges)
    let (known, wanted) = (found.withLock { $0[place] ?? [] }, Proof(nil, at: node))
    for proof in known where proof.serves(for: wanted) {
      guard let steps = proof.steps else { continue }
      if let tree = ProofTree(root: node, names: names, steps: steps) { return tree }
    }
    if known.contains(where: { $0.steps == nil && $0.isSame(as: wanted) }) { return nil }
    let tree = search()
    if tree != nil || isFinal() { keep(try? tree?.steps(), at: node) }
    return tree
  }
}
