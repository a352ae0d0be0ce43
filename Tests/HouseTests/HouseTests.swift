import TestSupport
import Testing

/// Who may import whom, as in docs/architecture.md.
private let allowedImports: [String: Set<String>] = [
  "Diagnostics": [],
  "Exact": ["CGMP"],
  "Kernel": ["Exact"],
  "Theories": ["Exact", "Kernel"],
  "TheoremLanguage": ["Exact", "Kernel", "Theories", "Diagnostics"],
  "CertificateFormat": ["Exact", "Kernel", "Theories", "TheoremLanguage"],
  "Concurrency": [],
  "Reals": ["Exact", "CGMP", "CMPFR", "CProgramVersion"],
  "LinearAlgebra": ["Concurrency", "Exact", "Reals", "CFastArithmetic"],
  "Models": ["Exact", "Theories", "TheoremLanguage", "Reals", "LinearAlgebra"],
  "Solvers": ["Concurrency", "Reals", "LinearAlgebra", "Models"],
  "ProofSearch": [
    "CertificateFormat", "Concurrency", "Exact", "Kernel", "Theories", "Reals", "Models",
  ],
  "Verification": [
    "ProofSearch", "CertificateFormat", "TheoremLanguage", "Exact", "Kernel",
    "Diagnostics", "Concurrency", "Reals", "LinearAlgebra", "Models", "Solvers",
  ],
  "Reports": ["Verification", "Reals"],
  "Commands": ["Reports", "Verification", "CertificateFormat", "Diagnostics", "Reals"],
  "closedform": ["Commands"],
  "closedform-check": [
    "CertificateFormat", "TheoremLanguage", "Theories", "Kernel", "Diagnostics", "CGMP",
    "CProgramVersion",
  ],
]

/// The doors to the C libraries, the hot loops and the version: no Swift.
private let systemModules: Set<String> = ["CGMP", "CMPFR", "CFastArithmetic", "CProgramVersion"]

/// What the targets beside the house may import, by folder: in Fuzz what is fed and what it speaks
/// in, in Bench what is measured.
private let allowedToolImports: [String: [String: Set<String>]] = [
  "Fuzz": [
    "FuzzTheorem": ["TheoremLanguage", "Diagnostics"],
    "FuzzNumbers": ["Exact", "Reals"],
    "FuzzCertificate": [
      "CertificateFormat", "TheoremLanguage", "Exact", "Kernel", "Diagnostics",
    ],
  ],
  "Bench": ["BenchKernels": ["Exact", "LinearAlgebra", "Models", "Reals", "Glibc"]],
]

/// What modules may use from outside the house.
private let allowedSystemImports: [String: Set<String>] = [
  "ProofSearch": ["Glibc", "Synchronization"],
  "Verification": ["Glibc", "Synchronization"],
  "Reports": ["FoundationEssentials"],
  "Commands": ["ArgumentParser", "Glibc", "Synchronization"],
  "Solvers": ["Glibc"],
  "LinearAlgebra": ["Glibc"],
  "Models": ["Glibc"],
  "Concurrency": ["Dispatch", "Synchronization"],
  "Reals": ["Glibc"],
  "closedform-check": ["Glibc"],
]

@Suite("The house") struct HouseTests {
  @Test("imports point down the table")
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

  @Test("fuzzing imports what it feeds, measuring what it measures, and nothing above")
  func toolImports() throws {
    for (folder, targets) in allowedToolImports {
      let found = try Repository.contents(of: folder).filter { !$0.contains(".") }
      #expect(Set(found) == Set(targets.keys))
      for (target, allowed) in targets {
        #expect(try expectImports(in: "\(folder)/\(target)", among: allowed) > 0)
      }
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
