import LinearAlgebra
import Models
import Reals
import Testing

@testable import Solvers

struct DenseCurvature: Curvature {
  var matrix: [[Double]]

  func product(with direction: [Double], into result: inout [Double]) {
    for row in matrix.indices { result[row] = innerProduct(matrix[row], direction) }
  }
}

@Suite("Conjugate gradients") struct ConjugateGradientsTests {
  @Test("solve positive definite systems on the free variables")
  func positiveDefinite() {
    let curvature = DenseCurvature(matrix: [[4, 1, 7], [1, 3, 7], [7, 7, 90]])
    var solver = ConjugateGradients(count: 3)
    let end = solver.solve(
      curvature, rightHandSide: [1, 2, 5], isFree: [true, true, false], tolerance: 1e-14,
      limit: 10)
    // 4a + b = 1, a + 3b = 2: a = 1/11, b = 7/11.
    #expect(end == .converged)
    #expect(abs(solver.solution[0] - 1.0 / 11) < 1e-15)
    #expect(abs(solver.solution[1] - 7.0 / 11) < 1e-15)
    #expect(solver.solution[2] == 0)
    #expect(solver.productCount <= 3)
  }

  @Test("the solution of a consistent singular system is the one of smallest norm")
  func minimumNorm() {
    // Rank one: u u^T d = 6 u with u = (1, 2) has the minimum-norm solution 6 u / 5.
    let curvature = DenseCurvature(matrix: [[1, 2], [2, 4]])
    var solver = ConjugateGradients(count: 2)
    _ = solver.solve(
      curvature, rightHandSide: [6, 12], isFree: [true, true], tolerance: 1e-14, limit: 10)
    #expect(abs(solver.solution[0] - 1.2) < 1e-14)
    #expect(abs(solver.solution[1] - 2.4) < 1e-14)
  }

  @Test("an inconsistent part along a flat direction is not followed")
  func flat() {
    let curvature = DenseCurvature(matrix: [[2, 0], [0, 0]])
    var solver = ConjugateGradients(count: 2)
    let end = solver.solve(
      curvature, rightHandSide: [2, 1e-13], isFree: [true, true], tolerance: 1e-30, limit: 50)
    #expect(end == .flat)
    #expect(abs(solver.solution[0] - 1) < 1e-12)
    #expect(abs(solver.solution[1]) < 1e-6)
  }

  @Test("negative curvature is reported with a direction along which it is negative")
  func negativeCurvature() {
    let curvature = DenseCurvature(matrix: [[1, 0], [0, -3]])
    var solver = ConjugateGradients(count: 2)
    let end = solver.solve(
      curvature, rightHandSide: [1, 0.1], isFree: [true, true], tolerance: 1e-10, limit: 10)
    #expect(end == .negativeCurvature)
    var image = [0.0, 0.0]
    curvature.product(with: solver.direction, into: &image)
    #expect(innerProduct(image, solver.direction) < 0)
  }

  @Test("no right-hand side, no iteration limit: nothing happens")
  func trivial() {
    var solver = ConjugateGradients(count: 1)
    let curvature = DenseCurvature(matrix: [[1]])
    #expect(
      solver.solve(curvature, rightHandSide: [0], isFree: [true], tolerance: 0, limit: 5)
        == .converged)
    #expect(
      solver.solve(curvature, rightHandSide: [1], isFree: [true], tolerance: 0, limit: 0)
        == .limit)
    #expect(solver.solution == [0])
  }
}
