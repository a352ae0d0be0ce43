import Concurrency
import Reals

/// Turns columns of fixed-point logits into probabilities.
///
/// Tables for one number of limbs; numbers longer than the tables go through MPFR.
public final class ColumnSoftmax {
  /// The number of limbs of fraction, L.
  public let fractionLimbs: Int

  private let tables: FixedPointSoftmax?

  /// For logits of L limbs of fraction and one of integer.
  public init(fractionLimbs: Int) {
    self.fractionLimbs = fractionLimbs
    let hasTables = FixedPointExponential.fractionLimbsRange.contains(fractionLimbs)
    tables = hasTables ? FixedPointSoftmax(fractionLimbs: fractionLimbs) : nil
  }

  /// Turns each column of logits z into `e^(z_i) / sum_k e^(z_k)`, in place.
  ///
  /// Both matrices have L + 1 limbs and `64 L` fraction bits; logits are below 2^62 in magnitude.
  /// The error of each result is at most `FixedPointSoftmax.probabilityErrorBoundInUlps` or, of the
  /// logarithms, `logSumExpErrorBoundInUlps` (for numbers longer than the tables a few units of
  /// 2^(-64 L) times the largest logit). The result does not depend on the number of jobs.
  ///
  /// - Parameter logSumExp: one row; it receives `log(sum_i e^(z_ij))` for each column j.
  public func apply(
    to logits: FixedPointMatrix, logSumExp: FixedPointMatrix, jobs: Int
  ) {
    for matrix in [logits, logSumExp] {
      precondition(
        matrix.limbsPerEntry == fractionLimbs + 1 && matrix.fractionBits == 64 * fractionLimbs,
        "Logits need one limb of integer and \(fractionLimbs) of fraction.")
    }
    precondition(
      logSumExp.rows == 1 && logSumExp.columns == logits.columns, "One sum belongs to a column.")
    guard let tables else { return applyByReals(to: logits, logSumExp: logSumExp) }
    concurrentRanges(count: logits.columns, jobs: jobs) { range in
      let workspace = FixedPointWorkspace(fractionLimbs: fractionLimbs)
      for column in range {
        tables.replaceLogits(
          logits.entry(0, column), count: logits.rows,
          strideInLimbs: logits.columns * logits.limbsPerEntry,
          logSumExp: logSumExp.entry(0, column), workspace: workspace)
      }
    }
  }

  private func applyByReals(to logits: FixedPointMatrix, logSumExp: FixedPointMatrix) {
    let bits = 64 * (fractionLimbs + 1)
    let values = RealMatrix(rows: logits.rows, columns: logits.columns, precisionInBits: bits)
    let sums = RealMatrix(rows: 1, columns: logits.columns, precisionInBits: bits)
    logits.write(to: values)
    values.softmaxColumns(logSumExp: sums)
    for (source, target) in [(values, logits), (sums, logSumExp)] {
      source.buffer.writeFixedPoint(
        source.buffer.all, fractionBits: 64 * fractionLimbs, limbCount: fractionLimbs + 1,
        to: target.limbs)
    }
  }
}
