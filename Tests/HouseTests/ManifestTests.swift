import TestSupport
import Testing

@Suite("The manifest") struct ManifestTests {
  /// The names that programs of tests run, and imports that no target declares: parts of the
  /// toolchain and of the system.
  private static let toolchain: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Testing",
  ]

  /// Targets that are declared and not imported: what C code includes, and programs that tests run.
  private static let usedWithoutImport: [String: Set<String>] = [
    "CFastArithmetic": ["CGMP"],
    "CommandsTests": ["closedform", "closedform-check"],
  ]

  private func manifest() throws -> Manifest {
    Manifest(try Repository.text(of: "Package.swift"))
  }

  @Test("a target declares the modules that it imports, and no others")
  func dependenciesAreImports() throws {
    let targets = try manifest().targets
    #expect(targets.count > 30, "the scan must read the manifest")
    for (name, declared) in targets {
      let folders = try Repository.swiftFolders.filter {
        try Repository.contents(of: $0).contains(name)
      }
      let folder = try #require(folders.first, "\(name) has no folder") + "/" + name
      var imported: Set<String> = []
      for file in try Repository.files(in: folder, suffix: ".swift") {
        imported.formUnion(importedNames(in: try Repository.text(of: file)))
      }
      imported.subtract(Self.toolchain)
      imported.formUnion(Self.usedWithoutImport[name] ?? [])
      #expect(
        declared == imported,
        """
        \(name) imports without a word \(imported.subtracting(declared).sorted()) and declares for \
        nothing \(declared.subtracting(imported).sorted())
        """)
    }
  }

  @Test("the scan reads names, lists and products")
  func scan() {
    let text = """
      .target(
        name: "A", dependencies: ["B", "C"], cSettings: x.map { [.define("D", to: $0)] } ?? []),
      // .target(name: "E"),
      .executableTarget(
        name: "F",
        dependencies: [
          "A", .product(name: "P", package: "swift-p"),
        ], swiftSettings: strict),
      .testTarget(name: "G", swiftSettings: strict),
      """
    let targets = Manifest(text).targets
    #expect(targets == ["A": ["B", "C"], "F": ["A", "P"], "G": []])
  }
}
