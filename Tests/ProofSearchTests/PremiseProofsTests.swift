import CertificateFormat
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// What is kept of searches, and where it is used again.
@Suite("Proofs of premises") struct PremiseProofsTests {
  private let theorem: LoadedTheorem

  init() throws {
    theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x : real in [1, 2]
      claim positive: x > 0
      claim above: x >= 1
      claim square: x^2 >= 1
      """)
  }

  /// A node at which a comparison is assumed.
  private func assuming(_ comparison: String, _ node: Node) throws -> Node {
    let tree = ProofTree(root: node, names: theorem.names)
    let comparison = try theorem.theorem.comparison(comparison)
    try #require(tree.apply(.have(theorem.names.text(of: comparison)), to: tree.top))
    return tree.top.children[1].node
  }

  private func proof(
    _ proofs: PremiseProofs, of node: Node, isFinal: Bool = false, search: () -> ProofTree?
  ) -> ProofTree? {
    proofs.proof(of: node, names: theorem.names, isFinal: { isFinal }, search: search)
  }

  /// A proof by one evaluation, or `nil` where there is none.
  private func evaluated(_ node: Node) -> ProofTree? {
    let tree = ProofTree(root: node, names: theorem.names)
    return tree.apply(.evaluate(), to: tree.top) ? tree : nil
  }

  @Test("a proof serves where as much is known or more, and is shown anew there")
  func found() throws {
    let (proofs, root) = (PremiseProofs(), try theorem.root(2))
    let more = try assuming("x >= 1", root)
    let first = try #require(proof(proofs, of: root) { evaluated(root) })
    for node in [root, more] {
      let again = try #require(
        proof(proofs, of: node) {
          Issue.record("a search is asked for again")
          return nil
        })
      #expect(again.top.node === node && again.openVertices.isEmpty)
      #expect(try again.steps() == first.steps())
    }
  }

  @Test("a proof does not serve where less is known, nor for another claim")
  func notFound() throws {
    let (proofs, root) = (PremiseProofs(), try theorem.root(2))
    let (more, other) = (try assuming("x >= 1", root), try theorem.root(0))
    _ = try #require(proof(proofs, of: more) { evaluated(more) })
    for node in [root, other] {
      var isAsked = false
      _ = proof(proofs, of: node) {
        isAsked = true
        return nil
      }
      #expect(isAsked)
    }
  }

  @Test("that nothing was found is kept where it is final, and for as much knowledge alone")
  func nothing() throws {
    let root = try theorem.root(2)
    let more = try assuming("x >= 1", root)
    for isFinal in [false, true] {
      let proofs = PremiseProofs()
      #expect(proof(proofs, of: root, isFinal: isFinal) { nil } == nil)
      #expect((proof(proofs, of: root) { evaluated(root) } == nil) == isFinal)
      #expect(proof(proofs, of: more) { evaluated(more) } != nil)
    }
  }
}
