import CertificateFormat
import Diagnostics
import Exact
import Kernel
import Reals
import Testing
import Verification

/// Traps 1, 11, 12, 13 and 15, about numbers and how they are printed.
@Suite("Trap numbers") struct TrapNumbersTests {
  private func random(_ generator: inout SeededGenerator, below bound: Int = 1_000_000) -> Int {
    Int(generator.next() % UInt64(bound))
  }

  /// Trap 1: fails when a quotient is rounded towards zero or to nearest: -1/2 lies in [-1, 0], and
  /// 0.499 to 0.501 in [0, 1].
  @Test("floor and ceiling are the nearest integers on their sides")
  func integers() throws {
    var generator = SeededGenerator(seed: 1, label: "trap 1")
    var cases = [(499, 1000), (501, 1000), (-1, 2), (1, 2), (-3, 2), (7, 1), (-7, 1), (0, 1)]
    for _ in 0..<1_000 { cases.append((random(&generator) - 500_000, random(&generator) + 1)) }
    for (p, q) in cases {
      let value = try Fraction(BigInteger(p), BigInteger(q))
      let (floor, ceiling) = (Fraction(value.floor), Fraction(value.ceiling))
      #expect(floor <= value && value < floor + Fraction(1), "\(value)")
      #expect(ceiling >= value && value > ceiling - Fraction(1), "\(value)")
    }
  }

  /// Trap 11: fails when an end is printed rounded to nearest, as 1.2 rounded the wrong way.
  @Test("a printed enclosure contains the interval")
  func printedEnclosures() throws {
    var generator = SeededGenerator(seed: 11, label: "trap 11")
    for trial in 0..<2_000 {
      let bits = [24, 53, 64, 113, 300][trial % 5]
      let value = try Fraction(random(&generator) - 500_000, random(&generator) + 1)
      let interval = try Interval(
        trial == 0 ? Fraction(parsing: "1.2") : value, precisionInBits: bits
      )
      .exp()
      let ends = interval.description.dropFirst().dropLast().split(separator: ", ")
      try #require(ends.count == 2)
      let lower = try Fraction(parsing: String(ends[0]))
      let upper = try Fraction(parsing: String(ends[1]))
      let exact = (try #require(interval.lower.rational), try #require(interval.upper.rational))
      #expect(lower <= exact.0 && exact.1 <= upper, "\(interval) for exp(\(value)) at \(bits) bits")
      // The control: not so wide that containing is no art. 17 digits are printed.
      let slack = try Fraction(parsing: "1e-16") * exact.1
      #expect(upper - exact.1 <= slack && exact.0 - lower <= slack)
    }
    let exact = try Interval(
      lower: Real(0.5, precisionInBits: 53), upper: Real(1.5, precisionInBits: 53))
    let printed = exact.description.dropFirst().dropLast().split(separator: ", ")
    #expect(
      try printed.map { try Fraction(parsing: String($0)) } == [
        Fraction(parsing: "0.5"), Fraction(parsing: "1.5"),
      ])
  }

  /// Trap 11: fails when the share of open boxes is rounded to nearest or cut: 0.0000 % would read
  /// as nothing.
  @Test("the share that is open is rounded up, and by less than one unit")
  func printedShares() throws {
    var generator = SeededGenerator(seed: 11, label: "trap 11, shares")
    var shares = [Fraction(1), try #require(Fraction("1p-3000")), try #require(Fraction("1/8"))]
    for _ in 0..<1_000 {
      let (a, b) = (random(&generator), random(&generator) + 1)
      shares.append(try Fraction(BigInteger(min(a, b)), BigInteger(max(a, b, 1))))
    }
    for share in shares {
      let text = CheckReport.percentage(share)
      let printed = try Fraction(parsing: text)
      let exact = share * Fraction(100)
      #expect(printed >= exact, "\(text) % for \(share)")
      #expect(printed - exact < (try #require(Fraction("1/10000"))), "\(text) % for \(share)")
    }
  }

  /// Trap 11, in a whole run: fails when a bound on the wrong side is printed; that every
  /// bound is rounded to its safe side is the law of SideTextTests.
  @Test("a bound that refutes is printed on its safe side")
  func printedBound() throws {
    let text = try Corpus.text("06-bounds-of-a-minimum.theorem")
    let settings = VerificationSettings(digits: 20, points: 1, starts: 2, boxes: 1)
    let report = TheoremVerifier(settings: settings)
      .verify(SourceText(name: "t.theorem", text: text))
    let claim = try #require(report.claims.first { $0.name == "higher" })
    let left = try #require(claim.counterexample?.left)
    try #require(left.hasPrefix("<= "))
    let bound = try Fraction(parsing: String(left.dropFirst(3)))
    // The minimum at a = 0.004, from mpmath with 70 digits.
    let minimum = try Fraction(
      parsing: "0.04659442422210455395675846075952225474867237719805950558")
    #expect(minimum <= bound)
    #expect(bound < (try minimum + Fraction(parsing: "1e-15")))
  }

  /// Trap 12: fails when a literal becomes the nearest binary number before it becomes an interval.
  @Test("an interval of one tenth contains it; an interval of one eighth is a point")
  func oneTenth() throws {
    let tenth = try #require(Fraction("1/10"))
    let eighth = try #require(Fraction("1/8"))
    for bits in [2, 24, 53, 64, 113, 1000] {
      let kernel = DyadicInterval(enclosing: tenth, precisionInBits: bits)
      #expect(kernel.contains(tenth) && kernel.lower < kernel.upper)
      let numbers = Interval(try Fraction(parsing: "0.1"), precisionInBits: bits)
      #expect(numbers.contains(try Fraction(parsing: "1/10")) && !numbers.isPoint)
      let exact = DyadicInterval(enclosing: eighth, precisionInBits: bits)
      #expect(exact.lower == exact.upper && exact.contains(eighth))
    }
  }

  /// Trap 13: fails when infinity minus infinity becomes a number, or an empty interval that every
  /// comparison tells apart from everything.
  @Test("what overflows compares with nothing")
  func overflow() throws {
    let huge = Interval(Fraction(1 << 40), precisionInBits: 53).exp()
    #expect(!huge.isBounded && huge.isCertainlyPositive)
    let difference = huge - huge
    for interval in [difference, huge * (huge - huge), -difference, difference.absolute() - huge] {
      #expect(!interval.lower.isFinite || !interval.upper.isFinite)
      #expect(!interval.isCertainlyPositive && !interval.isCertainlyNegative)
      for other in [Interval(0, precisionInBits: 53), Interval(1, precisionInBits: 53)] {
        #expect(interval.overlaps(other) && interval.intersection(with: other) != nil)
        #expect(!interval.isCertainlyLess(than: other) && !interval.isCertainlyGreater(than: other))
      }
    }
    // What is not a number makes no interval.
    let none = Real(Double.nan, precisionInBits: 53)
    #expect(!none.isFinite)
    #expect(throws: NumberError.self) {
      _ = try Interval(lower: none, upper: Real(1, precisionInBits: 53))
    }
    #expect(throws: NumberError.self) { _ = try Fraction(exactly: Double.nan) }
    // The kernel has no infinity: it refuses.
    let large = DyadicInterval(Dyadic(BigInteger(1), exponent: 19))
    let exponential = try large.value(of: .exp, precisionInBits: 53)
    #expect(throws: KernelError.self) { _ = try exponential.value(of: .exp, precisionInBits: 53) }
    #expect(exponential.isPositive)
  }

  /// Trap 15: fails when a number of a certificate is printed with a rounding.
  @Test("numbers of certificates are read back as they were")
  func numbersOfCertificates() throws {
    var generator = SeededGenerator(seed: 15, label: "trap 15")
    for trial in 0..<2_000 {
      let top = BigInteger(random(&generator) - 500_000).power(1 + trial % 20)
      let value =
        trial % 2 == 0
        ? Fraction(mantissa: top, exponent: random(&generator, below: 2_000) - 1_000)
        : try Fraction(top, BigInteger(random(&generator) + 1).power(1 + trial % 7))
      #expect(Fraction(value.description) == value)
      let step = CertificateStep.split("x", value)
      let section = Certificate.Section(claim: "c", steps: [Certificate.NumberedStep(step)])
      let printed = CertificatePrinter.print(Certificate(sections: [section]))
      let read = try CertificateParser.parse(Array(printed.utf8))
      #expect(read.sections.map { $0.steps.map(\.step) } == [[step]], "\(value)")
    }
  }
}
