import Reals

extension RealMatrix {
  /// Turns each column of logits z into probabilities `e^(z_i) / sum_k e^(z_k)`, in place.
  ///
  /// Each column is shifted by its maximum first, so nothing overflows. The absolute error of each
  /// result is a few units in the last place of 1 and of the largest logit.
  ///
  /// - Parameter logSumExp: a matrix of one row and as many columns; it receives
  ///   `log(sum_i e^(z_ij))` for each column j.
  public func softmaxColumns(logSumExp: RealMatrix) {
    precondition(
      logSumExp.rows == 1 && logSumExp.columns == columns,
      "The sums of \(columns) columns need one row, not \(logSumExp.rows) x \(logSumExp.columns).")
    precondition(rows >= 1, "A column without entries has no softmax.")
    let totals = RealBuffer(count: 2, precisionInBits: precisionInBits)
    let (maximum, sum) = (0, 1)
    for column in 0..<columns {
      let run = run(ofColumn: column)
      totals.setMaximum(at: maximum, of: buffer, run)
      buffer.subtract(entry: maximum, of: totals, from: run)
      buffer.exponentiate(run)
      totals.setSum(at: sum, of: buffer, run)
      buffer.divide(run, byEntry: sum, of: totals)
      totals.takeLogarithm(at: sum)
      totals.add(at: sum, entry: maximum, of: totals)
      logSumExp.buffer.assign(
        logSumExp.run(ofColumn: column), from: totals,
        RealBuffer.Run(start: sum, stride: 1, count: 1))
    }
  }
}
