import Testing
import TheoremLanguage

@testable import Verification

@Suite("Definitions without value") struct UndefinedValuesTests {
  private func message(_ definitions: String, _ claim: String = "x <= 1") throws -> String? {
    let theorem = try load(
      "theorem \"t\"\nparameters\n  x : real in [0, 1]\ndefine\n\(definitions)\nclaim c: \(claim)\n"
    )
    do {
      try UndefinedValues(theorem: theorem, seed: 1, isCancelled: { false }).require()
      return nil
    } catch let failure as TheoremFailure {
      return failure.diagnostic.message
    }
  }

  @Test(
    "a definition that nothing mentions has a value everywhere, or a point is named",
    arguments: [
      ("d = 1/(x - 1/2)", "`d` has no value at x = 0.5: division by zero"),
      ("d = 1/(x^2 - 1/2)", "`d` has no value at x = sqrt(2)/2: division by zero"),
      ("d = log(1 - x)", "`d` has no value at x = 1: log of 0, which lies outside its domain"),
      (
        "d = if x < 1/2 then 1 else 1/(x - 1/2)", "`d` has no value at x = 0.5: division by zero"
      ),
      ("d = 1/(x - 1/2)\n  e = d + 1", "`d` has no value at x = 0.5: division by zero"),
    ])
  func undefined(_ definitions: String, _ expected: String) throws {
    #expect(try message("  " + definitions) == expected)
  }

  @Test(
    "definitions with values everywhere pass",
    arguments: ["d = exp(x) + 1e300", "d = log(x + 1e-9)", "d = if x > 0 then 1/x else 0"])
  func defined(_ definition: String) throws {
    #expect(try message("  " + definition) == nil)
  }

  @Test("what a claim mentions is examined with the claim, where only some branches may apply")
  func mentioned() throws {
    #expect(try message("  d = 1/(x - 1/2)", "(if x > 1/2 then d else 1) > 0") == nil)
  }
}
