import CMPFR

// The two kernels where nearly all time goes. Everything else reaches them through these functions,
// so a faster way of computing them has one place to go.

extension RealBuffer {
  /// Entry `index` becomes the sum of products of two runs of equal length.
  ///
  /// One rounding for each product and each addition at this buffer's precision. The operands may
  /// be this buffer; the entry is written last.
  public func setInnerProduct(
    at index: Int, of left: RealBuffer, _ leftRun: Run, with right: RealBuffer, _ rightRun: Run
  ) {
    precondition(
      leftRun.count == rightRun.count, "An inner product needs runs of the same length.")
    let target = entry(index)
    var a = left.first(of: leftRun)
    var b = right.first(of: rightRun)
    mpfr_set_zero(sum, 1)
    for _ in 0..<leftRun.count {
      mpfr_mul(scratch, a, b, MPFR_RNDN)
      mpfr_add(sum, sum, scratch, MPFR_RNDN)
      a += leftRun.stride
      b += rightRun.stride
    }
    mpfr_set(target, sum, MPFR_RNDN)
  }

  /// Every entry x of a run becomes e^x.
  public func exponentiate(_ run: Run) {
    var x = first(of: run)
    for _ in 0..<run.count {
      mpfr_exp(x, x, MPFR_RNDN)
      x += run.stride
    }
  }
}
