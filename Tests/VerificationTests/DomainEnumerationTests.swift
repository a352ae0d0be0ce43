import Reals
import Testing

@testable import Verification

@Suite("Enumeration of small domains") struct DomainEnumerationTests {
  private func points(_ declarations: String, limit: Int = 20) throws -> [[String]]? {
    let text = "theorem \"t\"\n\(declarations)\nclaim c: 1 < 2\n"
    return Domain(theorem: try TheoremLoader.load(source(text))).allPoints(atMost: limit)?
      .map { $0.values.map(\.decimalText) }
  }

  @Test("every integer point that satisfies the assumptions is there, once")
  func all() throws {
    #expect(try points("") == [[]])
    #expect(
      try points("parameters\n  n : integer in [1, 3]\n  m : integer in [n, 5/2]\nassume n + m > 2")
        == [["1", "2"], ["2", "2"]])
    #expect(try points("parameters\n  x : real in [1/3, 1/3]") == [["1/3"]])
  }

  @Test("domains that may have other points are not enumerated")
  func unknown() throws {
    #expect(try points("parameters\n  x : real in [1, 1.5]") == nil)
    #expect(try points("parameters\n  n : integer in [1, infinity)") == nil)
    #expect(try points("parameters\n  n : integer in [1, 21]") == nil)
    #expect(try points("parameters\n  n : integer in [1, exp(log(3))]") == nil)
    #expect(try points("parameters\n  n : integer in [1, 3]\nassume exp(log(n)) <= n") == nil)
    #expect(try points("parameters\n  n : integer in [1, 20]")?.count == 20)
  }
}
