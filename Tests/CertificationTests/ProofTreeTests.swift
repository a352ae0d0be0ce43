import CertificateFormat
import Kernel
import Testing

@testable import Certification

@Suite("Proof tree") struct ProofTreeTests {
  private func tree() throws -> (SearchableTheorem, ProofTree) {
    let theorem = try SearchableTheorem(
      "theorem \"t\"\nparameters\n  x : real in [0, 1]\nclaim a: x*(1 - x) <= 0.6\n")
    return (theorem, ProofTree(root: try theorem.root(), names: theorem.names))
  }

  private let half = Fraction(mantissa: BigInteger(1), exponent: -1)

  @Test("steps that a rule refuses leave the tree as it was")
  func refused() throws {
    let (_, tree) = try tree()
    for step in [
      CertificateStep.evaluate(), .mean(), .monotone("x"),
      .split("x", half + half),
      .split("nobody", half), .holds(),
    ] {
      #expect(!tree.apply(step, to: tree.top), "\(step)")
    }
    #expect(tree.openVertices.count == 1)
    #expect(try tree.proof().openShare == Fraction(1))
  }

  @Test("what is open is listed with its box, and reading the steps back gives the same tree")
  func roundTrip() throws {
    let (theorem, tree) = try tree()
    #expect(tree.apply(.split("x", half), to: tree.top))
    #expect(tree.apply(.mean(), to: tree.top.children[1]))
    let proof = try tree.proof()
    #expect(proof.open.count == 1 && proof.openShare == half)
    #expect(proof.open[0].ranges == [Box.Range(lower: Fraction(0), upper: half)])
    let copy = ProofTree(root: try theorem.root(), names: theorem.names)
    copy.resume(proof.steps)
    #expect(try copy.proof().steps == proof.steps)
    #expect(try theorem.check(proof) == [proof.theorem])
    // A file that is cut off leaves the rest open.
    let short = ProofTree(root: try theorem.root(), names: theorem.names)
    short.resume(Array(proof.steps.dropLast()))
    #expect(short.openVertices.count == 2)
  }
}
