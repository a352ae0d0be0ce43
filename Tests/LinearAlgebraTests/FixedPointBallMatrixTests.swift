import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Matrices of balls") struct FixedPointBallMatrixTests {
  private static let shapes = [
    (rows: 2, inner: 3, columns: 2, limbs: 2), (rows: 4, inner: 20, columns: 5, limbs: 4),
    (rows: 3, inner: 7, columns: 3, limbs: 17), (rows: 2, inner: 4, columns: 2, limbs: 70),
  ]

  @Test("a product contains the exact products of matrices at the ends of the balls")
  func containment() throws {
    for shape in Self.shapes {
      var generator = SeededGenerator(seed: 61, label: "balls \(shape)")
      let a = try balls(shape.rows, shape.inner, shape.limbs, &generator)
      let b = try balls(shape.inner, shape.columns, shape.limbs, &generator)
      let product = FixedPointBallMatrix(
        rows: shape.rows, columns: shape.columns, limbsPerEntry: shape.limbs,
        fractionBits: 64 * shape.limbs - 20)
      let products = FixedPointProducts(
        limbsPerEntry: shape.limbs, innerLength: shape.inner, multiplyAdds: 100, entries: 100)
      product.setProduct(a.balls, b.balls, by: products)
      let unit = try Fraction(2).power(-product.midpoints.fractionBits)
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          // Each factor at an end of its ball, the ends chosen to drive the sum up, or at random.
          for _ in 0..<6 {
            let sum = (0..<shape.inner).reduce(Fraction(0)) {
              $0 + a.point(row, $1, &generator) * b.point($1, column, &generator)
            }
            let radius = try Fraction(exactly: product.radii[row, column])
            let centre = integer(product.midpoints, row, column)
            let distance = (sum - centre * unit).absolute
            check(distance <= radius * unit, "\(shape), entry (\(row), \(column))")
            let interval = try product.interval(row, column, precisionInBits: 100)
            check(
              interval.contains(sum), "the interval of \(shape), entry (\(row), \(column))")
          }
        }
      }
    }
  }

  @Test("radii are not much larger than the formula asks for")
  func tightness() throws {
    var generator = SeededGenerator(seed: 62, label: "tightness")
    let a = try balls(3, 5, 4, &generator)
    let b = try balls(5, 2, 4, &generator)
    let product = FixedPointBallMatrix(
      rows: 3, columns: 2, limbsPerEntry: 4, fractionBits: 230)
    product.setProduct(
      a.balls, b.balls,
      by: FixedPointProducts(limbsPerEntry: 4, innerLength: 5, multiplyAdds: 30, entries: 31))
    for row in 0..<3 {
      for column in 0..<2 {
        let exact = try (0..<5).reduce(Fraction(0)) { sum, k in
          let (x, y) = (a.exact(row, k).absolute, b.exact(k, column).absolute)
          let (r, s) = (try a.radius(row, k), try b.radius(k, column))
          return sum + x * s + r * (y + s)
        }
        let units = exact * (try Fraction(2).power(230)) + Fraction(1)
        let radius = try Fraction(exactly: product.radii[row, column])
        #expect(radius < units * (try Fraction(1001, 1000)))
      }
    }
  }

  @Test("an infinite radius is refused, not hidden")
  func infinity() throws {
    let a = FixedPointBallMatrix(rows: 1, columns: 1, limbsPerEntry: 1)
    let source = RealMatrix([1], rows: 1, columns: 1, precisionInBits: 64)
    try a.enclose(source)
    let product = FixedPointBallMatrix(
      rows: 1, columns: 1, limbsPerEntry: 40, fractionBits: 2000)
    product.setProduct(
      a, a, by: FixedPointProducts(limbsPerEntry: 1, innerLength: 1, multiplyAdds: 1, entries: 3))
    #expect(throws: NumberError.notFinite) {
      try product.interval(0, 0, precisionInBits: 64)
    }
  }

  /// Balls around random reals, and points in them.
  private struct RandomBalls {
    let balls: FixedPointBallMatrix
    let unit: Fraction

    func exact(_ row: Int, _ column: Int) -> Fraction {
      integer(balls.midpoints, row, column) * unit
    }

    func radius(_ row: Int, _ column: Int) throws -> Fraction {
      try Fraction(exactly: balls.radii[row, column]) * unit
    }

    /// An end of a ball, or its midpoint.
    func point(_ row: Int, _ column: Int, _ generator: inout SeededGenerator) -> Fraction {
      let sign = Fraction(Int(generator.next() % 3) - 1)
      return exact(row, column) + sign * ((try? radius(row, column)) ?? Fraction(0))
    }
  }

  private func balls(
    _ rows: Int, _ columns: Int, _ limbs: Int, _ generator: inout SeededGenerator
  ) throws -> RandomBalls {
    let result = FixedPointBallMatrix(rows: rows, columns: columns, limbsPerEntry: limbs)
    try result.enclose(generator.matrix(rows, columns, precisionInBits: 64 * limbs))
    let unit = try Fraction(2).power(-result.midpoints.fractionBits)
    return RandomBalls(balls: result, unit: unit)
  }
}
