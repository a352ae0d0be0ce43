import Reals

/// Solves small systems of linear equations, by elimination.
enum LinearSystem {
  /// The solution of the rows, each with its right side at the end; `nil` where there is none.
  static func solution(of rows: [[Double]]) -> [Double]? {
    var rows = rows
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      guard let pivot, abs(rows[pivot][column]) > 0, rows[pivot][column].isFinite else {
        return nil
      }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        guard factor != 0 else { continue }
        for k in column...count { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }

  /// The solution of a matrix and a right side at high precision; `nil` where there is none.
  static func solution(of matrix: [[Real]], _ right: [Real]) -> [Real]? {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max {
        rows[$0][column].absolute() < rows[$1][column].absolute()
      }
      guard let pivot, rows[pivot][column].sign != 0 else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column && rows[row][column].sign != 0 {
        guard let factor = try? rows[row][column] / rows[column][column] else { return nil }
        for k in column...count { rows[row][k] = rows[row][k] - factor * rows[column][k] }
      }
    }
    let values = (0..<count).compactMap { try? rows[$0][count] / rows[$0][$0] }
    return values.count == count && values.allSatisfy(\.isFinite) ? values : nil
  }
}
