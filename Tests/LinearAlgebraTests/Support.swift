import Reals

@testable import LinearAlgebra

/// The precisions at which laws are checked.
let lawPrecisions = [24, 53, 113, 256]

extension SeededGenerator {
  /// A matrix whose entries are small multiples of 1/8, so that short sums of products are exact.
  mutating func exactMatrix(_ rows: Int, _ columns: Int, precisionInBits: Int) -> RealMatrix {
    let values = (0..<(rows * columns)).map { _ in Double(next() % 65) / 8 - 4 }
    return RealMatrix(values, rows: rows, columns: columns, precisionInBits: precisionInBits)
  }

  /// A matrix of full-length entries.
  mutating func matrix(_ rows: Int, _ columns: Int, precisionInBits: Int) -> RealMatrix {
    let result = RealMatrix(rows: rows, columns: columns, precisionInBits: precisionInBits)
    for row in 0..<rows {
      for column in 0..<columns {
        result[row, column] =
          Real(normal(), precisionInBits: precisionInBits).exp()
          - Real(1, precisionInBits: precisionInBits)
      }
    }
    return result
  }
}

extension RealMatrix {
  var transposed: RealMatrix {
    let result = RealMatrix(rows: columns, columns: rows, precisionInBits: precisionInBits)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  func isEqual(to other: RealMatrix) -> Bool {
    rows == other.rows && columns == other.columns
      && (0..<rows).allSatisfy { row in
        (0..<columns).allSatisfy { self[row, $0] == other[row, $0] }
      }
  }
}
