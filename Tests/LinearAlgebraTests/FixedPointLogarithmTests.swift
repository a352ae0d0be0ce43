import CMPFR
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point logarithms") struct FixedPointLogarithmTests {
  private struct Check {
    let logarithm: FixedPointLogarithm
    let workspace: FixedPointWorkspace
    let reference: FixedPointReference
    let s: FixedPointNumber
    let result: FixedPointNumber

    init(_ limbs: Int) {
      logarithm = FixedPointLogarithm(fractionLimbs: limbs)
      workspace = FixedPointWorkspace(fractionLimbs: limbs)
      reference = FixedPointReference(fractionLimbs: limbs)
      s = FixedPointNumber(fractionLimbs: limbs)
      result = FixedPointNumber(fractionLimbs: limbs)
    }

    /// The error at s, in ulps.
    @discardableResult
    func callAsFunction() -> Double {
      let limbs = s.fractionLimbs
      logarithm.setLogarithm(result.limbs, of: s.limbs, workspace: workspace)
      reference.read(reference.value, s.limbs, count: limbs + 1)
      mpfr_log(reference.value, reference.value, MPFR_RNDN)
      let error = abs(reference.ulps(reference.value, minus: result.limbs))
      let isInside = error <= Double(FixedPointLogarithm.errorBoundInUlps)
      check(isInside && result.limbs[limbs] < 64, "log of \(s) is not \(result): \(error) ulps")
      return error
    }
  }

  @Test(
    "random arguments stay within the bound of MPFR at four times the precision",
    arguments: fixedPointShares.map(\.fractionLimbs))
  func random(limbs: Int) {
    defer { mpfr_free_cache() }
    let share = fixedPointShares.first { $0.fractionLimbs == limbs }?.inputs ?? 0
    var generator = SeededGenerator(seed: 1, label: "logarithm/\(limbs)")
    let check = Check(limbs)
    var worst = 0.0
    for _ in 0..<max(1, Int(Double(share) / 5 * Sweep.containmentMultiplier)) {
      let highest: UInt64 = generator.next() % 2 == 0 ? 1 << (generator.next() % 64) : 16
      check.s.randomize(&generator, integers: 1...max(1, highest - 1))
      worst = max(worst, check())
    }
    // The bound is not idle: a sixth of it is met.
    #expect(worst >= 3 || share < 500, "\(limbs) limbs: the largest error is \(worst)")
  }

  @Test("one, its neighbour, powers of two and their neighbours, all ones")
  func edges() {
    defer { mpfr_free_cache() }
    for (limbs, _) in fixedPointShares {
      let check = Check(limbs)
      for exponent in 0..<63 {
        for index in 0..<limbs { check.s.limbs[index] = 0 }
        check.s.limbs[limbs] = 1 << UInt64(exponent)
        check()
        check.s.add(ulps: 1)
        check()
        if exponent > 0 {
          check.s.add(ulps: -2)
          check()
        }
      }
      for index in 0..<limbs { check.s.limbs[index] = .max }
      for integer in [1, 2, UInt64.max >> 1] {
        check.s.limbs[limbs] = integer
        check()
      }
    }
  }

  @Test("the logarithm of an exponential is its argument")
  func inverse() {
    defer { mpfr_free_cache() }
    var generator = SeededGenerator(seed: 1, label: "inverse")
    for limbs in [1, 2, 3, 5, 9, 17, 53] {
      let check = Check(limbs)
      let exponential = check.logarithm.exponential
      let t = FixedPointNumber(fractionLimbs: limbs)
      for _ in 0..<40 {
        t.randomize(&generator, integers: 0...1000)
        let exponent = exponential.setMantissa(
          check.s.limbs, ofExponentialOfMinus: t.limbs, workspace: check.workspace)
        check.logarithm.setLogarithm(
          check.result.limbs, of: check.s.limbs, workspace: check.workspace)
        // log m = k log 2 - t.
        let reference = check.reference
        mpfr_const_log2(reference.value, MPFR_RNDN)
        mpfr_mul_si(reference.value, reference.value, exponent, MPFR_RNDN)
        reference.read(reference.sum, t.limbs, count: limbs + 1)
        mpfr_sub(reference.value, reference.value, reference.sum, MPFR_RNDN)
        let error = reference.ulps(reference.value, minus: check.result.limbs)
        let bound = FixedPointLogarithm.errorBoundInUlps + FixedPointExponential.errorBoundInUlps
        TestSupport.check(abs(error) <= Double(bound), "\(t): \(error) ulps")
      }
    }
  }

  @Test("the start in double precision is off by less than 2^-46")
  func start() {
    defer { mpfr_free_cache() }
    var generator = SeededGenerator(seed: 1, label: "start")
    let exact = FixedPointReference(fractionLimbs: 1)
    for index in 0..<20_000 {
      let highest = UInt64.max >> 1
      let integer = max(1, (index < 64 ? highest : generator.next() & highest) >> (index % 63))
      let fraction = index % 7 == 0 ? UInt64.max : generator.next()
      mpfr_set_ui_2exp(exact.value, UInt(fraction), -64, MPFR_RNDN)
      mpfr_add_ui(exact.value, exact.value, UInt(integer), MPFR_RNDN)
      mpfr_log(exact.value, exact.value, MPFR_RNDN)
      let start = FixedPointLogarithm.approximateLogarithm(integer, fraction)
      mpfr_sub_d(exact.value, exact.value, start, MPFR_RNDN)
      let error = abs(mpfr_get_d(exact.value, MPFR_RNDN))
      check(error < 0x1p-46, "\(integer) + \(fraction) 2^-64: \(error)")
    }
  }
}
