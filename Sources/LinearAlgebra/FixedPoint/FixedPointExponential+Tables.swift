import CFastArithmetic

extension FixedPointExponential {
  /// The entries of the first table that `r < log 2 < 178/2^8` can choose; the others have 2^8.
  private static let firstTableCount = 178

  private static let laterTableCount = 256

  /// Where an entry of a table begins, in limbs.
  @inline(__always)
  static func entryOffset(_ table: Int, _ index: Int, _ limbs: Int) -> Int {
    ((table > 0 ? firstTableCount + (table - 1) * laterTableCount : 0) + index) * limbs
  }

  /// The number of limbs of all tables.
  static func tableLimbs(_ plan: FixedPointExponentialPlan) -> Int {
    entryOffset(plan.tableCount, 0, plan.fractionLimbs)
  }

  /// Writes all tables: successive products with L + 1 limbs, cut to L limbs.
  ///
  /// With `1 + u = e^(2^(-8 (table + 1)))`, entry i + 1 is `v + u + u v` for entry i, v.
  static func fillTables(
    _ target: UnsafeMutablePointer<UInt64>, _ plan: FixedPointExponentialPlan
  ) {
    let count = plan.fractionLimbs + 1
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 4 * count) { scratch in
      guard let step = scratch.baseAddress else { return }
      let value = step + count
      for table in 0..<plan.tableCount {
        FixedPointConstants.setExponentialMinusOne(
          step, count: count, ofPowerOfTwo: (table + 1) * FixedPointExponentialPlan.indexBits)
        value.update(repeating: 0, count: count)
        for index in 0..<(table == 0 ? firstTableCount : laterTableCount) {
          let entry = target + entryOffset(table, index, plan.fractionLimbs)
          entry.update(from: value + 1, count: plan.fractionLimbs)
          cfast_mul_one_plus(value, value, step, count, step + 2 * count)
        }
      }
    }
  }
}
