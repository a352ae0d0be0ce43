import CFastArithmetic

// Constants of the fixed-point functions. A fraction of n limbs is a natural number below 2^(64 n),
// divided by 2^(64 n); one unit below is 2^(-64 n). All terms of all series are positive and every
// division rounds down, so each result is a lower bound; docs/fixed-point.md bounds what is lost.

enum FixedPointConstants {
  /// Writes log 2 with n = `count` limbs of fraction, from below: 2^15 units are not lost.
  ///
  /// `log 2 = 14 artanh(1/31) + 10 artanh(1/49) + 6 artanh(1/161)`, because
  /// `(32/30)^7 (50/48)^5 (162/160)^3 = 2`.
  static func setLogTwo(_ result: UnsafeMutablePointer<UInt64>, count: Int) {
    result.update(repeating: 0, count: count)
    for (factor, inverse) in [(14, 31), (10, 49), (6, 161)] as [(UInt64, UInt64)] {
      addAreaTangent(result, count: count, ofReciprocal: inverse, times: factor)
    }
  }

  /// Adds `factor artanh(1/x)`, where `artanh(1/x) = sum_k 1/((2k + 1) x^(2k + 1))`.
  private static func addAreaTangent(
    _ result: UnsafeMutablePointer<UInt64>, count: Int, ofReciprocal x: UInt64,
    times factor: UInt64
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * count + 1) { scratch in
      guard let power = scratch.baseAddress else { return }
      let (term, sum) = (power + count + 1, power + 2 * count + 1)
      scratch.update(repeating: 0)
      power[count] = 1
      _ = cfast_divrem_1(power, power, count + 1, x)
      var significant = count
      var divisor: UInt64 = 1
      while significant > 0 {
        _ = cfast_divrem_1(term, power, significant, divisor)
        Limbs.propagate(cfast_add_n(sum, sum, term, significant), into: sum + significant)
        _ = cfast_divrem_1(power, power, significant, x * x)
        while significant > 0 && power[significant - 1] == 0 { significant -= 1 }
        divisor += 2
      }
      _ = cfast_addmul_1(result, sum, count, factor)
    }
  }

  /// Writes `e^(2^(-bits)) - 1` with n = `count` limbs of fraction, from below: 2^10 units are not
  /// lost.
  ///
  /// The terms of `sum_k x^k / k!` follow from each other by divisions through `k 2^bits`.
  static func setExponentialMinusOne(
    _ result: UnsafeMutablePointer<UInt64>, count: Int, ofPowerOfTwo bits: Int
  ) {
    precondition((1...32).contains(bits), "The argument must be a power of two above 2^-33.")
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { scratch in
      guard let term = scratch.baseAddress else { return }
      term.update(repeating: 0, count: count)
      term[count - 1] = 1 << UInt64(64 - bits)
      result.update(from: term, count: count)
      var significant = count
      var index: UInt64 = 2
      while significant > 0 {
        _ = cfast_divrem_1(term, term, significant, index << UInt64(bits))
        Limbs.propagate(cfast_add_n(result, result, term, significant), into: result + significant)
        while significant > 0 && term[significant - 1] == 0 { significant -= 1 }
        index += 1
      }
    }
  }
}
