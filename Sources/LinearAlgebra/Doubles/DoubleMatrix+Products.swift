import CFastArithmetic
import Concurrency

// The sums have a fixed order (cfast_double_products.h), the same with and without AVX2; threads
// share the rows of a result and no sum. So bits depend neither on the processor nor on `jobs`.

extension DoubleMatrix {
  /// Rows, or columns, that the kernels take at a time; threads share multiples of it.
  static let kernelStep = 4

  /// Becomes the product `a b`, of the shape this matrix has; rows are shared among `jobs` threads.
  public mutating func setProduct(_ a: DoubleMatrix, _ b: DoubleMatrix, jobs: Int = 1) {
    requireProduct(a.rows, b.columns, innerCounts: (a.columns, b.rows))
    weighRows(of: b, by: a, strides: (a.columns, 1), adds: false, jobs: jobs)
  }

  /// Adds the product `a b`.
  public mutating func addProduct(_ a: DoubleMatrix, _ b: DoubleMatrix, jobs: Int = 1) {
    requireProduct(a.rows, b.columns, innerCounts: (a.columns, b.rows))
    weighRows(of: b, by: a, strides: (a.columns, 1), adds: true, jobs: jobs)
  }

  /// Becomes the product `a^T b`, of the shape this matrix has.
  public mutating func setProduct(
    transposing a: DoubleMatrix, _ b: DoubleMatrix, jobs: Int = 1
  ) {
    requireProduct(a.columns, b.columns, innerCounts: (a.rows, b.rows))
    weighRows(of: b, by: a, strides: (1, a.columns), adds: false, jobs: jobs)
  }

  /// Adds the product `a^T b`.
  public mutating func addProduct(
    transposing a: DoubleMatrix, _ b: DoubleMatrix, jobs: Int = 1
  ) {
    requireProduct(a.columns, b.columns, innerCounts: (a.rows, b.rows))
    weighRows(of: b, by: a, strides: (1, a.columns), adds: true, jobs: jobs)
  }

  /// Becomes the product `a b^T`, of the shape this matrix has.
  public mutating func setProduct(
    _ a: DoubleMatrix, transposing b: DoubleMatrix, jobs: Int = 1
  ) {
    requireProduct(a.rows, b.rows, innerCounts: (a.columns, b.columns))
    multiplyRows(of: a, and: b, adds: false, jobs: jobs)
  }

  /// Adds the product `a b^T`.
  public mutating func addProduct(
    _ a: DoubleMatrix, transposing b: DoubleMatrix, jobs: Int = 1
  ) {
    requireProduct(a.rows, b.rows, innerCounts: (a.columns, b.columns))
    multiplyRows(of: a, and: b, adds: true, jobs: jobs)
  }

  /// Row r becomes the sum over k of weight `a[r * strides.row + k * strides.inner]` times row k of
  /// b.
  private mutating func weighRows(
    of b: DoubleMatrix, by a: DoubleMatrix, strides: (row: Int, inner: Int), adds: Bool, jobs: Int
  ) {
    let (inner, columns) = (b.rows, columns)
    withPointers(a, b) { result, a, b, rows in
      let threads = concurrentJobs(jobs, multiplyAdds: rows * inner * columns)
      concurrentRanges(count: rows, jobs: threads, step: Self.kernelStep) { part in
        cfast_double_product(
          result + part.lowerBound * columns, a + part.lowerBound * strides.row, strides.row,
          strides.inner, b, part.count, inner, columns, adds, cfast_has_avx2())
      }
    }
  }

  /// Entry `(i, j)` becomes the inner product of row i of a and row j of b.
  private mutating func multiplyRows(
    of a: DoubleMatrix, and b: DoubleMatrix, adds: Bool, jobs: Int
  ) {
    let (inner, columns) = (a.columns, columns)
    withPointers(a, b) { result, a, b, rows in
      let threads = concurrentJobs(jobs, multiplyAdds: rows * inner * columns)
      concurrentRanges(count: rows, jobs: threads, step: Self.kernelStep) { part in
        cfast_double_product_transposed(
          result + part.lowerBound * columns, a + part.lowerBound * inner, b, part.count, inner,
          columns, adds, cfast_has_avx2())
      }
    }
  }

  /// Calls `body` with the entries of three matrices, unless there is nothing to compute.
  private mutating func withPointers(
    _ a: DoubleMatrix, _ b: DoubleMatrix,
    _ body: (
      UnsafeMutablePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>, _ rows: Int
    ) -> Void
  ) {
    let rows = rows
    values.withUnsafeMutableBufferPointer { result in
      a.values.withUnsafeBufferPointer { a in
        b.values.withUnsafeBufferPointer { b in
          guard let result = result.baseAddress else { return }
          // Without inner entries there are no factors, and the sums are empty.
          let nothing = UnsafePointer(result)
          body(result, a.baseAddress ?? nothing, b.baseAddress ?? nothing, rows)
        }
      }
    }
  }

  private func requireProduct(_ resultRows: Int, _ resultColumns: Int, innerCounts: (Int, Int)) {
    precondition(
      innerCounts.0 == innerCounts.1,
      "The factors of a product have \(innerCounts.0) and \(innerCounts.1) inner entries.")
    precondition(
      rows == resultRows && columns == resultColumns,
      "A \(resultRows) x \(resultColumns) product does not fit a \(rows) x \(columns) matrix.")
  }
}
