import CMPFR
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point exponentials") struct FixedPointExponentialTests {
  /// Where the exact loss of a value may lie, in ulps; the reference itself is off by 2^-60.
  private static let losses = (-1e-9)...Double(FixedPointExponential.errorBoundInUlps)

  /// Checks a mantissa and a value at one argument; returns the loss of the mantissa.
  @discardableResult
  private func check(
    _ exponential: FixedPointExponential, _ t: FixedPointNumber, _ workspace: FixedPointWorkspace,
    _ reference: FixedPointReference, _ result: FixedPointNumber
  ) -> Double {
    let limbs = exponential.fractionLimbs
    let exponent = exponential.setMantissa(
      result.limbs, ofExponentialOfMinus: t.limbs, workspace: workspace)
    let (exact, scaled) = (reference.value, reference.sum)
    reference.read(exact, t.limbs, count: limbs + 1)
    // As e^(k log 2 - t), because MPFR has no exponents as large as k can be.
    mpfr_const_log2(scaled, MPFR_RNDN)
    mpfr_mul_si(scaled, scaled, exponent, MPFR_RNDN)
    mpfr_sub(scaled, scaled, exact, MPFR_RNDN)
    mpfr_exp(scaled, scaled, MPFR_RNDN)
    mpfr_mul_2si(exact, scaled, -exponent, MPFR_RNDN)
    let loss = reference.ulps(scaled, minus: result.limbs) / mpfr_get_d(scaled, MPFR_RNDN)
    let isMantissa = result.limbs[limbs] == 1 && exponent >= 0
    TestSupport.check(
      isMantissa && Self.losses.contains(loss),
      "mantissa \(result), exponent \(exponent) of \(t) by \(exponential.plan): \(loss) ulps")
    exponential.setExponential(result.limbs, ofMinus: t.limbs, workspace: workspace)
    let value = mpfr_get_d(exact, MPFR_RNDN)
    let missing = reference.ulps(exact, minus: result.limbs)
    TestSupport.check(
      missing >= -1e-9 && missing <= Double(FixedPointExponential.errorBoundInUlps) * value + 1,
      "value \(result) of \(t) by \(exponential.plan): \(missing) ulps")
    return loss
  }

  @Test(
    "random arguments stay within the bound of MPFR at four times the precision",
    arguments: fixedPointShares.map(\.fractionLimbs))
  func random(limbs: Int) {
    defer { mpfr_free_cache() }
    let share = fixedPointShares.first { $0.fractionLimbs == limbs }?.inputs ?? 0
    var generator = SeededGenerator(seed: 1, label: "exponential/\(limbs)")
    let exponential = FixedPointExponential(fractionLimbs: limbs)
    let workspace = FixedPointWorkspace(fractionLimbs: limbs)
    let reference = FixedPointReference(fractionLimbs: limbs)
    let (t, result) = (
      FixedPointNumber(fractionLimbs: limbs), FixedPointNumber(fractionLimbs: limbs)
    )
    var worst = 0.0
    for _ in 0..<max(1, Int(Double(share) * Sweep.containmentMultiplier)) {
      let highest: UInt64 = generator.next() % 8 == 0 ? 1 << (generator.next() % 33) : 8
      t.randomize(&generator, integers: 0...(highest - 1))
      worst = max(worst, check(exponential, t, workspace, reference, result))
    }
    // The bound is not idle: a quarter of it is met.
    #expect(worst >= 4 || share < 100, "\(limbs) limbs: the largest loss is \(worst)")
  }

  @Test("every plan of tables and rows keeps the bound")
  func plans() {
    defer { mpfr_free_cache() }
    var generator = SeededGenerator(seed: 1, label: "plans")
    for limbs in [1, 2, 3, 4, 5, 7, 9, 12, 17] {
      for tables in 1...(limbs == 1 ? 2 : 4) {
        for row in [1, 2, 3, 4, 5, 6, 7, 8, 11, 12] {
          let exponential = FixedPointExponential(
            FixedPointExponentialPlan(fractionLimbs: limbs, tableCount: tables, rowLength: row))
          let workspace = FixedPointWorkspace(fractionLimbs: limbs)
          let reference = FixedPointReference(fractionLimbs: limbs)
          let (t, result) = (
            FixedPointNumber(fractionLimbs: limbs), FixedPointNumber(fractionLimbs: limbs)
          )
          for _ in 0..<12 {
            t.randomize(&generator, integers: 0...3)
            check(exponential, t, workspace, reference, result)
          }
        }
      }
    }
  }

  @Test("zero, one ulp, multiples of log 2, edges of tables, all ones")
  func edges() {
    defer { mpfr_free_cache() }
    for (limbs, _) in fixedPointShares {
      let exponential = FixedPointExponential(fractionLimbs: limbs)
      let workspace = FixedPointWorkspace(fractionLimbs: limbs)
      let reference = FixedPointReference(fractionLimbs: limbs)
      let (t, result) = (
        FixedPointNumber(fractionLimbs: limbs), FixedPointNumber(fractionLimbs: limbs)
      )
      for multiple in [1, 2, 3, 5, 45, 64, 65, 64 * UInt(limbs), 1_000_003, 1 << 32] {
        for numerator in [
          0, 1, 2, 0xff, 0x100, 0x101, 0xff_ff, 0x1_0000, 0xff_ffff, 0x100_0000, 0x2c_0000_0000,
        ] as [UInt] {
          mpfr_const_log2(reference.sum, MPFR_RNDN)
          mpfr_mul_ui(reference.sum, reference.sum, multiple, MPFR_RNDN)
          mpfr_set_ui_2exp(reference.value, numerator, -32, MPFR_RNDN)
          mpfr_sub(reference.sum, reference.sum, reference.value, MPFR_RNDN)
          reference.write(t.limbs, reference.sum)
          t.add(ulps: -4)
          for _ in 0..<8 {
            check(exponential, t, workspace, reference, result)
            t.add(ulps: 1)
          }
        }
      }
      for integer in [0, 1, 63, UInt64(64 * limbs) - 1, UInt64(64 * limbs), 0xffff_ffff] {
        for limb in [0, 1, UInt64.max] {
          for index in 0..<limbs { t.limbs[index] = limb }
          t.limbs[limbs] = integer
          check(exponential, t, workspace, reference, result)
        }
      }
    }
  }

  @Test("the value at zero is one, and beyond the range it is zero")
  func ends() {
    for limbs in [1, 2, 5, 17] {
      let exponential = FixedPointExponential(fractionLimbs: limbs)
      let workspace = FixedPointWorkspace(fractionLimbs: limbs)
      let (t, result) = (
        FixedPointNumber(fractionLimbs: limbs), FixedPointNumber(fractionLimbs: limbs, integer: 7)
      )
      #expect(
        exponential.setMantissa(result.limbs, ofExponentialOfMinus: t.limbs, workspace: workspace)
          == 0)
      #expect(isInteger(result, 1))
      exponential.setExponential(result.limbs, ofMinus: t.limbs, workspace: workspace)
      #expect(isInteger(result, 1))
      for integer in [1 << 32, 1 << 63, UInt64.max] {
        t.limbs[limbs] = integer
        #expect(
          exponential.setMantissa(result.limbs, ofExponentialOfMinus: t.limbs, workspace: workspace)
            == 0)
        #expect(isInteger(result, 0))
        exponential.setExponential(result.limbs, ofMinus: t.limbs, workspace: workspace)
        #expect(isInteger(result, 0))
      }
    }
  }

  private func isInteger(_ number: FixedPointNumber, _ integer: UInt64) -> Bool {
    (0..<number.fractionLimbs).allSatisfy { number.limbs[$0] == 0 }
      && number.limbs[number.fractionLimbs] == integer
  }

  @Test("products of values are values of sums")
  func functionalEquation() {
    defer { mpfr_free_cache() }
    var generator = SeededGenerator(seed: 1, label: "functional equation")
    for limbs in [1, 2, 3, 5, 9, 17, 53] {
      let exponential = FixedPointExponential(fractionLimbs: limbs)
      let workspace = FixedPointWorkspace(fractionLimbs: limbs)
      let reference = FixedPointReference(fractionLimbs: limbs)
      let numbers = (0..<4).map { _ in FixedPointNumber(fractionLimbs: limbs) }
      for _ in 0..<40 {
        for number in numbers.prefix(2) { number.randomize(&generator, integers: 0...20) }
        let (first, second, sum, result) = (numbers[0], numbers[1], numbers[2], numbers[3])
        var carry: UInt64 = 0
        for index in 0...limbs {
          let (part, overflow) = first.limbs[index].addingReportingOverflow(second.limbs[index])
          let (total, more) = part.addingReportingOverflow(carry)
          sum.limbs[index] = total
          carry = overflow || more ? 1 : 0
        }
        mpfr_set_ui(reference.sum, 1, MPFR_RNDN)
        var exponent = 0
        for number in [first, second] {
          exponent += exponential.setMantissa(
            result.limbs, ofExponentialOfMinus: number.limbs, workspace: workspace)
          reference.read(reference.value, result.limbs, count: limbs + 1)
          mpfr_mul(reference.sum, reference.sum, reference.value, MPFR_RNDN)
        }
        let shared = exponential.setMantissa(
          result.limbs, ofExponentialOfMinus: sum.limbs, workspace: workspace)
        mpfr_mul_2si(reference.sum, reference.sum, shared - exponent, MPFR_RNDN)
        let difference = reference.ulps(reference.sum, minus: result.limbs)
        // The factors lack up to E of their own size each, the value of the sum E of its.
        let bound = 2.0 * 2 * Double(FixedPointExponential.errorBoundInUlps)
        TestSupport.check(
          abs(difference) <= bound, "\(first) and \(second): \(difference) ulps")
      }
    }
  }
}
