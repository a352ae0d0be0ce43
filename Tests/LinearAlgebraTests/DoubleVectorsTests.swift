import CFastArithmetic
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Vectors of doubles") struct DoubleVectorsTests {
  @Test("inner products and projected norms of small integers are exact, for every length")
  func exact() {
    var generator = SeededGenerator(seed: 1, label: "doubles/vectors")
    func integers(_ count: Int) -> [Double] {
      (0..<count).map { _ in Double(generator.next() % 19) - 9 }
    }
    for count in 0..<70 {
      let (a, b) = (integers(count), integers(count))
      check(innerProduct(a, b) == zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }, "\(a), \(b)")
      let lower = (0..<count).map { $0 % 3 == 0 ? -Double.infinity : Double($0 % 2) }
      var expected = 0.0
      for i in 0..<count where !(a[i] <= lower[i] && b[i] > 0) { expected += b[i] * b[i] }
      check(
        projectedSquaredNorm(gradient: b, at: a, lower: lower) == expected,
        "\(b) at \(a) above \(lower)")
    }
    #expect(projectedSquaredNorm(gradient: [.nan], at: [0], lower: [0]).isNaN)
  }

  /// Both paths of every kernel on the same operands.
  ///
  /// On a processor without AVX2 there is one path.
  @Test("bits are the same with and without AVX2")
  func paths() {
    var generator = SeededGenerator(seed: 2, label: "doubles/paths")
    func normals(_ count: Int) -> [Double] { (0..<count).map { _ in generator.normal() } }
    for round in 0..<60 {
      let (rows, inner, columns) = (1 + round % 11, 1 + round % 17, 1 + round % 23)
      let (a, b) = (normals(rows * inner), normals(inner * columns))
      let (before, x) = (normals(rows * columns), normals(columns * inner))
      func results(_ usesAVX2: Bool) -> [UInt64] {
        var (product, transposed, z) = (before, before, before)
        let strides = round % 2 == 0 ? (inner, 1) : (1, rows)
        cfast_double_product(
          &product, a, strides.0, strides.1, b, rows, inner, columns, round % 3 == 0, usesAVX2)
        cfast_double_product_transposed(
          &transposed, a, x, rows, inner, columns, round % 3 == 0, usesAVX2)
        var (logs, sums) = (Array(x.prefix(columns)), Array(x.prefix(columns)))
        for i in z.indices { z[i] *= round % 4 == 0 ? 400 : 3 }
        cfast_double_softmax_columns(
          &z, columns, rows, columns, &logs, &sums, usesAVX2)
        let scalars = [
          cfast_double_inner_product(b, x, b.count, usesAVX2),
          cfast_double_projected_squared_norm(b, x, x, b.count, usesAVX2),
        ]
        return (product + transposed + z + logs + sums + scalars).map(\.bitPattern)
      }
      let (fast, portable) = (results(cfast_has_avx2()), results(false))
      check(fast == portable, "\(rows) x \(inner) x \(columns)")
    }
  }
}
