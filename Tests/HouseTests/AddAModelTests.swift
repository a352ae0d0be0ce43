import TestSupport
import Testing

/// docs/add-a-model.md, followed for the unconstrained features model: it names the files that know
/// it.
@Suite("Adding a model") struct AddAModelTests {
  private func named() throws -> [String] {
    let page = try Repository.text(of: "docs/add-a-model.md")
    return page.matches(of: /`((?:[A-Za-z]+\/)+[A-Za-z_+-]+\.[a-z]+)`/).map { String($0.output.1) }
  }

  /// However it is spelled: as a type, a model of theorem files, a step or in words.
  private func knowsTheModel(_ text: String) -> Bool {
    text.contains(/unconstrained[-_ ]?features/.ignoresCase())
  }

  @Test("every file that the page names knows the model")
  func filesKnowTheModel() throws {
    let named = try named()
    #expect(Set(named).count == named.count)
    for file in named {
      let knows = try knowsTheModel(Repository.text(of: file))
      #expect(knows, "\(file) does not know the model")
    }
  }

  @Test("no other source and no script knows the model")
  func sourcesAreComplete() throws {
    let knowing = try Repository.texts(["Sources", "scripts"], suffixes: [".swift", ".c", ".py"])
      .filter { knowsTheModel($0.1) }.map(\.0)
    let named = try named().filter { $0.hasPrefix("Sources/") || $0.hasPrefix("scripts/") }
    #expect(Set(knowing) == Set(named))
  }

  @Test("a model takes nine sources that are there already, and four files of its own")
  func count() throws {
    let named = try named()
    #expect(named.count == 22, "\(named)")
    let sources = named.filter { $0.hasPrefix("Sources/") || $0.hasPrefix("scripts/") }
    let own = sources.filter { $0.contains("/UnconstrainedFeatures") }
    #expect(own.count == 4 && sources.count - own.count == 9, "\(sources)")
    // Of the untrusted sources only the catalogue and the search change.
    let trusted = ["TheoremLanguage", "Theories", "CertificateFormat"].map { "Sources/\($0)/" }
    let changed = Set(sources).subtracting(own).filter { file in
      !trusted.contains { file.hasPrefix($0) } && file.hasPrefix("Sources/")
    }
    #expect(
      changed == [
        "Sources/Models/ModelCatalogue.swift",
        "Sources/ProofSearch/Points/CertificateStep+Witness.swift",
        "Sources/ProofSearch/Premises/DualCandidates.swift",
      ])
  }
}
