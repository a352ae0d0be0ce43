import Exact
import Kernel
import TestSupport
import Testing
import Theories

/// The axioms are those of the docs, with their proofs.
@Suite("Axioms") struct AxiomTests {
  @Test("the table of docs/certificate-format.md lists every axiom")
  func table() throws {
    let rows = try Repository.text(of: "docs/certificate-format.md").split(separator: "\n")
    let listed = rows.filter { $0.contains(" | proof-rules.md, ") }
    #expect(
      listed.map(String.init)
        == Axiom.known.map {
          "| `\($0.name)` | \($0.statement) | proof-rules.md, \($0.section) |"
        })
  }

  @Test("each has a proof in a section of docs/proof-rules.md that names it")
  func proofs() throws {
    let proofs = try Repository.text(of: "docs/proof-rules.md")
    #expect(Set(Axiom.known.map(\.name)).count == Axiom.known.count)
    for axiom in Axiom.known {
      let heading = try #require(
        proofs.firstMatch(of: try Regex("\n##+ \(axiom.section)\\.? ")), "\(axiom.section)")
      let rest = proofs[heading.range.upperBound...]
      let end = rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex
      #expect(rest[..<end].contains("`\(axiom.name)`"), "section \(axiom.section): \(axiom.name)")
    }
  }

  @Test("the standard theory brings no other axioms")
  func standard() {
    let theory = Theory.standard
    let witnesses: [MinimumWitness] = [
      .positiveLayerPeeled([]), .unconstrainedFeatures([]),
      .memorizationDilation(x: Fraction(0), y: Fraction(0)),
    ]
    let all = Set(theory.functions.values.map(\.axiom)).union(theory.models.values.map(\.axiom))
      .union(theory.theorems.map(\.axiom)).union(theory.duals.map(\.axiom))
      .union(witnesses.flatMap(\.axioms))
    #expect(all == Set(Axiom.known))
  }

  @Test("no claim of the collection without problems and Gaussian means rests on an axiom")
  func collection() throws {
    var (formulas, others) = (0, 0)
    for path in try Repository.files(in: "theorems", suffix: ".theorem") {
      let loaded = try LoadedTheorem(path: path)
      let isAboutFormulas =
        try loaded.theorem.problems.isEmpty && !Repository.text(of: path).contains("mean_")
      for claim in loaded.theorem.claims.indices {
        guard let root = try? Node.root(of: loaded.statement, claim: claim) else { continue }
        let axioms = try Theorem.domain(Lemma.open(root)).axioms
        if isAboutFormulas { #expect(axioms == [], "\(path)") }
        if isAboutFormulas { formulas += 1 } else { others += 1 }
      }
    }
    #expect(formulas >= 100 && others >= 10, "\(formulas) about formulas, \(others) others")
  }

  /// What a claim by itself rests on; more comes with steps about models.
  private func axioms(_ claim: String, _ assumption: String = "") throws -> [String] {
    let loaded = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  x : real in [0, 1]\n\(assumption)claim c: \(claim)\n")
    let root = try Node.root(of: loaded.statement, claim: 0)
    return try Theorem.domain(Lemma.open(root)).axioms.map(\.name)
  }

  @Test("a claim with a Gaussian mean rests on its axiom, a formula on none")
  func gaussianMeans() throws {
    for mean in ["mean_softplus(x, 1)", "mean_sigmoid(1, x)", "mean_sigmoid_derivative(x, x)"] {
      #expect(try axioms("\(mean) <= 2") == ["gaussian-mean"])
      #expect(try axioms("x <= 2", "assume x <= \(mean)\n") == ["gaussian-mean"])
    }
    #expect(try axioms("softplus(x) + sigmoid(x) <= 3") == [])
  }
}
