/// Products of small dense row-major matrices in double precision, on memory the caller owns.
///
/// All of them add to the target, so that sums of products need no second buffer.
enum DenseProducts {
  /// `c += a b` with `a` rows x inner and `b` inner x columns.
  static func add(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to c: UnsafeMutablePointer<Double>,
    rows: Int, inner: Int, columns: Int
  ) {
    for row in 0..<rows {
      let target = c + row * columns
      for k in 0..<inner {
        let factor = a[row * inner + k]
        let source = b + k * columns
        for column in 0..<columns { target[column] += factor * source[column] }
      }
    }
  }

  /// `c += a b^T` with `a` rows x inner and `b` columns x inner.
  static func add(
    _ a: UnsafePointer<Double>, transposing b: UnsafePointer<Double>,
    to c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int
  ) {
    for row in 0..<rows {
      for column in 0..<columns {
        c[row * columns + column] += innerProduct(a + row * inner, b + column * inner, inner)
      }
    }
  }

  /// `c += a^T b` with `a` inner x rows and `b` inner x columns.
  static func add(
    transposing a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    to c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int
  ) {
    for k in 0..<inner {
      let source = b + k * columns
      for row in 0..<rows {
        let factor = a[k * rows + row]
        let target = c + row * columns
        for column in 0..<columns { target[column] += factor * source[column] }
      }
    }
  }

  /// Four independent sums, so that additions do not wait for each other.
  private static func innerProduct(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int
  ) -> Double {
    var sums = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= count {
      sums += SIMD4(a[index], a[index + 1], a[index + 2], a[index + 3])
        * SIMD4(b[index], b[index + 1], b[index + 2], b[index + 3])
      index += 4
    }
    var total = (sums[0] + sums[2]) + (sums[1] + sums[3])
    while index < count {
      total += a[index] * b[index]
      index += 1
    }
    return total
  }
}
