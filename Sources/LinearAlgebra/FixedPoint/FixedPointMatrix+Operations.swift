import CFastArithmetic
import Reals

extension FixedPointMatrix {
  /// An exponent e such that every entry is below `2^e` in magnitude, or equal to `-2^e`.
  public var binaryExponent: Int { magnitudeBits - fractionBits }

  /// Adds `factor` times another matrix of as many limbs, rounding each product to this scale.
  ///
  /// The factor is a matrix of one entry. Products and sums must fit.
  public func add(_ other: FixedPointMatrix, scaledBy factor: FixedPointMatrix) {
    precondition(
      other.rows == rows && other.columns == columns && other.limbsPerEntry == limbsPerEntry
        && factor.count == 1 && factor.limbsPerEntry == limbsPerEntry,
      "Matrices of other shapes or limbs cannot be added.")
    let shift = other.fractionBits + factor.fractionBits - fractionBits
    let n = limbsPerEntry
    let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: 5 * n + 1)
    defer { scratch.deallocate() }
    cfast_add_scaled(limbs, other.limbs, count, factor.limbs, n, shift, scratch)
  }

  /// Subtracts the one entry of a matrix of the same scale and limbs from every entry.
  public func subtract(_ scalar: FixedPointMatrix) {
    requireScale(of: scalar)
    for index in 0..<count {
      let entry = limbs + index * limbsPerEntry
      _ = cfast_sub_n(entry, entry, scalar.limbs, limbsPerEntry)
    }
  }

  /// Subtracts the one entry of a matrix of the same scale and limbs from one entry of each column.
  public func subtract(_ scalar: FixedPointMatrix, atRowOfColumn rows: [Int]) {
    requireScale(of: scalar)
    for (column, row) in rows.enumerated() {
      let entry = entry(row, column)
      _ = cfast_sub_n(entry, entry, scalar.limbs, limbsPerEntry)
    }
  }

  /// Divides every entry by a positive number, rounding towards zero.
  public func divide(by divisor: Int) {
    precondition(divisor > 0, "The divisor must be positive.")
    for index in 0..<count {
      cfast_divide(limbs + index * limbsPerEntry, limbsPerEntry, UInt64(divisor))
    }
  }

  /// Takes over the entries of a matrix of the same shape, rounded to this matrix's scale, where
  /// they must fit.
  public func assign(rounding source: FixedPointMatrix) {
    precondition(source.rows == rows && source.columns == columns, "The shapes differ.")
    let shift = source.fractionBits - fractionBits
    for index in 0..<count {
      cfast_round(
        limbs + index * limbsPerEntry, limbsPerEntry, source.limbs + index * source.limbsPerEntry,
        source.limbsPerEntry, shift, 0)
    }
  }

  /// The sum of all entries, or of one entry of each column; exact, and it must fit.
  public func sum(atRowOfColumn rows: [Int]? = nil, precisionInBits: Int) -> Real {
    let n = limbsPerEntry
    let total = UnsafeMutablePointer<UInt64>.allocate(capacity: n)
    defer { total.deallocate() }
    total.initialize(repeating: 0, count: n)
    if let rows {
      for (column, row) in rows.enumerated() {
        _ = cfast_add_n(total, total, entry(row, column), n)
      }
    } else {
      for index in 0..<count { _ = cfast_add_n(total, total, limbs + index * n, n) }
    }
    return Real(
      fixedPoint: total, limbCount: n, fractionBits: fractionBits,
      precisionInBits: precisionInBits)
  }

  private func requireScale(of scalar: FixedPointMatrix) {
    precondition(
      scalar.count == 1 && scalar.limbsPerEntry == limbsPerEntry
        && scalar.fractionBits == fractionBits, "The scalar has another scale.")
  }
}
