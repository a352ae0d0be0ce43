// swift-tools-version: 6.2
import PackageDescription

// The house (docs/architecture.md): arrows only point down. Tests/HouseTests holds the same table
// and scans the imports, because SwiftPM lets a file import what its target only reaches
// indirectly.

// The commit comes from the environment (scripts/build sets it): what a manifest reads from git
// itself stays in the manifest cache after the next commit, and would then be wrong.
let commit = Context.environment["CLOSEDFORM_COMMIT"].map { "\"\($0)\"" }

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "ClosedForm",
  products: [
    .executable(name: "closedform", targets: ["closedform"]),
    .executable(name: "closedform-check", targets: ["closedform-check"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Level 0: the only door to the C libraries.
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .target(name: "CFastArithmetic", dependencies: ["CGMP"]),
    .target(
      name: "CProgramVersion",
      cSettings: commit.map { [.define("CLOSEDFORM_COMMIT", to: $0)] } ?? []),

    // Level T: what a theorem states and what proves it; the trusted base.
    .target(name: "Exact", dependencies: ["CGMP"], swiftSettings: strict),
    .target(name: "Kernel", dependencies: ["Exact"], swiftSettings: strict),
    // What models and Gaussian means add to it: no more of the kernel is seen there than anyone
    // sees.
    .target(
      name: "Theories", dependencies: ["Exact", "Kernel"], packageAccess: false,
      swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(
      name: "TheoremLanguage", dependencies: ["Exact", "Kernel", "Theories", "Diagnostics"],
      swiftSettings: strict),

    .target(
      name: "CertificateFormat", dependencies: ["Exact", "Kernel", "Theories", "TheoremLanguage"],
      swiftSettings: strict),

    // Levels 1 to 4: threads, numbers, matrices, models, solvers.
    .target(name: "Concurrency", swiftSettings: strict),
    .target(
      name: "Reals", dependencies: ["Exact", "CGMP", "CMPFR", "CProgramVersion"],
      swiftSettings: strict),
    .target(
      name: "LinearAlgebra", dependencies: ["Concurrency", "Exact", "Reals", "CFastArithmetic"],
      swiftSettings: strict),
    .target(
      name: "Models",
      dependencies: ["Exact", "LinearAlgebra", "Reals", "TheoremLanguage", "Theories"],
      swiftSettings: strict),
    .target(
      name: "Solvers", dependencies: ["Concurrency", "Models", "LinearAlgebra", "Reals"],
      swiftSettings: strict),

    // Level 5: the search for certificates; nothing it says is believed.
    .target(
      name: "ProofSearch",
      dependencies: [
        "CertificateFormat", "Concurrency", "Exact", "Kernel", "Models", "Reals", "Theories",
      ],
      swiftSettings: strict),

    // Levels 6 to 9: from a theorem file to a verdict, a table and an exit code.
    .target(
      name: "Verification",
      dependencies: [
        "ProofSearch", "CertificateFormat", "TheoremLanguage", "Exact", "Kernel", "Diagnostics",
        "Concurrency", "Solvers", "Models", "LinearAlgebra", "Reals",
      ],
      swiftSettings: strict),
    .target(name: "Reports", dependencies: ["Verification", "Reals"], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Reports", "Verification", "CertificateFormat", "Diagnostics", "Reals",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "closedform", dependencies: ["Commands"], swiftSettings: strict),
    // The checker links the trusted modules and nothing else.
    .executableTarget(
      name: "closedform-check",
      dependencies: [
        "CertificateFormat", "TheoremLanguage", "Theories", "Kernel", "Diagnostics", "CGMP",
        "CProgramVersion",
      ],
      swiftSettings: strict),

    // What the tests of several modules need.
    .target(
      name: "TestSupport",
      dependencies: [
        "CertificateFormat", "Diagnostics", "Exact", "Kernel", "Reals", "TheoremLanguage",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "HouseTests",
      dependencies: ["TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ExactTests",
      dependencies: ["Exact", "Reals"],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests",
      dependencies: ["Diagnostics"],
      swiftSettings: strict),
    .testTarget(
      name: "TheoremLanguageTests",
      dependencies: ["Diagnostics", "Exact", "Kernel", "Reals", "TestSupport", "TheoremLanguage"],
      exclude: ["Corpus"], swiftSettings: strict),
    .testTarget(
      name: "KernelTests",
      dependencies: ["Exact", "Kernel", "Reals", "TestSupport", "Theories"],
      swiftSettings: strict),
    .testTarget(
      name: "TheoriesTests",
      dependencies: ["Exact", "Kernel", "Models", "Reals", "TestSupport", "Theories"],
      swiftSettings: strict),
    .testTarget(
      name: "CertificateFormatTests",
      dependencies: [
        "CertificateFormat", "Diagnostics", "Exact", "Kernel", "Reals", "TestSupport",
        "TheoremLanguage", "Theories",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProofSearchTests",
      dependencies: [
        "CertificateFormat", "Exact", "Kernel", "Models", "ProofSearch", "Reals", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SoundnessTests",
      dependencies: [
        "CertificateFormat", "Diagnostics", "Exact", "Kernel", "ProofSearch", "Reals",
        "TestSupport", "TheoremLanguage", "Theories", "Verification",
      ],
      exclude: ["NearMisses", "Traps"], swiftSettings: strict),
    .testTarget(
      name: "ConcurrencyTests",
      dependencies: ["Concurrency"],
      swiftSettings: strict),
    .testTarget(
      name: "RealsTests",
      dependencies: ["CMPFR", "Exact", "Reals", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LinearAlgebraTests",
      dependencies: ["CFastArithmetic", "CMPFR", "Exact", "LinearAlgebra", "Reals", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ModelsTests",
      dependencies: [
        "Exact", "LinearAlgebra", "Models", "Reals", "TestSupport", "TheoremLanguage", "Theories",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SolversTests",
      dependencies: ["Exact", "LinearAlgebra", "Models", "Reals", "Solvers", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "CertificateFormat", "Diagnostics", "Exact", "Kernel", "Models", "ProofSearch", "Reals",
        "Solvers", "TestSupport", "TheoremLanguage", "Verification",
      ],
      exclude: ["False", "True"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reals", "Reports", "TheoremLanguage", "Verification"],
      swiftSettings: strict),
    // The program itself is a dependency so that it is built: these tests run it.
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "CertificateFormat", "Commands", "Reports", "TestSupport", "closedform", "closedform-check",
      ],
      exclude: ["BadInput"], swiftSettings: strict),
  ]
)

// Entry points for libFuzzer have no main and need unsafe flags, so only scripts/fuzz asks for
// them.
if Context.environment["FUZZ"] != nil {
  for (name, dependencies) in [
    ("FuzzTheorem", ["TheoremLanguage", "Diagnostics"]), ("FuzzNumbers", ["Exact", "Reals"]),
    (
      "FuzzCertificate", ["CertificateFormat", "TheoremLanguage", "Exact", "Kernel", "Diagnostics"]
    ),
  ] {
    package.targets.append(
      .executableTarget(
        name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Fuzz/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
  }
}

// What scripts/bench measures (docs/speed.md); users never build it.
if Context.environment["BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "BenchKernels", dependencies: ["Exact", "LinearAlgebra", "Models", "Reals"],
      path: "Bench/BenchKernels", swiftSettings: strict))
}
