import Reals
import Testing

@testable import Exact

/// Integers against machine integers, and by the laws of division.
@Suite("Big integers") struct BigIntegerTests {
  @Test("small integers behave as machine integers do")
  func small() {
    for a in -12...12 {
      for b in -12...12 {
        let (x, y) = (BigInteger(a), BigInteger(b))
        #expect((x + y).int == a + b && (x - y).int == a - b && (x * y).int == a * b)
        #expect((x < y) == (a < b) && (x == y) == (a == b))
        #expect(x.hashValue == y.hashValue || a != b)
        guard b != 0 else { continue }
        let quotient = Int((Double(a) / Double(b)).rounded(.down))
        #expect(x.floorQuotient(y).int == quotient)
        #expect(x.ceilingQuotient(y).int == (a % b == 0 ? quotient : quotient + 1))
      }
      let x = BigInteger(a)
      #expect(x.sign == a.signum() && x.magnitude.int == abs(a) && (-x).int == -a)
      #expect(x.bitWidth == Int.bitWidth - abs(a).leadingZeroBitCount)
      #expect(x.trailingZeroBits == (a == 0 ? 0 : a.trailingZeroBitCount))
      #expect((x << 3).int == a << 3 && (x >> 1).int == a >> 1)
      #expect(x.shifted(2).int == a << 2 && x.shifted(-2).int == a >> 2 && x.shifted(0).int == a)
      #expect(x.power(3).int == a * a * a && x.power(0).int == 1)
      #expect("\(x)" == "\(a)" && BigInteger("\(a)") == x)
    }
    #expect(BigInteger(7).exactQuotient(BigInteger(0)) == BigInteger(7))
  }

  @Test("a quotient by zero ends the program")
  func traps() async {
    await #expect(processExitsWith: .failure) { _ = BigInteger(1).floorQuotient(BigInteger(0)) }
    await #expect(processExitsWith: .failure) { _ = BigInteger(1).ceilingQuotient(BigInteger(0)) }
  }

  @Test("large quotients, roots and common divisors obey their laws")
  func large() throws {
    var generator = SeededGenerator(seed: 3, label: "big integers")
    for _ in 0..<200 {
      let a = Self.random(&generator)
      let b = Self.random(&generator)
      let floor = a.floorQuotient(b)
      let ceiling = a.ceilingQuotient(b)
      let rest = a - floor * b
      #expect(rest.magnitude < b.magnitude && (rest.sign == 0 || rest.sign == b.sign), "\(a) \(b)")
      #expect(ceiling - floor == BigInteger(rest.sign == 0 ? 0 : 1), "\(a) \(b)")
      let common = a.greatestCommonDivisor(b)
      #expect(common.sign == 1)
      let (p, q) = (a.exactQuotient(common), b.exactQuotient(common))
      #expect(p * common == a && q * common == b)
      #expect(p.greatestCommonDivisor(q) == BigInteger(1))
      let root = a.magnitude.squareRootRoundedDown
      let next = root + BigInteger(1)
      #expect(root * root <= a.magnitude && a.magnitude < next * next)
      #expect(BigInteger("\(a)") == a && BigInteger("\(a)")?.hashValue == a.hashValue)
    }
    #expect(BigInteger(-4).squareRootRoundedDown == BigInteger(0))
  }

  @Test("machine integers end where they end")
  func machineIntegers() {
    #expect(BigInteger(Int.max).int == Int.max && BigInteger(Int.min).int == Int.min)
    #expect((BigInteger(Int.max) + BigInteger(1)).int == nil)
    #expect((BigInteger(Int.min) - BigInteger(1)).int == nil)
  }

  @Test("text is read in one form only")
  func text() {
    for text in ["", "-", "+1", "01", "-0", "00", "1 ", " 1", "1a", "0x1", "--1", "-01", "1.0"] {
      #expect(BigInteger(text) == nil, "\(text)")
    }
    #expect(BigInteger("0") == BigInteger(0) && BigInteger("-10") == BigInteger(-10))
    #expect(BigInteger("123456789012345678901234567890").map { "\($0)" }?.count == 30)
  }

  /// An integer of up to 260 bits, never zero.
  static func random(_ generator: inout SeededGenerator) -> BigInteger {
    var value = BigInteger(Int(generator.next() % 1000) + 1)
    for _ in 0..<Int(generator.next() % 5) {
      value = (value << 50) + BigInteger(Int(generator.next() >> 14))
    }
    return generator.next() % 2 == 0 ? value : -value
  }
}
