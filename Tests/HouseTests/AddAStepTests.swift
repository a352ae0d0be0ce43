import TestSupport
import Testing

/// docs/add-a-step.md, followed for the step `narrow`: it names the files that know a step.
@Suite("Adding a step") struct AddAStepTests {
  private static let page = "docs/add-a-step.md"

  /// The paths in code quotes of the page.
  private func namedFiles() throws -> [String] {
    let text = try Repository.text(of: Self.page)
    return text.matches(of: /`([A-Za-z_\/]+\/[A-Za-z_+-]+\.[a-z]+)`/).map { String($0.output.1) }
  }

  @Test("every file that the page names mentions the step")
  func filesMentionTheStep() throws {
    let files = try namedFiles()
    #expect(files.count == 12 && Set(files).count == 12, "\(files)")
    for file in files {
      let knows = try Repository.text(of: file).contains("narrow")
      #expect(knows, "\(file) does not know the step")
    }
  }

  @Test("no other file of the trusted modules or the search knows the step")
  func sourcesAreComplete() throws {
    let folders = ["Kernel", "CertificateFormat", "ProofSearch"].map { "Sources/\($0)" }
    let knowing = try Repository.texts(folders, suffixes: [".swift"])
      .filter { $0.1.contains(/"narrow"|\.narrow\(|func narrowingRoot/) }.map(\.0)
    let named = try namedFiles().filter { $0.hasPrefix("Sources/") }
    #expect(Set(knowing) == Set(named))
    // The kernel's rule and the table: two files are trusted with a step.
    #expect(named.count { !$0.hasPrefix("Sources/ProofSearch/") } == 2)
  }

  @Test("every instruction of the table is listed in it, and each stands in both documents")
  func tableIsComplete() throws {
    let text = try Repository.text(of: "Sources/CertificateFormat/StepTable.swift")
    let declared = text.matches(of: /static let (\w+) = Instruction[^"]*"([a-z-]+)"/)
    #expect(declared.count == 40)
    let checker = try Repository.text(of: "scripts/check_certificate.py")
    let format = try Repository.text(of: "docs/certificate-format.md")
    for instruction in declared {
      let (name, keyword) = (instruction.output.1, instruction.output.2)
      let isListed = text.contains(" \(name).entry,")
      #expect(isListed, "\(name) is not in the table")
      let hasLine = [" ", "\""].contains { checker.contains("\($0)\(keyword):") }
      #expect(hasLine, "the second checker has no \(keyword)")
      let isExplained = format.contains("`\(keyword)")
      #expect(isExplained, "the format does not explain \(keyword)")
    }
  }
}
