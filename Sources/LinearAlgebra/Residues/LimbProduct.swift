import CFastArithmetic
import Concurrency

/// Inner products of all lines of one fixed-point matrix with all lines of another, by limbs.
///
/// Long integers are multiplied in pairs [Winograd68]: with
/// `x = a_1 a_2 + a_3 a_4 + ...` for each line of one matrix and y likewise for the other,
///
///     a_1 b_1 + a_2 b_2 + ... = (a_1 + b_2)(a_2 + b_1) + (a_3 + b_4)(a_4 + b_3) + ... - x - y,
///
/// half as many multiplications, and exact, so nothing is lost by cancellation.
struct LimbProduct {
  /// The rows or the columns of a matrix.
  struct Lines {
    let matrix: FixedPointMatrix
    let count: Int
    /// The entries of a line.
    let length: Int
    /// From a line to the next, in limbs.
    let lineStride: Int
    /// From an entry to the next, in limbs.
    let entryStride: Int

    static func rows(of matrix: FixedPointMatrix) -> Lines {
      let n = matrix.limbsPerEntry
      return Lines(
        matrix: matrix, count: matrix.rows, length: matrix.columns,
        lineStride: matrix.columns * n, entryStride: n)
    }

    static func columns(of matrix: FixedPointMatrix) -> Lines {
      let n = matrix.limbsPerEntry
      return Lines(
        matrix: matrix, count: matrix.columns, length: matrix.rows, lineStride: n,
        entryStride: matrix.columns * n)
    }

    func start(_ line: Int) -> UnsafeMutablePointer<UInt64> { matrix.limbs + line * lineStride }
  }

  /// Below, the sums of pairs cost more than they save.
  private static let fewestLimbsOfPairs = 7

  private let left: Lines
  private let right: Lines
  private let limbs: Int

  init(_ left: Lines, _ right: Lines) {
    precondition(
      left.length == right.length,
      "The factors have \(left.length) and \(right.length) inner entries.")
    precondition(
      left.matrix.limbsPerEntry == right.matrix.limbsPerEntry, "The factors differ in limbs.")
    self.left = left
    self.right = right
    limbs = left.matrix.limbsPerEntry
  }

  /// Writes `floor(x 2^-s + 1/2)` for each inner product x, s being the fraction bits of the
  /// factors less those of the target.
  func write(to target: FixedPointMatrix, jobs: Int = 1) {
    precondition(
      target.rows == left.count && target.columns == right.count,
      "A \(left.count) x \(right.count) product does not fit.")
    let shift = left.matrix.fractionBits + right.matrix.fractionBits - target.fractionBits
    let isPaired = limbs >= Self.fewestLimbsOfPairs && left.length >= 2
    let rightSums = isPaired ? pairSums(right) : []
    concurrentRanges(count: left.count, jobs: jobs) { range in
      let width = 2 * limbs + 1
      let sum = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * width + 4 * limbs)
      defer { sum.deallocate() }
      for row in range {
        let leftSum = isPaired ? pairSum(left, row) : []
        for column in 0..<right.count {
          if isPaired {
            setPaired(sum, row, column, leftSum, rightSums, scratch: sum + width)
          } else {
            setPlain(sum, row, column, from: 0, scratch: sum + width)
          }
          cfast_round(
            target.entry(row, column), target.limbsPerEntry, sum, width, shift, 0)
        }
      }
    }
  }

  /// The inner product of two lines from an entry on.
  private func setPlain(
    _ sum: UnsafeMutablePointer<UInt64>, _ row: Int, _ column: Int, from first: Int,
    scratch: UnsafeMutablePointer<UInt64>
  ) {
    cfast_inner_product(
      sum, left.start(row) + first * left.entryStride, left.entryStride,
      right.start(column) + first * right.entryStride, right.entryStride, left.length - first,
      limbs, scratch)
  }

  private func setPaired(
    _ sum: UnsafeMutablePointer<UInt64>, _ row: Int, _ column: Int, _ leftSum: [UInt64],
    _ rightSums: [UInt64], scratch: UnsafeMutablePointer<UInt64>
  ) {
    let width = 2 * limbs + 1
    cfast_paired_product(
      sum, left.start(row), left.entryStride, right.start(column), right.entryStride,
      left.length / 2, limbs, scratch)
    _ = cfast_sub_n(sum, sum, leftSum, width)
    rightSums.withUnsafeBufferPointer {
      if let sums = $0.baseAddress { _ = cfast_sub_n(sum, sum, sums + column * width, width) }
    }
    if left.length % 2 == 1 {
      setPlain(scratch, row, column, from: left.length - 1, scratch: scratch + width)
      _ = cfast_add_n(sum, sum, scratch, width)
    }
  }

  /// `a_1 a_2 + a_3 a_4 + ...` of every line, one after the other.
  private func pairSums(_ lines: Lines) -> [UInt64] {
    (0..<lines.count).flatMap { pairSum(lines, $0) }
  }

  private func pairSum(_ lines: Lines, _ line: Int) -> [UInt64] {
    let width = 2 * limbs + 1
    return [UInt64](unsafeUninitializedCapacity: width + 2 * limbs) { buffer, count in
      guard let sum = buffer.baseAddress else { return }
      let start = lines.start(line)
      cfast_inner_product(
        sum, start, 2 * lines.entryStride, start + lines.entryStride, 2 * lines.entryStride,
        lines.length / 2, limbs, sum + width)
      count = width
    }
  }
}
