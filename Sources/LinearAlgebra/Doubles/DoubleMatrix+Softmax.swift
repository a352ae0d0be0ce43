import CFastArithmetic
import Concurrency

extension DoubleMatrix {
  /// Replaces each column `z` by its softmax `e^(z_k - m)/sum_l e^(z_l - m)`, `m` the largest
  /// entry.
  ///
  /// `logSumExp` receives `m + log sum_l e^(z_l - m)` and `sums` the sum of the entries, one number
  /// a column. A column with an entry that is not finite has a sum that is not finite. The
  /// exponential and the logarithm are good to about one unit in the last place, and do not depend
  /// on the processor or on `jobs`, the number of threads.
  public mutating func softmaxColumns(
    logSumExp: inout [Double], sums: inout [Double], jobs: Int = 1
  ) {
    precondition(
      logSumExp.count == columns && sums.count == columns && rows > 0,
      "A softmax of \(rows) x \(columns) needs rows and \(columns) places for its sums.")
    let (rows, columns) = (rows, columns)
    let threads = concurrentJobs(
      jobs, multiplyAdds: Self.multiplyAddsPerExponential * rows * columns)
    values.withUnsafeMutableBufferPointer { values in
      logSumExp.withUnsafeMutableBufferPointer { logSumExp in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let z = values.baseAddress, let logs = logSumExp.baseAddress,
            let totals = sums.baseAddress
          else { return }
          concurrentRanges(count: columns, jobs: threads, step: Self.kernelStep) {
            cfast_double_softmax_columns(
              z + $0.lowerBound, columns, rows, $0.count, logs + $0.lowerBound,
              totals + $0.lowerBound, cfast_has_avx2())
          }
        }
      }
    }
  }

  /// Multiply-adds that take as long as one exponential.
  private static let multiplyAddsPerExponential = 40
}
