import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Plans of exponentials") struct FixedPointExponentialPlanTests {
  @Test("coefficients are reciprocal factorials")
  func coefficients() {
    for limbs in [1, 2, 5, 17, 65, 96] {
      let plan = FixedPointExponentialPlan(fractionLimbs: limbs)
      let (numerators, divisors) = plan.coefficients()
      #expect(divisors[1] != 0, "the first group ends with a division")
      var (factorial, denominator) = (Fraction(1), Fraction(1))
      var isFollowed = Set<Int>()
      // From the last term down, the denominator of a term is the product of the divisors below it.
      for index in 1..<plan.termCount where divisors[index] != 0 { isFollowed.insert(index) }
      for index in 1..<plan.termCount {
        if isFollowed.contains(index) {
          denominator = denominator * Fraction(Int(divisors[index]))
        }
        factorial = factorial * Fraction(index)
        #expect(
          Fraction(Int(numerators[index])) * factorial == denominator, "\(limbs) limbs, \(index)")
      }
    }
  }

  @Test("the remainder is below an ulp and the last term is not")
  func remainder() throws {
    for limbs in 1...96 {
      let plan = FixedPointExponentialPlan(fractionLimbs: limbs)
      let base = try Fraction(2).power(plan.reductionBits)
      var bound = Fraction(1)
      for index in 1...plan.termCount { bound = bound * base * Fraction(index) }
      // x^N/N! < 1/bound.
      #expect(bound >= (try Fraction(2).power(64 * limbs + 1)))
      let previous = try bound.divided(by: base * Fraction(plan.termCount))
      #expect(previous < (try Fraction(2).power(64 * limbs + 4)))
    }
  }

  @Test("every row keeps limbs for its terms")
  func rows() {
    for limbs in 1...96 {
      for tables in 1...(limbs == 1 ? 2 : 4) {
        for row in 1...FixedPointExponentialPlan.highestPower {
          let plan = FixedPointExponentialPlan(
            fractionLimbs: limbs, tableCount: tables, rowLength: row)
          for term in 1..<plan.termCount {
            let (rows, place) = term.quotientAndRemainder(dividingBy: row)
            let kept =
              limbs - rows * plan.zeroLimbs(ofPower: row) - plan.zeroLimbs(ofPower: place)
            check(kept >= 1, "\(plan), term \(term)")
          }
        }
      }
    }
  }
}
