/// A matrix of doubles, row by row in one array: the fast, approximate companion of `RealMatrix`.
///
/// The products write into an existing matrix and allocate nothing. Shapes that do not match are
/// programmer errors and stop the program.
public struct DoubleMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The entries, row by row.
  public internal(set) var values: [Double]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(
      rows >= 0 && columns >= 0, "A matrix cannot have a negative number of rows or columns.")
    self.init([Double](repeating: 0, count: rows * columns), rows: rows, columns: columns)
  }

  /// A matrix of the given entries, row by row.
  public init(_ values: [Double], rows: Int, columns: Int) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns,
      "A \(rows) x \(columns) matrix cannot be made of \(values.count) numbers.")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// One entry.
  public subscript(row: Int, column: Int) -> Double {
    get { values[flatIndex(row, column)] }
    set { values[flatIndex(row, column)] = newValue }
  }

  /// Reads this matrix, row by row, from a flat vector of variables.
  public mutating func assign(from source: [Double], startingAt start: Int) {
    precondition(
      start >= 0 && start + values.count <= source.count,
      "A flat vector of \(source.count) does not hold \(values.count) entries from \(start) on.")
    values.withUnsafeMutableBufferPointer { values in
      source.withUnsafeBufferPointer { source in
        _ = values.update(fromContentsOf: source[start..<start + values.count])
      }
    }
  }

  /// Writes this matrix, row by row, into a flat vector of variables.
  public func write(to target: inout [Double], startingAt start: Int) {
    precondition(
      start >= 0 && start + values.count <= target.count,
      "A flat vector of \(target.count) cannot take \(values.count) entries from \(start) on.")
    target.withUnsafeMutableBufferPointer { target in
      _ = target[start..<start + values.count].update(fromContentsOf: values)
    }
  }

  /// Adds `factor` times another matrix.
  public mutating func add(_ other: DoubleMatrix, scaledBy factor: Double) {
    precondition(
      rows == other.rows && columns == other.columns,
      "Matrices of \(rows) x \(columns) and \(other.rows) x \(other.columns) do not match.")
    values.withUnsafeMutableBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        for index in 0..<values.count { values[index] += factor * other[index] }
      }
    }
  }

  /// The sum of the squares of the entries.
  public var squaredNorm: Double { innerProduct(values, values) }

  /// Calls `body` with the entries for reading and writing, row by row.
  public mutating func withUnsafeMutableEntries<Result>(
    _ body: (UnsafeMutableBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try values.withUnsafeMutableBufferPointer { try body($0) }
  }

  private func flatIndex(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "Entry (\(row), \(column)) is outside a \(rows) x \(columns) matrix.")
    return row * columns + column
  }
}
