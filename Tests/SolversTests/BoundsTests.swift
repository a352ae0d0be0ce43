import Testing

@testable import Solvers

@Suite("Bounds") struct BoundsTests {
  private let bounds = Bounds(isNonnegative: [true, true, true, false])

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

  @Test("vector helpers")
  func helpers() {
    #expect(innerProduct([1, 2], [3, 4]) == 11)
    #expect(innerProduct([1, 2], withDifference: [3, 4], [1, 1]) == 8)
    #expect(largestMagnitude([1, -5, 2]) == 5)
    #expect(largestMagnitude([]) == 0)
  }
}
