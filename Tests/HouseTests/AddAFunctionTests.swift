import Foundation
import TestSupport
import Testing

/// docs/add-a-function.md names the files that a function takes, and no others take one.
@Suite("Adding a function") struct AddAFunctionTests {
  private func named() throws -> Set<String> {
    let page = try Repository.text(of: "docs/add-a-function.md")
    return Set(
      page.matches(of: /`((?:Sources|Tests|scripts)\/[^`]+\.[a-z]+)`/).map { String($0.1) })
  }

  /// The files that say a word.
  private func saying(_ word: String, in folders: [String]) throws -> Set<String> {
    let whole = try Regex("\\b\(word)\\b")
    return try Set(
      Repository.texts(folders, suffixes: [".swift", ".py"])
        .filter { $0.1.contains(whole) }.map(\.0))
  }

  @Test("tanh stands in the files that the page names and nowhere else")
  func tanh() throws {
    let shorthand = "Sources/TheoremLanguage/Elaborator/Shorthand.swift"
    let named = try named()
    #expect(named.contains(shorthand))
    #expect(
      try saying("tanh", in: ["Sources", "scripts", "Tests/KernelTests"])
        == named.subtracting([shorthand]))
  }

  @Test("beside arithmetic a function takes two Swift files, one entry in Python and one test file")
  func count() throws {
    let named = try named()
    let shared = named.filter { $0.hasPrefix("Sources/Kernel/Functions/") }
      .subtracting(["Sources/Kernel/Functions/ElementarySeries+Points.swift"])
    #expect(shared.count <= 3)
    #expect(named.count { $0.hasSuffix(".py") } == 1)
    #expect(named.count { $0.hasPrefix("Tests/") } == 1)
    #expect(named.count == 11)
  }
}
