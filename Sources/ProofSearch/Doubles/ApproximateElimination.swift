/// Small linear systems in double precision.
enum ApproximateElimination {
  /// A solution of a positive semidefinite system; what no pivot determines is 0.
  static func solution(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, b) = (matrix, right)
    let size = right.count
    let tiny = 1e-12 * (a.indices.map { abs(a[$0][$0]) }.max() ?? 0)
    for k in 0..<size where a[k][k] > tiny {
      for i in k + 1..<max(size, k + 1) {
        let factor = a[i][k] / a[k][k]
        for j in k..<size { a[i][j] -= factor * a[k][j] }
        b[i] -= factor * b[k]
      }
    }
    var x = Array(repeating: 0.0, count: size)
    for k in (0..<size).reversed() where a[k][k] > tiny {
      x[k] = (b[k] - (k + 1..<max(size, k + 1)).reduce(0) { $0 + a[k][$1] * x[$1] }) / a[k][k]
    }
    return x
  }
}
