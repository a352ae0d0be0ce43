import Reals
import Testing

@testable import Verification

@Suite("Points under narrow assumptions") struct FeasiblePointsTests {
  @Test(
    "points are found that certainly satisfy the assumptions",
    arguments: [
      "x + y = 1", "y = x^2", "3*x + 5*y = 2", "x^2 + y^2 <= 1e-8", "x < y and y < x + 1e-9",
      "x*y >= 1 and x + y <= 2.0000000001",
    ])
  func narrow(_ assumptions: String) throws {
    let theorem = try theorem(
      parameters: ["x, y : real in [-2, 2]"], "assume \(assumptions)\nclaim c: 0 < 1")
    let domain = Domain(theorem: theorem)
    let points = FeasiblePoints(domain: domain, seed: 1).points(count: 4)
    #expect(!points.isEmpty)
    for point in points { #expect(try domain.contains(point.values)) }
  }

  @Test("all points of a domain of integers are looked at")
  func integers() throws {
    let theorem = try theorem(
      parameters: ["n, m : integer in [1, 1000]"], "assume n^2 - 2*m^2 = 1\nclaim c: 0 < 1")
    let points = FeasiblePoints(domain: Domain(theorem: theorem), seed: 1).points(count: 8)
    // The solutions of Pell's equation are the powers of (3, 2).
    #expect(
      Set(points.map { $0.values.map(\.description) })
        == [["3", "2"], ["17", "12"], ["99", "70"], ["577", "408"]])
  }

  @Test("an empty domain has none")
  func empty() throws {
    let theorem = try theorem(
      parameters: ["x : real in [0, 1]"], "assume x^2 < -1e-9\nclaim c: 0 < 1")
    #expect(FeasiblePoints(domain: Domain(theorem: theorem), seed: 1).points(count: 4).isEmpty)
  }
}
