import Foundation
import Testing

@testable import Verification

@Suite("Local search") struct LocalSearchTests {
  private func minimum(
    from start: [Double], evaluations: Int = 4_000, fixed: Set<Int> = [],
    of function: @escaping ([Double]) -> Double
  ) -> LocalSearch.Place {
    LocalSearch(evaluate: function).minimum(
      from: LocalSearch.Place(point: start, value: function(start)), step: 0.25,
      evaluations: evaluations, fixed: fixed)
  }

  @Test("narrow, curved and kinked valleys are followed to their lowest point")
  func valleys() {
    let quadratic = minimum(from: [0.9, 0.1]) {
      1e4 * pow($0[0] + $0[1] - 0.7, 2) + pow($0[0] - $0[1] - 0.1, 2)
    }
    #expect(abs(quadratic.point[0] - 0.4) < 1e-6 && abs(quadratic.point[1] - 0.3) < 1e-6)
    let banana = minimum(from: [0.1, 0.9]) {
      100 * pow($0[1] - $0[0] * $0[0], 2) + pow(0.6 - $0[0], 2)
    }
    #expect(abs(banana.point[0] - 0.6) < 1e-6 && abs(banana.point[1] - 0.36) < 1e-6)
    let kink = minimum(from: [0.9, 0.1]) { abs($0[0] - 1.0 / 3) + abs($0[1] - 2.0 / 7) }
    #expect(kink.value < 1e-15)
  }

  @Test("it stays in the unit cube, leaves fixed coordinates and avoids places without value")
  func limits() {
    let corner = minimum(from: [0.5, 0.5]) { $0[0] - $0[1] }
    #expect(corner.point == [0, 1])
    let fixed = minimum(from: [0.5, 0.5], fixed: [0]) { $0[0] - $0[1] }
    #expect(fixed.point == [0.5, 1])
    let walled = minimum(from: [0.9]) { $0[0] < 0.25 ? .infinity : $0[0] }
    #expect(abs(walled.point[0] - 0.25) < 1e-9)
  }

  @Test("it evaluates about as often as it may")
  func work() {
    var count = 0
    _ = minimum(from: [0.3, 0.3, 0.3], evaluations: 200) { point in
      count += 1
      return point.reduce(0) { $0 + sin(50 * $1) }
    }
    #expect(count < 300)
  }
}
