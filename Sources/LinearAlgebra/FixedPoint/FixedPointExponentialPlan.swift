/// How an exponential of L limbs of fraction is split: tables, terms and powers, and nothing else.
///
/// The argument loses its first `8 tableCount` bits to tables; what is left, `x < 2^(-8
/// tableCount)`, enters `sum_{0 < k < N} x^k / k!`, N = `termCount`, in rows of m = `rowLength`
/// terms: `sum_j x^(j m) sum_{i < m} x^i / (j m + i)!`.
struct FixedPointExponentialPlan: Sendable {
  /// The bits that index one table.
  static let indexBits = 8

  /// The highest power that may be kept.
  static let highestPower = 12

  let fractionLimbs: Int
  let tableCount: Int
  let rowLength: Int

  /// The N whose remainder `x^N/N! + ...` lies below one unit.
  let termCount: Int

  /// The bits that tables take from the argument.
  var reductionBits: Int { tableCount * FixedPointExponentialPlan.indexBits }

  /// How many limbs of the power x^i are zero because `x^i < 2^(-i reductionBits)`.
  func zeroLimbs(ofPower exponent: Int) -> Int { reductionBits * exponent / 64 }

  /// The plan for L limbs of fraction; the choice is one of speed, measured, and any is right.
  init(fractionLimbs: Int) {
    switch fractionLimbs {
    case 1: self.init(fractionLimbs: fractionLimbs, tableCount: 2, rowLength: 2)
    case 2...12: self.init(fractionLimbs: fractionLimbs, tableCount: 4, rowLength: 2)
    case 13...40: self.init(fractionLimbs: fractionLimbs, tableCount: 4, rowLength: 4)
    default: self.init(fractionLimbs: fractionLimbs, tableCount: 4, rowLength: 8)
    }
  }

  init(fractionLimbs: Int, tableCount: Int, rowLength: Int) {
    precondition((1...4).contains(tableCount), "One limb indexes the tables.")
    precondition(
      (1...FixedPointExponentialPlan.highestPower).contains(rowLength), "A row has few terms.")
    precondition(
      3 * tableCount * FixedPointExponentialPlan.indexBits < 64 * fractionLimbs,
      "The last of at least four terms must not vanish.")
    self.fractionLimbs = fractionLimbs
    self.tableCount = tableCount
    self.rowLength = rowLength
    termCount = FixedPointExponentialPlan.termCount(
      fractionLimbs: fractionLimbs, reductionBits: tableCount * FixedPointExponentialPlan.indexBits)
  }

  /// The least N >= 4 with `reductionBits N + floor(log2 N!) >= 64 L + 2`.
  ///
  /// The factorial is rounded, which can raise the logarithm by one at most.
  private static func termCount(fractionLimbs: Int, reductionBits: Int) -> Int {
    var count = 4
    // N! = 2^exponent significand, the significand from 1 to 2.
    var (exponent, significand) = (4, 1.5)
    while reductionBits * count + exponent < 64 * fractionLimbs + 2 {
      count += 1
      let product = significand * Double(count)
      (exponent, significand) = (exponent + Int(product.exponent), product.significand)
    }
    return count
  }

  /// The coefficients `1/k!` as quotients of limbs.
  ///
  /// The terms 1, ..., N - 1 are cut into groups a, ..., e - 1 with `a (a + 1) ... (e - 1) < 2^63`.
  /// The numerator of k in its group is `(k + 1) ... (e - 1)`; the divisor stands at the first term
  /// a and is `a ... (e - 1)`, so that after the division the group is `sum_k (a - 1)!/k! x^k`,
  /// ready to be followed by the group below. Elsewhere the divisor is zero.
  func coefficients() -> (numerators: [UInt64], divisors: [UInt64]) {
    var numerators = [UInt64](repeating: 1, count: termCount)
    var divisors = [UInt64](repeating: 0, count: termCount)
    var first = 1
    while first < termCount {
      var product: UInt64 = 1
      var end = first
      while end < termCount {
        let (next, overflows) = product.multipliedReportingOverflow(by: UInt64(end))
        if overflows || next >> 63 != 0 { break }
        (product, end) = (next, end + 1)
      }
      divisors[first] = product
      for index in (first..<(end - 1)).reversed() {
        numerators[index] = numerators[index + 1] * UInt64(index + 1)
      }
      first = end
    }
    return (numerators, divisors)
  }
}
