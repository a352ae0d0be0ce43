import Glibc

/// How often random inputs are tried, as variables of the environment say.
package enum Sweep {
  /// How many times what continuous integration checks, with `CONTAINMENT_TEST_MULTIPLIER`.
  package static let containmentMultiplier = value("CONTAINMENT_TEST_MULTIPLIER") ?? 1
  /// The same for tests that run both checkers, with `CHECKERS_TEST_MULTIPLIER`.
  package static let checkersMultiplier = Int(value("CHECKERS_TEST_MULTIPLIER") ?? 1)
  /// How many mutants of certificates there are, with `CERTIFICATE_MUTANTS`.
  package static let certificateMutants = Int(value("CERTIFICATE_MUTANTS") ?? 10_000)
  /// How many of them go to both checkers, with `CERTIFICATE_MUTANTS_IN_PYTHON`.
  package static let certificateMutantsInPython = Int(value("CERTIFICATE_MUTANTS_IN_PYTHON") ?? 500)
  /// How many false claims that look like true ones there are, with `NEAR_MISSES`.
  package static let nearMisses = Int(value("NEAR_MISSES") ?? 100)

  private static func value(_ name: String) -> Double? {
    getenv(name).flatMap { Double(String(cString: $0)) }
  }
}
