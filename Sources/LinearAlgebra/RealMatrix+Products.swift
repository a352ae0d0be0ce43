import Numbers

// All products are inner products of runs: a transposed factor is read with another stride and
// never copied.

extension RealMatrix {
  /// Becomes the product `a b`, of the shape this matrix has; the factors must be other matrices.
  public func setProduct(_ a: RealMatrix, _ b: RealMatrix) {
    setProduct(
      a, a.rows, { a.run(ofRow: $0) }, b, b.columns, { b.run(ofColumn: $0) },
      innerCounts: (a.columns, b.rows))
  }

  /// Becomes the product `a b^T`; the factors must be other matrices.
  public func setProduct(_ a: RealMatrix, transposing b: RealMatrix) {
    setProduct(
      a, a.rows, { a.run(ofRow: $0) }, b, b.rows, { b.run(ofRow: $0) },
      innerCounts: (a.columns, b.columns))
  }

  /// Becomes the product `a^T b`; the factors must be other matrices.
  public func setProduct(transposing a: RealMatrix, _ b: RealMatrix) {
    setProduct(
      a, a.columns, { a.run(ofColumn: $0) }, b, b.columns, { b.run(ofColumn: $0) },
      innerCounts: (a.rows, b.rows))
  }

  private func setProduct(
    _ a: RealMatrix, _ resultRows: Int, _ leftRun: (Int) -> RealBuffer.Run,
    _ b: RealMatrix, _ resultColumns: Int, _ rightRun: (Int) -> RealBuffer.Run,
    innerCounts: (Int, Int)
  ) {
    precondition(
      innerCounts.0 == innerCounts.1,
      "The factors of a product have \(innerCounts.0) and \(innerCounts.1) inner entries.")
    precondition(
      rows == resultRows && columns == resultColumns,
      "A \(resultRows) x \(resultColumns) product does not fit a \(rows) x \(columns) matrix.")
    precondition(a !== self && b !== self, "A product cannot overwrite its own factor.")
    for row in 0..<rows {
      let left = leftRun(row)
      for column in 0..<columns {
        buffer.setInnerProduct(
          at: row * columns + column, of: a.buffer, left, with: b.buffer, rightRun(column))
      }
    }
  }
}
