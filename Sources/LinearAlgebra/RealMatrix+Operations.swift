import Reals

extension RealMatrix {
  /// Subtracts entry by entry.
  public func subtract(_ other: RealMatrix) {
    requireSameShape(as: other)
    buffer.subtract(other.buffer)
  }

  /// Multiplies every entry by a number.
  public func scale(by factor: Real) { buffer.scale(by: factor) }

  /// Adds `factor` times another matrix.
  public func add(_ other: RealMatrix, scaledBy factor: Real) {
    requireSameShape(as: other)
    buffer.add(other.buffer, scaledBy: factor)
  }

  /// Adds `2^exponent` times a correction held in doubles, row by row.
  ///
  /// The scaled correction is exact and only the sum is rounded, so refinement steps far below the
  /// double range arrive undamaged.
  public func add(approximate correction: [Double], scaledByPowerOfTwo exponent: Int) {
    buffer.add(approximate: correction, scaledByPowerOfTwo: exponent)
  }

  /// Replaces negative entries by zero where the mask, row by row, is true.
  public func clampNegativeEntriesToZero(where mask: [Bool]) {
    requireMask(mask)
    for index in 0..<count where mask[index] && buffer.sign(at: index) < 0 {
      buffer.setZero(at: index)
    }
  }

  /// Replaces entries by zero where the mask, row by row, is true.
  public func setZero(where mask: [Bool]) {
    requireMask(mask)
    for index in 0..<count where mask[index] { buffer.setZero(at: index) }
  }

  /// Replaces all entries by zero.
  public func setZero() { buffer.setZero() }

  /// The sum of the products of entries that correspond, at this matrix's precision.
  public func innerProduct(with other: RealMatrix) -> Real {
    requireSameShape(as: other)
    let result = RealBuffer(count: 1, precisionInBits: precisionInBits)
    result.setInnerProduct(
      at: 0, of: buffer, buffer.all, with: other.buffer, other.buffer.all)
    return result[0]
  }

  /// The sum of the squares of all entries.
  public var squaredNorm: Real { innerProduct(with: self) }

  private func requireMask(_ mask: [Bool]) {
    precondition(
      mask.count == count, "A mask of \(mask.count) does not fit a matrix of \(count) entries.")
  }
}
