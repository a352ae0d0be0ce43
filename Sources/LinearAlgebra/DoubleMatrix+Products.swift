// The inner loops run over contiguous rows, so that the compiler can use vector instructions: for
// `a b` and `a^T b` rows of b are added to rows of the result; for `a b^T` rows are multiplied with
// rows.

extension DoubleMatrix {
  /// The product `a b`.
  public static func product(_ a: DoubleMatrix, _ b: DoubleMatrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: a.rows, columns: b.columns)
    result.setProduct(a, b)
    return result
  }

  /// The product `a b^T`.
  public static func product(_ a: DoubleMatrix, transposing b: DoubleMatrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: a.rows, columns: b.rows)
    result.setProduct(a, transposing: b)
    return result
  }

  /// The product `a^T b`.
  public static func product(transposing a: DoubleMatrix, _ b: DoubleMatrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: a.columns, columns: b.columns)
    result.setProduct(transposing: a, b)
    return result
  }

  /// Becomes the product `a b`, of the shape this matrix has.
  public mutating func setProduct(_ a: DoubleMatrix, _ b: DoubleMatrix) {
    requireProduct(a.rows, b.columns, innerCounts: (a.columns, b.rows))
    addRows(of: b, weightedBy: a, rowStride: a.columns, innerStride: 1)
  }

  /// Becomes the product `a^T b`, of the shape this matrix has.
  public mutating func setProduct(transposing a: DoubleMatrix, _ b: DoubleMatrix) {
    requireProduct(a.columns, b.columns, innerCounts: (a.rows, b.rows))
    addRows(of: b, weightedBy: a, rowStride: 1, innerStride: a.columns)
  }

  /// Becomes the product `a b^T`, of the shape this matrix has.
  public mutating func setProduct(_ a: DoubleMatrix, transposing b: DoubleMatrix) {
    requireProduct(a.rows, b.rows, innerCounts: (a.columns, b.columns))
    let (rows, columns, inner) = (rows, columns, a.columns)
    values.withUnsafeMutableBufferPointer { result in
      a.values.withUnsafeBufferPointer { a in
        b.values.withUnsafeBufferPointer { b in
          for row in 0..<rows {
            for column in 0..<columns {
              result[row * columns + column] = dot(a, row * inner, b, column * inner, inner)
            }
          }
        }
      }
    }
  }

  /// Row r becomes the sum over k of weight `a[r * rowStride + k * innerStride]` times row k of b.
  private mutating func addRows(
    of b: DoubleMatrix, weightedBy a: DoubleMatrix, rowStride: Int, innerStride: Int
  ) {
    let (rows, columns, inner) = (rows, columns, b.rows)
    values.withUnsafeMutableBufferPointer { result in
      result.update(repeating: 0)
      a.values.withUnsafeBufferPointer { a in
        b.values.withUnsafeBufferPointer { b in
          for row in 0..<rows {
            for k in 0..<inner {
              let weight = a[row * rowStride + k * innerStride]
              for column in 0..<columns {
                result[row * columns + column] += weight * b[k * columns + column]
              }
            }
          }
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

/// The inner product of two stretches, with four partial sums that can go on at the same time.
private func dot(
  _ a: UnsafeBufferPointer<Double>, _ aStart: Int,
  _ b: UnsafeBufferPointer<Double>, _ bStart: Int, _ count: Int
) -> Double {
  var sums = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    let (i, j) = (aStart + index, bStart + index)
    let left = SIMD4<Double>(a[i], a[i + 1], a[i + 2], a[i + 3])
    let right = SIMD4<Double>(b[j], b[j + 1], b[j + 2], b[j + 3])
    sums += left * right
    index += 4
  }
  var total = sums.sum()
  while index < count {
    total += a[aStart + index] * b[bStart + index]
    index += 1
  }
  return total
}
