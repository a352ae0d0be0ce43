import Reals
import Testing
import TheoremLanguage

@testable import Verification

@Suite("DefinitionValues") struct DefinitionValuesTests {
  private static let text = """
    parameters
      a : real in [1, 2]
      n : integer in [1, a]
    assume a > 1
    assume sqrt(n)^2 <= n
    assume log(a - 5) < 1
    define
      half = a/2
      third = a/3
      zero = sqrt(a)^2 - a
      bad = 1/(n - 1)
    claim c: a < 3
    """

  private func values(_ assignments: (String, String)..., digits: Int = 10) throws
    -> DefinitionValues
  {
    try table(theorem(Self.text), assignments, digits: digits).points[0]
  }

  private func table(
    _ theorem: ElaboratedTheorem, _ assignments: [(String, String)], digits: Int
  ) throws -> ValueTable {
    try ValueTable(
      of: theorem, at: assignments.map { (name: $0.0, value: $0.1) },
      settings: VerificationSettings(digits: digits))
  }

  @Test("certain digits, exact values, and reasons")
  func rows() throws {
    let values = try values(("n", "1"), ("a", "2"))
    #expect(values.title == "t" && values.warnings.isEmpty)
    #expect(values.parameters.map(\.value) == ["2", "1"])
    #expect(values.definitions.map(\.name) == ["half", "third", "zero", "bad"])
    #expect(values.definitions[0].value == "1")
    #expect(values.definitions[1].value == "0.6666666667")
    #expect(values.definitions[2].value.hasPrefix("[-"))
    #expect(values.definitions.map(\.isDefined) == [true, true, true, false])
    #expect(values.definitions[3].value == "division by zero")
  }

  @Test("assumptions hold, fail, stay open or have no value")
  func assumptions() throws {
    let at = try values(("a", "1"), ("n", "2"))
    #expect(at.assumptions[0].value == "fails" && at.assumptions[0].isDefined)
    #expect(at.assumptions[1].value == "both sides agree to 1024 bits, so it cannot be told")
    #expect(!at.assumptions[1].isDefined)
    #expect(at.assumptions[2].value.hasPrefix("log of"))
    #expect(try values(("a", "2"), ("n", "1")).assumptions[1].value == "holds")
  }

  @Test("what lies outside is warned about")
  func warnings() throws {
    #expect(try values(("a", "3"), ("n", "1")).warnings == ["a = 3 lies outside [1, 2]"])
    #expect(try values(("a", "2"), ("n", "1.5")).warnings == ["n = 1.5 is not an integer"])
    #expect(try values(("a", "0.5"), ("n", "1")).warnings.last == "n has an empty range here")
  }

  @Test("an open end is warned about as the end of a range, and is no assumption")
  func openEnds() throws {
    let theorem = try theorem(
      parameters: ["x : real in (0, 1]", "y : real in [x, infinity)", "n : integer in (1, 4)"],
      "assume y < 9\nclaim c: x > 0")
    let at = try table(theorem, [("x", "0"), ("y", "2"), ("n", "4")], digits: 5).points[0]
    #expect(at.warnings == ["x = 0 lies outside (0, 1]", "n = 4 lies outside [2, 3]"])
    #expect(at.assumptions.map(\.name) == ["y < 9"] && !at.isInDomain)
    let inside = try table(theorem, [("x", "1"), ("y", "2"), ("n", "3")], digits: 5).points[0]
    #expect(inside.warnings == [] && inside.isInDomain)
  }

  @Test(
    "wrong requests say what to do",
    arguments: [
      ([("a", "1"), ("a", "1"), ("n", "1")], "`a` is given twice"),
      (
        [("a", "1"), ("b", "1"), ("n", "1")],
        "the theorem has no parameter `b`; its parameters: a, n"
      ),
      ([("n", "1")], "no value for `a`; the point needs a=VALUE,n=VALUE"),
      ([], "no value for `a`, `n`; the point needs a=VALUE,n=VALUE"),
      (
        [("a", "x"), ("n", "1")],
        "`a`: 'x' is not a number; write one like 3, 0.1, -1.5e-3 or 22/7"
      ),
    ] as [([(String, String)], String)])
  func errors(assignments: [(String, String)], message: String) throws {
    let host = try theorem(Self.text)
    let error = #expect(throws: RequestError.self) {
      try table(host, assignments, digits: 10)
    }
    #expect(error?.description == message)
  }
}
