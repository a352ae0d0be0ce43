import Testing

@testable import Solvers

@Suite("Bound constraints") struct BoundConstraintsTests {
  private let bounds = BoundConstraints(isNonnegative: [true, true, true, false])

  @Test("the projected gradient keeps exactly the violations of the first-order conditions")
  func projectedGradient() {
    let point = ApproximatePoint(
      variables: [0, 0, 2, -1], value: 0, gradient: [5, -3, 4, 12])
    // Held: the first (at the bound, pushing outwards). Left: -3, 4, 12.
    #expect(bounds.projectedGradientNorm(at: point) == 13)
  }

  @Test("projection and projected moves")
  func moves() {
    var point = [-1.0, 0, 3, -2]
    bounds.clamp(&point)
    #expect(point == [0, 0, 3, -2])
    var moved = point
    bounds.move(from: point, along: [1, -1, -4, -1], step: 0.5, into: &moved)
    #expect(moved == [0.5, 0, 1, -2.5])
    bounds.move(from: point, along: [1, -1, -4, -1], step: 1, into: &moved)
    #expect(moved == [1, 0, 0, -3])
  }

  @Test("active sets are the variables at their bounds, whatever the others do")
  func activeSets() {
    #expect(bounds.haveSameActiveSet([0, 1, 2, -1], [0, 2, 1, 0]))
    #expect(!bounds.haveSameActiveSet([0, 1, 2, -1], [0, 0, 2, -1]))
    #expect(!bounds.haveSameActiveSet([0, 1, 2, -1], [1, 0, 2, -1]))
  }

  @Test("vector helpers")
  func helpers() {
    var sum = [0.0, 0]
    setSum([3, 4], [1, 2], scaledBy: -2, into: &sum)
    #expect(sum == [1, 0])
    #expect(largestMagnitude([1, -5, 2]) == 5)
    #expect(largestMagnitude([]) == 0)
  }
}
