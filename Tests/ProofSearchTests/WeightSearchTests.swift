import CertificateFormat
import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

@Suite("Weight search") struct WeightSearchTests {
  private func weights(_ text: String) throws -> [StepWeight]? {
    WeightSearch(
      try LoadedTheorem(
        "theorem \"t\"\nparameters\n  x, y, z : real in [-1, 2]\n\(text)\n"
      ).root()
    ).weights
  }

  @Test("a goal that is a sum of assumptions is met by the weights of the sum")
  func sum() throws {
    let found = try #require(
      try weights("assume x <= y + 1 and 2*y <= z\nclaim a: 3*x + y <= 2*z + 3"))
    // 2z + 3 - 3x - y = 3 (y + 1 - x) + 2 (z - 2y)
    #expect(
      found == [
        .init(assumption: 1, weight: Fraction(3)), .init(assumption: 2, weight: Fraction(2)),
      ])
  }

  @Test("sides of the box fill what assumptions leave")
  func box() throws {
    let found = try #require(try weights("assume x <= y\nclaim a: x <= (x + y)/2 + (z + 1)/7"))
    #expect(found == [.init(assumption: 1, weight: try Fraction(BigInteger(1), BigInteger(2)))])
  }

  @Test("there are none without assumptions, for equations, and where a side has no value")
  func none() throws {
    #expect(try weights("claim a: x <= 3") == nil)
    #expect(try weights("assume x <= y\nclaim a: x = y") == nil)
    #expect(try weights("assume x <= y\nclaim a: log(x - 5) <= y") == nil)
  }
}
