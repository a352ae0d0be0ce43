import Foundation
import Testing

/// Who may import whom, as in docs/architecture.md.
private let allowedImports: [String: Set<String>] = [
  "Diagnostics": [],
  "TheoremLanguage": ["Diagnostics"],
  "Numbers": ["CGMP", "CMPFR"],
  "LinearAlgebra": ["Numbers"],
  "Models": ["Numbers", "LinearAlgebra"],
  "Solvers": ["Numbers", "LinearAlgebra", "Models"],
  "Verification": [
    "TheoremLanguage", "Diagnostics", "Numbers", "LinearAlgebra", "Models", "Solvers",
  ],
  "Reports": ["Verification", "Numbers"],
  "CommandLine": ["Reports", "Verification", "Diagnostics"],
  "closedform": ["CommandLine"],
]

/// The doors to the C libraries: headers and module maps, no Swift.
private let systemModules: Set<String> = ["CGMP", "CMPFR"]

/// What modules may use from outside the house.
private let allowedSystemImports: [String: Set<String>] = [
  "Verification": ["FoundationEssentials", "Dispatch", "Synchronization"],
  "Reports": ["FoundationEssentials"],
  "CommandLine": [
    "ArgumentParser", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ],
  "Solvers": ["Glibc"],
  "Models": ["Glibc"],
  "Numbers": ["Glibc"],
  "LinearAlgebra": ["Glibc"],
]

private let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

@Suite("The house") struct HouseTests {
  @Test("every import points down the table")
  func importsPointDown() throws {
    var filesRead = 0
    for module in try modules(in: "Sources") where !systemModules.contains(module) {
      let allowed = try #require(allowedImports[module], "\(module) is not in the table")
      let system = allowedSystemImports[module] ?? []
      for file in try swiftFiles(in: "Sources/\(module)") {
        filesRead += 1
        for name in try imports(of: file) {
          #expect(
            allowed.contains(name) || system.contains(name),
            "\(module)/\(file.lastPathComponent) imports \(name), which the house does not allow")
        }
      }
    }
    #expect(filesRead >= 10, "the scan must read the sources; it read \(filesRead) files")
  }

  @Test("the table names every module and has no cycle")
  func tableIsAcyclic() throws {
    #expect(
      Set(try modules(in: "Sources")) == Set(allowedImports.keys).union(systemModules))
    var settled = systemModules
    for _ in allowedImports {
      for (module, below) in allowedImports where below.isSubset(of: settled) {
        settled.insert(module)
      }
    }
    #expect(
      settled.count == allowedImports.count + systemModules.count, "a cycle among the modules")
  }

  @Test("the scan sees a forbidden import")
  func scanSeesImports() {
    #expect(
      importedNames(in: "import Solvers\n  @testable import struct Models.Quantity\n")
        == ["Solvers", "Models"])
    #expect(importedNames(in: "// import Solvers\nlet x = 1\n").isEmpty)
  }
}

private func modules(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
    .filter { !$0.hasPrefix(".") }
}

private func swiftFiles(in folder: String) throws -> [URL] {
  let all = try FileManager.default.subpathsOfDirectory(
    atPath: root.appending(path: folder).path)
  return all.filter { $0.hasSuffix(".swift") }.map { root.appending(path: folder + "/" + $0) }
}

private func imports(of file: URL) throws -> [String] {
  importedNames(in: try String(contentsOf: file, encoding: .utf8))
}

/// The module names of all import declarations, attributes and kinds (`import struct A.B`) included.
private func importedNames(in text: String) -> [String] {
  text.split(separator: "\n").compactMap { line in
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    words.removeAll { $0.hasPrefix("@") || ["public", "internal", "private"].contains($0) }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "typealias", "var"]
    let path = kinds.contains(words[1]) && words.count >= 3 ? words[2] : words[1]
    return path.split(separator: ".").first.map(String.init)
  }
}
