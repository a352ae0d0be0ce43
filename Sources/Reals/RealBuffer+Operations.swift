import CMPFR

// Elementwise operations on whole buffers of equal length, and the few on single entries and runs
// that a softmax is made of.

extension RealBuffer {
  /// Assigns another buffer's run to the entries of a run of this one, rounding to nearest.
  public func assign(_ run: Run, from source: RealBuffer, _ sourceRun: Run) {
    precondition(run.count == sourceRun.count, "An assignment needs runs of the same length.")
    var target = first(of: run)
    var value = source.first(of: sourceRun)
    for _ in 0..<run.count {
      mpfr_set(target, value, MPFR_RNDN)
      target += run.stride
      value += sourceRun.stride
    }
  }

  /// Assigns zero to every entry.
  public func setZero() {
    for index in 0..<count { mpfr_set_zero(headers + index, 1) }
  }

  /// Subtracts entry by entry.
  public func subtract(_ other: RealBuffer) {
    combine(with: other) { mpfr_sub($0, $0, $1, MPFR_RNDN) }
  }

  /// Adds `factor` times the other buffer, entry by entry.
  public func add(_ other: RealBuffer, scaledBy factor: Real) {
    let product = scratch
    factor.withPointer { factor in
      combine(with: other) {
        mpfr_mul(product, $1, factor, MPFR_RNDN)
        return mpfr_add($0, $0, product, MPFR_RNDN)
      }
    }
  }

  /// Multiplies every entry by a number.
  public func scale(by factor: Real) {
    factor.withPointer { factor in
      for index in 0..<count { mpfr_mul(headers + index, headers + index, factor, MPFR_RNDN) }
    }
  }

  /// Adds `2^exponent` times each double: the correction is exact and only the sum is rounded.
  ///
  /// The exponent may lie far below the range of doubles. (At precisions below 53 bits the
  /// correction is rounded too.)
  public func add(approximate correction: [Double], scaledByPowerOfTwo exponent: Int) {
    precondition(
      correction.count == count,
      "A correction of \(correction.count) numbers does not fit a buffer of \(count).")
    for (index, value) in correction.enumerated() where value != 0 {
      mpfr_set_d(scratch, value, MPFR_RNDN)
      mpfr_mul_2si(scratch, scratch, exponent, MPFR_RNDN)
      mpfr_add(headers + index, headers + index, scratch, MPFR_RNDN)
    }
  }

  /// Entry `index` becomes the largest of a run's entries.
  public func setMaximum(at index: Int, of source: RealBuffer, _ run: Run) {
    precondition(run.count >= 1, "Nothing has no maximum.")
    let target = entry(index)
    var value = source.first(of: run)
    mpfr_set(target, value, MPFR_RNDN)
    for _ in 1..<run.count {
      value += run.stride
      mpfr_max(target, target, value, MPFR_RNDN)
    }
  }

  /// Entry `index` becomes the sum of a run's entries.
  public func setSum(at index: Int, of source: RealBuffer, _ run: Run) {
    let target = entry(index)
    var value = source.first(of: run)
    mpfr_set_zero(sum, 1)
    for _ in 0..<run.count {
      mpfr_add(sum, sum, value, MPFR_RNDN)
      value += run.stride
    }
    mpfr_set(target, sum, MPFR_RNDN)
  }

  /// Subtracts one entry of another buffer from every entry of a run.
  public func subtract(entry index: Int, of other: RealBuffer, from run: Run) {
    let subtrahend = other.entry(index)
    transform(run) { mpfr_sub($0, $0, subtrahend, MPFR_RNDN) }
  }

  /// Divides every entry of a run by one entry of another buffer, which must not be zero.
  public func divide(_ run: Run, byEntry index: Int, of other: RealBuffer) {
    let divisor = other.entry(index)
    transform(run) { mpfr_div($0, $0, divisor, MPFR_RNDN) }
  }

  /// Replaces one entry, which must be positive, by its logarithm.
  public func takeLogarithm(at index: Int) {
    mpfr_log(entry(index), entry(index), MPFR_RNDN)
  }

  /// Adds one entry of another buffer to one of this.
  public func add(at index: Int, entry otherIndex: Int, of other: RealBuffer) {
    mpfr_add(entry(index), entry(index), other.entry(otherIndex), MPFR_RNDN)
  }

  private func combine(
    with other: RealBuffer,
    _ body: (UnsafeMutablePointer<__mpfr_struct>, UnsafeMutablePointer<__mpfr_struct>) -> Int32
  ) {
    precondition(
      count == other.count,
      "Buffers of \(count) and \(other.count) entries cannot be combined.")
    for index in 0..<count { _ = body(headers + index, other.headers + index) }
  }

  private func transform(_ run: Run, _ body: (UnsafeMutablePointer<__mpfr_struct>) -> Int32) {
    var value = first(of: run)
    for _ in 0..<run.count {
      _ = body(value)
      value += run.stride
    }
  }
}
