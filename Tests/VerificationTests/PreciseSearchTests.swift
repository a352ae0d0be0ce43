import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Search at high precision") struct PreciseSearchTests {
  private let bits = 320

  private func real(_ text: String) throws -> Real {
    Real(try rational(text), precisionInBits: bits)
  }

  /// How many bits two numbers agree to.
  private func agreement(_ a: Real, _ b: Real) -> Int {
    (a - b).binaryExponent.map { -$0 } ?? 10_000
  }

  private func search(
    lower: Real, upper: Real, _ function: @escaping ([Real]) -> Real?
  ) -> PreciseSearch {
    PreciseSearch(precisionInBits: bits, evaluate: function) { point in
      point.map { _ in (lower: lower, upper: upper) }
    }
  }

  @Test("minima of second and fourth order are found to many bits")
  func minima() throws {
    let (third, two) = (try real("1/3"), try real("2/7"))
    let smooth = search(lower: try real("-2"), upper: try real("2")) { x in
      let (a, b) = (x[0] - third, x[1] - two)
      return a * a + b * b + a * b + (a + b).exp() - a - b
    }
    let found = try #require(
      smooth.minimum(from: [try real("0.9"), try real("-0.4")], free: [0, 1]))
    #expect(agreement(found.point[0], third) > 120 && agreement(found.point[1], two) > 120)
    let flat = search(lower: try real("0"), upper: try real("1")) { x in
      let a = x[0] - third
      return a * a * a * a
    }
    let flatter = try #require(flat.minimum(from: [try real("0.9")], free: [0]))
    #expect(agreement(flatter.point[0], third) > 70)
  }

  @Test("a minimum that lies far below the resolution of doubles from an end is found")
  func nextToAnEnd() throws {
    let tiny = try real("1e-25")
    let function = search(lower: try real("0"), upper: try real("1")) { x in
      x[0] * (x[0] - tiny)
    }
    let found = try #require(function.minimum(from: [try real("0")], free: [0]))
    #expect(found.value.sign < 0)
    #expect(agreement(found.point[0], try real("5e-26")) > 200)
  }

  @Test("an end stays where the function rises from it, and what is not free does not move")
  func ends() throws {
    let function = search(lower: try real("0.25"), upper: try real("1")) { $0[0] + $0[1] }
    let start = [try real("0.25"), try real("0.5")]
    let found = try #require(function.minimum(from: start, free: [0]))
    #expect(found.point == start)
  }

  @Test("Newton steps on the equations of Lagrange find the nearest point of a circle")
  func constrained() throws {
    let one = try real("1")
    let search = ConstrainedSearch(
      evaluate: { -($0[0] + $0[1]) }, constraints: { [$0[0] * $0[0] + $0[1] * $0[1] - one] })
    let found = try #require(
      search.stationaryPoint(
        from: [try real("0.7"), try real("0.71")], along: [0, 1],
        ends: [(lower: nil, upper: nil), (lower: nil, upper: nil)]))
    let half = try (try real("1/2")).squareRoot()
    #expect(agreement(found[0], half) > 120 && agreement(found[1], half) > 120)
  }

  @Test("linear systems are solved; singular ones have no solution")
  func linearSystems() throws {
    #expect(LinearSystem.solution(of: [[0, 2, 4], [3, 1, 5]]) == [1, 2])
    #expect(LinearSystem.solution(of: [[1, 2, 3], [2, 4, 6]]) == nil)
    let zero = try real("0")
    let (one, two, three) = (try real("1"), try real("2"), try real("3"))
    let found = LinearSystem.solution(of: [[zero, two], [three, one]], [two + two, two + three])
    #expect(found == [one, two])
    #expect(LinearSystem.solution(of: [[one, two], [two, two + two]], [one, two]) == nil)
  }
}
