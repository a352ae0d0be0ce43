import Numbers
import Testing

@testable import Kernel

/// Dyadic numbers by laws over exact fractions.
@Suite("Dyadic numbers") struct DyadicTests {
  private func random(_ generator: inout SeededGenerator) -> Dyadic {
    Dyadic(BigIntegerTests.random(&generator), exponent: Int(generator.next() % 400) - 200)
  }

  /// The distance to the next number of p bits away from zero.
  private func unit(_ value: Dyadic, _ bits: Int) -> Fraction {
    Fraction(mantissa: BigInteger(1), exponent: value.magnitudeExponent - bits)
  }

  /// That a number is the nearest of p bits on one side of an exact one.
  private func expectRounded(
    _ rounded: Dyadic, _ rounding: Dyadic.Rounding, bits: Int, _ comment: String,
    isAtMost: (Fraction) -> Bool, isAtLeast: (Fraction) -> Bool
  ) {
    #expect(rounded.mantissa.bitWidth <= bits, "\(comment)")
    // Towards zero the next number is half a unit away at a power of two.
    let step = unit(rounded, bits) * Fraction.half
    if rounding == .down {
      #expect(isAtMost(rounded.fraction) && !isAtMost(rounded.fraction + step + step), "\(comment)")
    } else {
      #expect(
        isAtLeast(rounded.fraction) && !isAtLeast(rounded.fraction - step - step), "\(comment)")
    }
  }

  @Test("sums, differences, products and order are exact")
  func exact() {
    var generator = SeededGenerator(seed: 4, label: "dyadic/exact")
    for _ in 0..<300 {
      let a = random(&generator)
      let near = a + Dyadic(BigInteger(1), exponent: a.exponent - Int(generator.next() % 3))
      for b in [random(&generator), near, a.negated, a, Dyadic(0)] {
        #expect((a + b).fraction == a.fraction + b.fraction)
        #expect((a - b).fraction == a.fraction - b.fraction)
        #expect((a * b).fraction == a.fraction * b.fraction)
        #expect((a < b) == (a.fraction < b.fraction) && (b < a) == (b.fraction < a.fraction))
        #expect((a == b) == (a.fraction == b.fraction))
      }
      #expect(a.power(3).fraction == a.fraction * a.fraction * a.fraction)
      let size = Fraction(mantissa: BigInteger(1), exponent: a.magnitudeExponent)
      #expect(a.fraction.absolute < size && size * Fraction.half <= a.fraction.absolute)
      #expect(a.mantissa.trailingZeroBits == 0)
    }
    #expect(Dyadic(0).magnitudeExponent == 0 && Dyadic(BigInteger(0), exponent: 9).exponent == 0)
  }

  @Test("rounding, quotients and square roots give the nearest number on their side")
  func rounding() {
    var generator = SeededGenerator(seed: 4, label: "dyadic/rounding")
    for index in 0..<300 {
      let (a, b) = (random(&generator), random(&generator))
      let bits = [1, 2, 32, 53, 200][index % 5]
      for rounding in [Dyadic.Rounding.down, .up] {
        let comment = "\(a) \(b) \(bits) bits \(rounding)"
        expectRounded(
          a.rounded(rounding, precisionInBits: bits), rounding, bits: bits, comment,
          isAtMost: { $0 <= a.fraction }, isAtLeast: { $0 >= a.fraction })
        let turned = b.sign
        expectRounded(
          Dyadic.quotient(a, b, rounding, precisionInBits: bits), rounding, bits: bits, comment,
          isAtMost: { turned > 0 ? $0 * b.fraction <= a.fraction : $0 * b.fraction >= a.fraction },
          isAtLeast: { turned > 0 ? $0 * b.fraction >= a.fraction : $0 * b.fraction <= a.fraction })
        let square = a.sign < 0 ? a.negated : a
        for value in [square, square * square] {
          let root = value.squareRoot(rounding, precisionInBits: bits)
          expectRounded(
            root, rounding, bits: bits, comment,
            isAtMost: { $0.sign < 0 || $0 * $0 <= value.fraction },
            isAtLeast: { $0.sign >= 0 && $0 * $0 >= value.fraction })
        }
      }
    }
  }

  @Test("numbers of few bits are not changed; a/b is exact where it can be")
  func exactResults() throws {
    for (top, bottom) in [(3, 1), (-7, 4), (1, 1024), (0, 1), (255, 2)] {
      let value = try Fraction(BigInteger(top), BigInteger(bottom))
      for rounding in [Dyadic.Rounding.down, .up] {
        #expect(Dyadic(value, rounding, precisionInBits: 8).fraction == value)
        #expect(
          Dyadic(value, rounding, precisionInBits: 8).rounded(rounding, precisionInBits: 8).fraction
            == value)
      }
    }
    #expect(Dyadic.quotient(Dyadic(1), Dyadic(0), .down, precisionInBits: 8) == Dyadic(0))
  }

  @Test("machine integers are found where there is one")
  func integers() {
    #expect(Dyadic(BigInteger(3), exponent: 2).int == 12 && Dyadic(-7).int == -7)
    #expect(Dyadic(BigInteger(1), exponent: -1).int == nil && Dyadic(0).int == 0)
    #expect(Dyadic(BigInteger(1), exponent: 62).int == 1 << 62)
    #expect(Dyadic(BigInteger(1), exponent: 63).int == nil)
    #expect(Dyadic(BigInteger(-1), exponent: 63).int == Int.min)
    #expect(Dyadic(BigInteger(1), exponent: 1 << 40).int == nil)
  }
}
