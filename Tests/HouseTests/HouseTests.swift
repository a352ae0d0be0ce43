import Testing

/// Who may import whom, as in docs/architecture.md.
private let allowedImports: [String: Set<String>] = [
  "Diagnostics": [],
  "Kernel": ["CGMP"],
  "TheoremLanguage": ["Kernel", "Diagnostics"],
  "CertificateFormat": ["Kernel", "Diagnostics"],
  "Parallelism": [],
  "Numbers": ["CGMP", "CMPFR"],
  "LinearAlgebra": ["Numbers"],
  "Models": ["Numbers", "LinearAlgebra"],
  "Solvers": ["Numbers", "LinearAlgebra", "Models"],
  "Certification": [
    "CertificateFormat", "Kernel", "Numbers", "LinearAlgebra", "Models", "Parallelism",
  ],
  "Verification": [
    "Certification", "CertificateFormat", "TheoremLanguage", "Kernel",
    "Diagnostics", "Numbers", "LinearAlgebra", "Models", "Solvers", "Parallelism",
  ],
  "Reports": ["Verification", "Numbers"],
  "CommandLine": ["Reports", "Verification", "CertificateFormat", "Diagnostics"],
  "closedform": ["CommandLine"],
  "closedform-check": ["CertificateFormat", "TheoremLanguage", "Kernel", "Diagnostics"],
]

/// The doors to the C libraries: headers and module maps, no Swift.
private let systemModules: Set<String> = ["CGMP", "CMPFR"]

/// What the entry points in the folder Fuzz may import: one module each, and what it speaks in.
private let allowedFuzzImports: [String: Set<String>] = [
  "FuzzTheorem": ["TheoremLanguage", "Diagnostics"],
  "FuzzNumbers": ["Numbers"],
  "FuzzCertificate": ["CertificateFormat", "TheoremLanguage", "Kernel", "Diagnostics"],
]

/// What modules may use from outside the house.
private let allowedSystemImports: [String: Set<String>] = [
  "Certification": ["Glibc", "Synchronization"],
  "Parallelism": ["Dispatch", "Synchronization"],
  "Verification": ["Glibc", "Synchronization"],
  "Reports": ["FoundationEssentials"],
  "CommandLine": ["ArgumentParser", "Glibc", "Synchronization"],
  "Solvers": ["Glibc"],
  "Models": ["Glibc"],
  "Numbers": ["Glibc"],
  "closedform-check": ["Glibc"],
]

@Suite("The house") struct HouseTests {
  @Test("every import points down the table")
  func importsPointDown() throws {
    var filesRead = 0
    for module in try Repository.contents(of: "Sources")
    where !systemModules.contains(module) {
      let allowed = try #require(allowedImports[module], "\(module) is not in the table")
      let system = allowedSystemImports[module] ?? []
      filesRead += try expectImports(in: "Sources/\(module)", among: allowed.union(system))
    }
    #expect(filesRead >= 10, "the scan must read the sources; it read \(filesRead) files")
  }

  @Test("the fuzzing imports what it feeds, and nothing above")
  func fuzzImports() throws {
    let folders = try Repository.contents(of: "Fuzz").filter { !$0.contains(".") }
    #expect(Set(folders) == Set(allowedFuzzImports.keys))
    for (folder, allowed) in allowedFuzzImports {
      #expect(try expectImports(in: "Fuzz/\(folder)", among: allowed) > 0)
    }
  }

  /// Checks the imports of all files in a folder; returns how many files there were.
  private func expectImports(in folder: String, among allowed: Set<String>) throws -> Int {
    let files = try Repository.files(in: folder, suffix: ".swift")
    for file in files {
      for name in importedNames(in: try Repository.text(of: file)) {
        #expect(
          allowed.contains(name), "\(file) imports \(name), which the house does not allow")
      }
    }
    return files.count
  }

  @Test("the table names every module and has no cycle")
  func tableIsAcyclic() throws {
    #expect(
      Set(try Repository.contents(of: "Sources"))
        == Set(allowedImports.keys).union(systemModules))
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
