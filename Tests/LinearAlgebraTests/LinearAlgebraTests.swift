import Numbers
import Testing

@testable import LinearAlgebra

@Test("a matrix times its own transpose")
func product() {
  let a = RealMatrix([1, 2, 3, 4, 5, 6], rows: 2, columns: 3, precisionInBits: 100)
  let p = RealMatrix(rows: 2, columns: 2, precisionInBits: 100)
  p.setProduct(a, transposing: a)
  #expect(p.approximateDoubles == [14, 32, 32, 77])
}
