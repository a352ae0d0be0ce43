import CertificateFormat
import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

@Suite("Proof tree") struct ProofTreeTests {
  private func tree() throws -> (LoadedTheorem, ProofTree) {
    let theorem = try LoadedTheorem(
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
    copy.resume(proof.steps.dropFirst())
    #expect(try copy.proof().steps == proof.steps)
    #expect(try theorem.check(proof) == [proof.theorem])
    // A file that is cut off leaves the rest open.
    let short = ProofTree(root: try theorem.root(), names: theorem.names)
    short.resume(proof.steps.dropFirst().dropLast())
    #expect(short.openVertices.count == 2)
  }

  @Test("a face outside the domain is listed as the larger box that it is a face of")
  func faceOutsideDomain() throws {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  x, y : real in [0, 1]\nassume x < y\nclaim a: (y - x)^3 > 0\n")
    let tree = ProofTree(root: try theorem.root(), names: theorem.names)
    var node = tree.top
    for name in ["x", "y"] {
      #expect(tree.apply(.split(name, half), to: node))
      node = node.children[name == "x" ? 0 : 1]
    }
    for name in ["x", "y"] {
      #expect(tree.apply(.monotone(name), to: node))
      node = node.children[0]
    }
    // On the open face x = y = 1/2 the assumption fails; on x = 1/2 <= y it does not.
    let open = try tree.proof().open
    let halfLine = [
      Box.Range(lower: half, upper: half), Box.Range(lower: half, upper: Fraction(1)),
    ]
    #expect(open.map(\.ranges).contains(halfLine))
    #expect(open.allSatisfy { !$0.ranges.allSatisfy { $0.lower == $0.upper } })
  }
}
