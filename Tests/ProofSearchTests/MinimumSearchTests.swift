import Kernel
import TestSupport
import Testing

@testable import ProofSearch

@Suite("Minimum search") struct MinimumSearchTests {
  /// The point, with derivatives in doubles and with those of the kernel.
  private func point(_ claim: String) throws -> [String]? {
    let node = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  x, y : real in [-1, 2]\nclaim a: \(claim)\n"
    ).root()
    let found = MinimumSearch(node, nil).point?.map(\.description)
    if let goal = GoalTape(node) {
      let filter = RuleFilter(
        goal, on: try #require(DoubleBox(node.box)), fixed: 0, TapeWorkspace(for: goal.tape))
      #expect(MinimumSearch(node, filter).point?.map(\.description) == found)
    }
    return found
  }

  @Test(
    "the minimum of a convex slack is found, as short fractions",
    arguments: [
      // The minimiser by hand; the last two lie on sides of the box.
      ("x^2 + y^2 >= x + 2*y/3", ["1/2", "1/3"]), ("exp(x) + y^2 >= 1 + x", ["0", "0"]),
      ("(x - 3)^2 + y^2 >= 0", ["2", "0"]), ("x^2 + y >= -1", ["0", "-1"]),
    ])
  func found(claim: String, expected: [String]) throws {
    #expect(try point(claim) == expected)
  }

  @Test("directions without curvature are left where they are")
  func flat() throws {
    let found = try #require(try point("x^2 + y^2 >= 2*x*y"))
    #expect(found[0] == found[1])
  }

  @Test("nothing is found for an equation")
  func nothing() throws { #expect(try point("x = y") == nil) }
}
