import Reals

/// A matrix of high-precision reals, row by row in one buffer; a vector is a matrix of one column.
///
/// Operations change the matrix in place, allocate nothing for each entry, and round to nearest at
/// the precision of the matrix they write to. A matrix has one owner at a time and is not
/// Sendable. Shapes that do not match are programmer errors and stop the program.
public final class RealMatrix {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The entries, row by row.
  let buffer: RealBuffer

  /// The precision of every entry, in bits.
  public var precisionInBits: Int { buffer.precisionInBits }

  /// The number of entries.
  public var count: Int { buffer.count }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int, precisionInBits: Int) {
    precondition(
      rows >= 0 && columns >= 0, "A matrix cannot have a negative number of rows or columns.")
    self.rows = rows
    self.columns = columns
    buffer = RealBuffer(count: rows * columns, precisionInBits: precisionInBits)
  }

  /// A matrix of doubles, given row by row; exact when the precision is at least 53 bits.
  public convenience init(_ values: [Double], rows: Int, columns: Int, precisionInBits: Int) {
    precondition(
      values.count == rows * columns,
      "A \(rows) x \(columns) matrix cannot be made of \(values.count) numbers.")
    self.init(rows: rows, columns: columns, precisionInBits: precisionInBits)
    for (index, value) in values.enumerated() { buffer.set(index, value) }
  }

  /// One entry; what is assigned is rounded to the matrix's precision.
  public subscript(row: Int, column: Int) -> Real {
    get { buffer[flatIndex(row, column)] }
    set { buffer[flatIndex(row, column)] = newValue }
  }

  /// The entries rounded to doubles, row by row.
  public var approximateDoubles: [Double] {
    (0..<count).map { buffer.approximateDouble(at: $0) }
  }

  /// The same matrix with storage of its own, rounded or extended to another precision.
  public func copy(precisionInBits: Int) -> RealMatrix {
    let result = RealMatrix(rows: rows, columns: columns, precisionInBits: precisionInBits)
    result.assign(from: self)
    return result
  }

  /// Takes over all entries of a matrix of the same shape, rounding to this precision.
  public func assign(from source: RealMatrix) {
    requireSameShape(as: source)
    buffer.assign(buffer.all, from: source.buffer, source.buffer.all)
  }

  /// Reads this matrix, row by row, from a flat vector of variables.
  public func assign(from source: RealMatrix, startingAt flatIndex: Int) {
    buffer.assign(
      buffer.all, from: source.buffer,
      RealBuffer.Run(start: flatIndex, stride: 1, count: count))
  }

  /// Writes this matrix, row by row, into a flat vector of variables.
  public func write(to target: RealMatrix, startingAt flatIndex: Int) {
    target.buffer.assign(
      RealBuffer.Run(start: flatIndex, stride: 1, count: count), from: buffer, buffer.all)
  }

  func run(ofRow row: Int) -> RealBuffer.Run {
    RealBuffer.Run(start: row * columns, stride: 1, count: columns)
  }

  func run(ofColumn column: Int) -> RealBuffer.Run {
    RealBuffer.Run(start: column, stride: max(columns, 1), count: rows)
  }

  func requireSameShape(as other: RealMatrix) {
    precondition(
      rows == other.rows && columns == other.columns,
      "Matrices of \(rows) x \(columns) and \(other.rows) x \(other.columns) do not match.")
  }

  private func flatIndex(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "Entry (\(row), \(column)) is outside a \(rows) x \(columns) matrix.")
    return row * columns + column
  }
}
