import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel

/// The functions of the table beside MPFR: both round to the nearest numbers outside, so that they
/// must agree in every bit, and the value at a point of the interval, at four times the precision,
/// must lie inside.
///
/// `CONTAINMENT_TEST_MULTIPLIER` scales the count, which is 20,000 for each function at 1.
@Suite("Containment of functions") struct FunctionContainmentTests {
  static let count = Int(20_000 * Sweep.containmentMultiplier)

  static let functions: [UnaryFunction] = [
    .tanh, .sinh, .cosh, .sin, .cos, .tan, .asin, .atan, .erf, .erfc, .floor,
  ]

  static func mpfr(_ function: UnaryFunction, _ a: Interval) throws -> Interval {
    switch function {
    case .tanh: a.tanh()
    case .sinh: a.sinh()
    case .cosh: a.cosh()
    case .sin: a.sin()
    case .cos: a.cos()
    case .tan: try a.tan()
    case .asin: try a.asin()
    case .atan: a.atan()
    case .erf: a.erf()
    case .erfc: a.erfc()
    case .floor: a.floor()
    case .negate: -a
    case .absolute: a.absolute()
    case .squareRoot: try a.squareRoot()
    case .exp: a.exp()
    case .expm1: a.expm1()
    case .log: try a.log()
    case .log1p: try a.log1p()
    case .softplus: a.softplus()
    case .sigmoid: a.sigmoid()
    }
  }

  /// Ends of up to 48 bits and a point between them.
  struct Argument {
    let lower: Dyadic
    let upper: Dyadic
    let point: Dyadic

    init(for function: UnaryFunction, _ generator: inout SeededGenerator) {
      func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      func number(_ mantissa: Int, _ exponent: Int) -> Dyadic {
        Dyadic(BigInteger(mantissa), exponent: exponent)
      }
      let isBounded = function == .asin
      let isSmall = isBounded || [.erf, .erfc].contains(function)
      let exponent =
        switch random(0...7) {
        case 0: random(-2500 ... -40)
        case 1: random(-40 ... -3)
        case 2 where !isSmall: [.sinh, .cosh, .tanh].contains(function) ? 12 : random(4...200)
        default: isBounded ? 0 : random(-3...3)
        }
      var centre = number(random(-(1 << 40)...(1 << 40)), exponent - 40)
      // Close to a multiple of pi/2, of 1/2 or of 1.
      if random(0...3) == 0, [.sin, .cos, .tan].contains(function) {
        let k = random(-50...50)
        centre = number(Int(Double(k) * Double.pi / 2 * 0x1p40), -40)
      } else if random(0...5) == 0 {
        centre = number(random(-2...2) << 39 + random(-3...3), -40)
      } else if random(0...7) == 0 {
        centre = number(random(-6...6), -1)
      }
      let size = max(-60, centre.magnitudeExponent - 40)
      let isThin = random(0...2) == 0
      let width = number(random(0...(1 << 30)), isThin ? size - 30 : max(size, exponent) - 32)
      lower = centre
      upper = random(0...3) == 0 ? centre : centre + width
      point = random(0...3) == 0 ? upper : lower + (upper - lower) * number(random(0...1024), -10)
    }
  }

  private func mpfr(
    _ function: UnaryFunction, _ lower: Dyadic, _ upper: Dyadic, bits: Int
  ) throws -> Interval {
    let wide = max(bits, lower.mantissa.bitWidth, upper.mantissa.bitWidth)
    let interval = try Interval(
      lower: Real(lower).rounded(toPrecisionInBits: wide),
      upper: Real(upper).rounded(toPrecisionInBits: wide))
    return try Self.mpfr(function, interval)
  }

  @Test("both agree in every bit, and contain the value at a point", arguments: functions)
  func agree(on function: UnaryFunction) throws {
    var generator = SeededGenerator(seed: 11, label: "functions/\(function.name)")
    var values = 0
    while values < Self.count {
      let argument = Argument(for: function, &generator)
      let bits = [64, 80, 128, 192, 256].randomElement(using: &generator) ?? 64
      let interval = try DyadicInterval(lower: argument.lower, upper: argument.upper)
      let found = try? interval.value(of: function, precisionInBits: bits)
      let known = try? mpfr(function, argument.lower, argument.upper, bits: bits)
      guard let found, let known else {
        #expect((found == nil) == (known == nil), "\(function.name) on \(argument)")
        values += 1
        continue
      }
      let (lower, upper) = (Real(found.lower), Real(found.upper))
      let rounded = known.rounded(toPrecisionInBits: bits)
      #expect(
        lower == rounded.lower && upper == rounded.upper,
        "\(function.name) on \(argument) at \(bits) bits: \(found), MPFR \(known)")
      let exact = try mpfr(function, argument.point, argument.point, bits: 4 * bits)
      #expect(
        lower <= exact.lower && exact.upper <= upper,
        "\(function.name) at \(argument.point) in \(argument) at \(bits) bits")
      values += 1
    }
  }

  @Test("the series of erf encloses sqrt(pi) erf(x) exp(x^2)/(2 x), before other factors widen it")
  func seriesOfErf() throws {
    var generator = SeededGenerator(seed: 13, label: "series of erf")
    for _ in 0..<300 {
      // Ones at the end are next to lost, or almost a unit more, where the number is cut.
      let ones = (BigInteger(1) << 130) - BigInteger(generator.integer(0...1))
      let mantissa = (BigInteger(generator.integer((1 << 39)...(1 << 40))) << 130) + ones
      let z = Dyadic(mantissa, exponent: generator.integer(-172 ... -164))
      let bits = generator.integer(40...120)
      let found = ElementarySeries.sumOfPowers(z, bits: bits)
      let exact = try Interval(try z.fraction, precisionInBits: 600).squareRoot()
      let one = Interval(Fraction(1), precisionInBits: 600)
      let pi = one.atan() * Interval(Fraction(4), precisionInBits: 600)
      let known = try pi.squareRoot() * exact.erf() * (exact * exact).exp() / (exact + exact)
      #expect(
        Real(found.lower) <= known.lower && known.upper <= Real(found.upper),
        "at \(z), \(bits) bits")
    }
  }

  @Test(
    "bounds enclose before any rounding, which would hide what is off by less than the guard bits",
    arguments: functions.filter { $0 != .floor })
  func bounds(of function: UnaryFunction) throws {
    var generator = SeededGenerator(seed: 12, label: "bounds/\(function.name)")
    var checked = 0
    for _ in 0..<500 {
      let x = Argument(for: function, &generator).lower
      let bits = Int.random(in: 24...200, using: &generator)
      // Next to 0 the bounds are as close as the third power of the argument.
      let knownBits = 4 * bits + 700 + 4 * max(0, -x.magnitudeExponent)
      guard let known = try? mpfr(function, x, x, bits: knownBits),
        let found = try? ElementarySeries.bounds(of: function, at: x, bits: bits)
      else { continue }
      #expect(
        Real(found.lower) <= known.lower && known.upper <= Real(found.upper),
        "\(function.name) at \(x), \(bits) bits")
      checked += 1
    }
    #expect(checked > 450)
  }

  @Test("angles of 10^22 are reduced exactly, and so are larger ones")
  func largeAngles() throws {
    // sin(10^22) = -0.85220084976718880177270589375302936826...;
    // known from the literature on argument reduction (Ng 1992); naive reduction gives 0.46.
    let x = Dyadic(BigInteger(10).power(22))
    let sine = try DyadicInterval(x).value(of: .sin, precisionInBits: 128)
    let known = try Fraction(BigInteger("-8522008497671888017727") ?? BigInteger(0))
      .divided(by: Fraction(BigInteger(10).power(22)))
    let unit = try Fraction(1).divided(by: Fraction(BigInteger(10).power(22)))
    #expect(try known - unit <= sine.lower.fraction && sine.upper.fraction <= known)
    let far = Dyadic(BigInteger(1), exponent: 5000)
    let all = try DyadicInterval(lower: Dyadic(-1), upper: Dyadic(1))
    #expect(try DyadicInterval(far).value(of: .cos, precisionInBits: 64) == all)
    #expect(throws: KernelError.undefined("the argument of tan may be a pole")) {
      try DyadicInterval(far).value(of: .tan, precisionInBits: 64)
    }
  }

  @Test("intervals without end have limits")
  func endless() throws {
    let one = Dyadic(1)
    let all = try DyadicInterval(lower: Dyadic.infinity.negated, upper: .infinity)
    func value(_ function: UnaryFunction) throws -> DyadicInterval {
      try all.value(of: function, precisionInBits: 64)
    }
    for function in [UnaryFunction.tanh, .erf, .sin, .cos] {
      #expect(try value(function) == DyadicInterval(lower: one.negated, upper: one))
    }
    #expect(try value(.erfc) == DyadicInterval(lower: Dyadic(0), upper: Dyadic(2)))
    #expect(try value(.sinh) == all && value(.floor) == all)
    #expect(try value(.cosh) == DyadicInterval(lower: one, upper: .infinity))
    let right = Interval(Real(1, precisionInBits: 80)).atan()
    let angle = try value(.atan)
    #expect(Real(angle.upper) > right.upper + right.upper && angle.lower == angle.upper.negated)
    #expect(Real(angle.upper.rounded(.down, precisionInBits: 40)) < right.lower + right.lower)
  }

  @Test("arguments that are too large or outside the domain are refused")
  func refused() throws {
    func value(_ function: UnaryFunction, _ x: Dyadic) throws {
      _ = try DyadicInterval(x).value(of: function, precisionInBits: 64)
    }
    let beyond = Dyadic((1 << 10) + 1)
    for (function, x, reason) in [
      (UnaryFunction.erf, beyond, KernelError.limit("the argument of erf is beyond 2^10")),
      (.erfc, beyond.negated, .limit("the argument of erfc is beyond 2^10")),
      (.sinh, Dyadic(1 << 21), .limit("the argument of sinh is beyond 2^20")),
      (.asin, beyond, .undefined("the argument of asin may lie outside its domain")),
      (.erfc, Dyadic(1 << 10), .limit("a number is beyond 2^1000000 or its inverse")),
    ] { #expect(throws: reason) { try value(function, x) } }
    let straight = try DyadicInterval(lower: Dyadic(1), upper: Dyadic(2))
    #expect(throws: KernelError.undefined("the argument of tan may be a pole")) {
      try straight.value(of: .tan, precisionInBits: 64)
    }
  }

  @Test("floor jumps at integers, and has a derivative elsewhere only")
  func floors() throws {
    func value(_ lower: Int, _ upper: Int) throws -> DyadicInterval {
      try DyadicInterval(
        lower: Dyadic(BigInteger(lower), exponent: -2),
        upper: Dyadic(BigInteger(upper), exponent: -2)
      ).value(of: .floor, precisionInBits: 64)
    }
    #expect(try value(8, 11) == DyadicInterval(Dyadic(2)))
    #expect(try value(-1, -1) == DyadicInterval(Dyadic(-1)))
    #expect(try value(8, 12) == DyadicInterval(lower: Dyadic(2), upper: Dyadic(3)))
    let jets = JetCalculator(calculator: Calculator(precisionInBits: 64), order: 2, count: 1)
    func jet(_ lower: Int, _ upper: Int) throws -> Jet {
      let x = try DyadicInterval(lower: Dyadic(lower), upper: Dyadic(upper))
      return try jets.function(.floor, jets.variable(0, x))
    }
    #expect(throws: KernelError.refused("floor may jump here")) { try jet(2, 3) }
    #expect(try jet(3, 3).first == [DyadicInterval(Dyadic(0))])
  }
}
