import CMPFR
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point constants") struct FixedPointConstantsTests {
  @Test("log 2 lacks less than 2^15 units of MPFR's")
  func logTwo() {
    defer { mpfr_free_cache() }
    for limbs in [1, 2, 3, 6, 18, 54, 66, 97] {
      let reference = FixedPointReference(fractionLimbs: limbs)
      let number = FixedPointNumber(fractionLimbs: limbs)
      FixedPointConstants.setLogTwo(number.limbs, count: limbs)
      mpfr_const_log2(reference.value, MPFR_RNDN)
      let loss = reference.ulps(reference.value, minus: number.limbs)
      #expect(loss >= 0 && loss < 0x1p15, "\(limbs) limbs: \(loss)")
    }
  }

  @Test("powers of e lack less than 2^10 units of MPFR's")
  func exponentials() {
    defer { mpfr_free_cache() }
    for limbs in [1, 2, 3, 6, 18, 54, 66, 97] {
      let reference = FixedPointReference(fractionLimbs: limbs)
      let number = FixedPointNumber(fractionLimbs: limbs)
      for bits in [1, 7, 8, 16, 24, 32] {
        FixedPointConstants.setExponentialMinusOne(
          number.limbs, count: limbs, ofPowerOfTwo: bits)
        mpfr_set_ui_2exp(reference.value, 1, -bits, MPFR_RNDN)
        mpfr_expm1(reference.value, reference.value, MPFR_RNDN)
        let loss = reference.ulps(reference.value, minus: number.limbs)
        #expect(loss >= 0 && loss < 0x1p10, "\(limbs) limbs, 2^-\(bits): \(loss)")
      }
    }
  }

  @Test("entries of the tables lack at most one ulp and 2^-40 of MPFR's")
  func tables() {
    defer { mpfr_free_cache() }
    for limbs in [2, 3, 5, 9, 17, 21, 65] {
      let plan = FixedPointExponentialPlan(fractionLimbs: limbs, tableCount: 4, rowLength: 4)
      let exponential = FixedPointExponential(plan)
      let reference = FixedPointReference(fractionLimbs: limbs)
      let entry = FixedPointNumber(fractionLimbs: limbs)
      for table in 0..<4 {
        for index in 0..<(table == 0 ? 178 : 256) {
          let place = FixedPointExponential.entryOffset(table, index, limbs)
          entry.limbs.update(from: exponential.tables + place, count: limbs)
          mpfr_set_ui_2exp(reference.value, UInt(index), -8 * (table + 1), MPFR_RNDN)
          mpfr_expm1(reference.value, reference.value, MPFR_RNDN)
          let loss = reference.ulps(reference.value, minus: entry.limbs)
          check(
            loss >= 0 && loss < 1 + 0x1p-40, "\(limbs) limbs, table \(table), \(index): \(loss)")
        }
      }
    }
  }
}
