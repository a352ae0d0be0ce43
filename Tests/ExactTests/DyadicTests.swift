import Reals
import Testing

@testable import Exact

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
  ) throws {
    #expect(rounded.mantissa.bitWidth <= bits, "\(comment)")
    // Towards zero the next number is half a unit away at a power of two.
    let step = unit(rounded, bits) * Fraction.half
    let value = try rounded.fraction
    if rounding == .down {
      #expect(isAtMost(value) && !isAtMost(value + step + step), "\(comment)")
    } else {
      #expect(isAtLeast(value) && !isAtLeast(value - step - step), "\(comment)")
    }
  }

  @Test("sums, differences, products and order are exact")
  func exact() throws {
    var generator = SeededGenerator(seed: 4, label: "dyadic/exact")
    for _ in 0..<300 {
      let a = random(&generator)
      let near = a + Dyadic(BigInteger(1), exponent: a.exponent - Int(generator.next() % 3))
      let x = try a.fraction
      for b in [random(&generator), near, a.negated, a, Dyadic(0)] {
        let y = try b.fraction
        #expect(try (a + b).fraction == x + y)
        #expect(try (a - b).fraction == x - y)
        #expect(try (a * b).fraction == x * y)
        #expect((a < b) == (x < y) && (b < a) == (y < x))
        #expect((a == b) == (x == y))
      }
      #expect(try a.power(3).fraction == x * x * x)
      let size = Fraction(mantissa: BigInteger(1), exponent: a.magnitudeExponent)
      #expect(x.absolute < size && size * Fraction.half <= x.absolute)
      #expect(a.mantissa.trailingZeroBits == 0)
    }
    #expect(Dyadic(0).magnitudeExponent == 0 && Dyadic(BigInteger(0), exponent: 9).exponent == 0)
  }

  @Test("rounding, quotients and square roots give the nearest number on their side")
  func rounding() throws {
    var generator = SeededGenerator(seed: 4, label: "dyadic/rounding")
    for index in 0..<300 {
      let (a, b) = (random(&generator), random(&generator))
      let (x, y) = (try a.fraction, try b.fraction)
      let bits = [1, 2, 32, 53, 200][index % 5]
      for rounding in [Dyadic.Rounding.down, .up] {
        let comment = "\(a) \(b) \(bits) bits \(rounding)"
        try expectRounded(
          a.rounded(rounding, precisionInBits: bits), rounding, bits: bits, comment,
          isAtMost: { $0 <= x }, isAtLeast: { $0 >= x })
        let turned = b.sign
        try expectRounded(
          Dyadic.quotient(a, b, rounding, precisionInBits: bits), rounding, bits: bits, comment,
          isAtMost: { turned > 0 ? $0 * y <= x : $0 * y >= x },
          isAtLeast: { turned > 0 ? $0 * y >= x : $0 * y <= x })
        let square = a.sign < 0 ? a.negated : a
        for value in [square, square * square] {
          let root = value.squareRoot(rounding, precisionInBits: bits)
          let exact = try value.fraction
          try expectRounded(
            root, rounding, bits: bits, comment,
            isAtMost: { $0.sign < 0 || $0 * $0 <= exact },
            isAtLeast: { $0.sign >= 0 && $0 * $0 >= exact })
        }
      }
    }
  }

  @Test("numbers of few bits are not changed; a/b is exact where it can be")
  func exactResults() throws {
    for (top, bottom) in [(3, 1), (-7, 4), (1, 1024), (0, 1), (255, 2)] {
      let value = try Fraction(BigInteger(top), BigInteger(bottom))
      for rounding in [Dyadic.Rounding.down, .up] {
        let found = Dyadic(value, rounding, precisionInBits: 8)
        #expect(try found.fraction == value)
        #expect(found.rounded(rounding, precisionInBits: 8) == found)
      }
    }
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
