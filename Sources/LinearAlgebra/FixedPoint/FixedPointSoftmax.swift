import CFastArithmetic

/// Columns of logits turned into probabilities, in fixed point.
///
/// The format is that of `FixedPointExponential`. Logits are signed, in two's complement. Any
/// number of threads may share one object, each with a workspace of its own; nothing is allocated.
public final class FixedPointSoftmax: Sendable {
  private let logarithm: FixedPointLogarithm

  /// The number of limbs of fraction, L.
  public var fractionLimbs: Int { logarithm.fractionLimbs }

  /// The tables for L = `fractionLimbs` limbs of fraction.
  public init(fractionLimbs: Int) {
    logarithm = FixedPointLogarithm(fractionLimbs: fractionLimbs)
  }

  /// How far a probability may lie from the true one, in ulps of 2^(-64 L).
  ///
  /// The bounds are proved in docs/fixed-point.md.
  public static func probabilityErrorBoundInUlps(count: Int) -> Int {
    FixedPointExponential.errorBoundInUlps + count + 3
  }

  /// How far a logarithm of a sum of powers may lie from the true one, in ulps of 2^(-64 L).
  public static func logSumExpErrorBoundInUlps(count: Int) -> Int {
    FixedPointExponential.errorBoundInUlps + FixedPointLogarithm.errorBoundInUlps + count
  }

  /// Replaces logits z by probabilities `e^(z_i)/sum_j e^(z_j)` and writes `log(sum_j e^(z_j))`.
  ///
  /// The probabilities lie in [0, 1]; their sum is at most 1 and lacks at most 2 `count`
  /// ulps. One exponential an entry, one division and one logarithm a column.
  ///
  /// - Parameters:
  ///   - column: the first logit; each has L limbs of fraction and one limb of integer, and
  ///     `-2^62 <= z < 2^62`.
  ///   - count: the number of logits, at least 1.
  ///   - stride: from one logit to the next, in limbs; at least L + 1.
  ///   - logSumExp: room for L limbs of fraction and one limb of integer, outside the column.
  ///   - workspace: made for L limbs of fraction.
  public func replaceLogits(
    _ column: UnsafeMutablePointer<UInt64>, count: Int, strideInLimbs stride: Int,
    logSumExp: UnsafeMutablePointer<UInt64>, workspace: FixedPointWorkspace
  ) {
    workspace.requireFractionLimbs(fractionLimbs)
    precondition(count >= 1, "A column without entries has no softmax.")
    precondition(stride > fractionLimbs, "The entries of a column must not overlap.")
    let limbs = fractionLimbs + 1
    let maximum = workspace.maximum
    maximum.update(from: largest(column, count: count, stride: stride), count: limbs)
    let sum = workspace.sum
    sum.update(repeating: 0, count: limbs)
    for index in 0..<count {
      let entry = column + index * stride
      _ = cfast_sub_n(workspace.argument, maximum, entry, limbs)
      logarithm.exponential.setExponential(
        entry, ofMinus: workspace.argument, workspace: workspace)
      _ = cfast_add_n(sum, sum, entry, limbs)
    }
    multiply(column, count: count, stride: stride, byReciprocalOf: sum, workspace)
    logarithm.setLogarithm(logSumExp, of: sum, workspace: workspace)
    _ = cfast_add_n(logSumExp, logSumExp, maximum, limbs)
  }

  /// The largest of the signed logits.
  private func largest(
    _ column: UnsafeMutablePointer<UInt64>, count: Int, stride: Int
  ) -> UnsafeMutablePointer<UInt64> {
    var largest = column
    for index in 1..<max(count, 1) {
      let entry = column + index * stride
      let (integer, other) = (
        Int64(bitPattern: entry[fractionLimbs]), Int64(bitPattern: largest[fractionLimbs])
      )
      if integer > other || (integer == other && cfast_cmp(entry, largest, fractionLimbs) > 0) {
        largest = entry
      }
    }
    return largest
  }

  /// Divides powers, at most 1 each, by their sum, which is at least 1.
  private func multiply(
    _ column: UnsafeMutablePointer<UInt64>, count: Int, stride: Int,
    byReciprocalOf sum: UnsafePointer<UInt64>, _ workspace: FixedPointWorkspace
  ) {
    let limbs = fractionLimbs
    let (dividend, reciprocal) = (workspace.dividend, workspace.reciprocal)
    dividend.update(repeating: 0, count: 2 * limbs)
    dividend[2 * limbs] = 1
    cfast_tdiv_qr(reciprocal, workspace.mantissa, dividend, 2 * limbs + 1, sum, limbs + 1)
    for index in 0..<count {
      let entry = column + index * stride
      if entry[limbs] == 0 {
        // Should the reciprocal be 1, then all powers but one are zero.
        let product = cfast_mulhigh(workspace.power(2), entry, limbs, reciprocal, limbs)
        entry.update(from: product, count: limbs)
      } else {
        entry.update(from: reciprocal, count: limbs + 1)
      }
    }
  }
}
