import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("CertifiedDecimal") struct CertifiedDecimalTests {
  @Test("known cases")
  func known() throws {
    func decimal(_ low: String, _ high: String, _ digits: Int = 30) throws -> CertifiedDecimal {
      let lower = Real(try rational(low), precisionInBits: 300, rounding: .down)
      let upper = Real(try rational(high), precisionInBits: 300, rounding: .up)
      return try Interval(lower: lower, upper: upper).certifiedDecimal(maximumDigits: digits)
    }
    #expect(try decimal("0.5", "0.5") == CertifiedDecimal(text: "0.5", digits: 1, isExact: true))
    #expect(try decimal("0", "0") == CertifiedDecimal(text: "0", digits: 1, isExact: true))
    #expect(try decimal("1000", "1000").text == "1000")
    #expect(try decimal("1000", "1000", 2).text == "1e3")
    #expect(try decimal("1e20", "1e20").text == "1e20")
    #expect(try decimal("-0.0000001", "-0.0000001", 3).text == "-1.00e-7")
    // 0.149 and 0.151 share two digits, although they do not share one.
    #expect(
      try decimal("0.149", "0.151") == CertifiedDecimal(text: "0.15", digits: 2, isExact: false))
    #expect(try decimal("0.1499", "0.1501").text == "0.150")
    #expect(
      try decimal("1234.1", "1234.9") == CertifiedDecimal(text: "1.23e3", digits: 3, isExact: false)
    )
    #expect(try decimal("9.996", "10.004").text == "10.0")
    #expect(try decimal("-1e-60", "2e-60").text.contains("e-60"))
    #expect(try decimal("-1e-60", "2e-60").digits == 0)
    #expect(try decimal("1", "3").text == "[1.0, 3.0]")
    #expect(
      try decimal("0", "0.25").text == "[0, 0.25]" || decimal("0", "0.25").text == "[0, 0.26]")
    #expect(try decimal("22/7", "22/7", 10).text == "3.142857143")
  }

  @Test("unbounded intervals are enclosures")
  func unbounded() throws {
    let (one, infinity) = (Real(1, precisionInBits: 53), Real(Double.infinity, precisionInBits: 53))
    let above = try Interval(lower: one, upper: infinity)
    #expect(above.certifiedDecimal(maximumDigits: 9).text == "[1.0, inf]")
    #expect(above.certifiedDecimal(maximumDigits: 9).digits == 0)
    let huge = Interval(try rational("1e30"), precisionInBits: 53).exp()
    #expect(huge.certifiedDecimal(maximumDigits: 9).digits == 0)
  }

  @Test("the text is the nearest decimal to both endpoints, and no longer one would be")
  func correctAndMaximal() throws {
    var generator = SeededGenerator(seed: 1, label: "decimal/law")
    var certified = 0
    for round in 0..<6000 {
      let interval = try draw(&generator, narrowness: round % 40)
      let maximum = generator.integer(1...45)
      let decimal = interval.certifiedDecimal(maximumDigits: maximum)
      guard let low = interval.lower.rational, let high = interval.upper.rational else { continue }
      if decimal.digits > 0 {
        certified += 1
        let value = try rational(decimal.text)
        check(isNearest(value, to: low, decimal.digits), "\(low): \(decimal.text)")
        check(isNearest(value, to: high, decimal.digits), "\(high): \(decimal.text)")
        check(significantDigits(decimal.text) == decimal.digits, decimal.text)
      }
      check(decimal.digits <= maximum, "\(decimal) has more than \(maximum) digits")
      guard !interval.isPoint, maximum > decimal.digits else { continue }
      for digits in (decimal.digits + 1)...maximum {
        check(!share(digits, low, high), "[\(low), \(high)] share \(digits): \(decimal.text)")
      }
    }
    #expect(certified > 3000)
  }

  private func draw(_ generator: inout SeededGenerator, narrowness: Int) throws -> Interval {
    let center = generator.real(200, exponents: -120...120).rational ?? Fraction(0)
    // Short decimals put roundings and places where digits carry inside the interval.
    let short = center.rounded(toSignificantDigits: generator.integer(1...6))
    let middle = generator.integer(0...1) == 0 ? center : short
    let radius =
      try middle.absolute * generator.fraction(bits: 30) * Fraction(10).power(-narrowness)
    return try Interval(
      lower: Real(middle - radius, precisionInBits: 200, rounding: .down),
      upper: Real(
        middle + radius * generator.fraction(bits: 5), precisionInBits: 200, rounding: .up))
  }

  /// Whether no decimal with that many digits is nearer than `decimal`; exact, and apart from the
  /// code that prints.
  private func isNearest(_ decimal: Fraction, to value: Fraction, _ digits: Int) -> Bool {
    if value.sign == 0 { return decimal.sign == 0 }
    let unit = Fraction.powerOfTen(value.absolute.decimalExponent - digits)
    let error = (decimal - value).absolute
    return error + error <= unit
  }

  /// Whether one decimal with that many digits is nearest to both numbers.
  private func share(_ digits: Int, _ low: Fraction, _ high: Fraction) -> Bool {
    guard low.sign * high.sign > 0 else { return false }
    let candidate = low.rounded(toSignificantDigits: digits)
    let other = high.rounded(toSignificantDigits: digits)
    // Halves may go either way, so only clear cases count.
    return candidate == other && !isHalf(low, digits) && !isHalf(high, digits)
  }

  private func isHalf(_ value: Fraction, _ digits: Int) -> Bool {
    let scaled = value.absolute * Fraction.powerOfTen(digits - value.absolute.decimalExponent)
    return (scaled + Fraction.half).isInteger
  }

  private func significantDigits(_ text: String) -> Int {
    let significand = text.split(separator: "e")[0].filter { $0 != "-" && $0 != "." }
    return text == "0" ? 1 : significand.drop(while: { $0 == "0" }).count
  }
}
