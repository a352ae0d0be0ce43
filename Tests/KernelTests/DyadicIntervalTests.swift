import Exact
import Testing

@testable import Kernel

/// Interval operations against the extremes of the exact operation over the ends.
@Suite("Dyadic intervals") struct DyadicIntervalTests {
  /// All intervals between some numbers, points included.
  static let intervals: [DyadicInterval] = {
    let ends = [(-5, 0), (-3, -1), (-1, -2), (0, 0), (3, -3), (1, 0), (7, 0)].map {
      Dyadic(BigInteger($0.0), exponent: $0.1)
    }
    return ends.flatMap { low in
      ends.filter { low <= $0 }.map { DyadicInterval(ordered: low, $0) }
    }
  }()

  private func ends(_ a: DyadicInterval) throws -> [Fraction] {
    [try a.lower.fraction, try a.upper.fraction]
  }

  /// The tightest interval around exact values.
  private func tightest(_ values: [Fraction], _ bits: Int) -> DyadicInterval? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return DyadicInterval(
      ordered: Dyadic(low, .down, precisionInBits: bits), Dyadic(high, .up, precisionInBits: bits))
  }

  private func corners(
    _ a: DyadicInterval, _ b: DyadicInterval, _ operation: (Fraction, Fraction) throws -> Fraction
  ) throws -> [Fraction] {
    try ends(a).flatMap { x in try ends(b).map { try operation(x, $0) } }
  }

  @Test("operations on two intervals have the range of their corners", arguments: [2, 60])
  func pairs(bits: Int) throws {
    for a in Self.intervals {
      for b in Self.intervals {
        let sums = tightest(try corners(a, b, +), bits)
        #expect(try a.adding(b, precisionInBits: bits) == sums)
        let differences = tightest(try corners(a, b, -), bits)
        #expect(try a.subtracting(b, precisionInBits: bits) == differences)
        let products = tightest(try corners(a, b, *), bits)
        #expect(try a.multiplied(by: b, precisionInBits: bits) == products)
        let (x, y) = (try ends(a), try ends(b))
        #expect(try ends(a.minimum(with: b)) == [min(x[0], y[0]), min(x[1], y[1])])
        #expect(try ends(a.maximum(with: b)) == [max(x[0], y[0]), max(x[1], y[1])])
        if y[0].sign > 0 || y[1].sign < 0 {
          let quotients = tightest(try corners(a, b) { try $0.divided(by: $1) }, bits)
          #expect(try a.divided(by: b, precisionInBits: bits) == quotients, "\(a) \(b)")
        } else {
          #expect(throws: KernelError.self) { try a.divided(by: b, precisionInBits: bits) }
        }
        let calculator = Calculator(precisionInBits: bits)
        #expect(try calculator.multiply(a, b) == products && calculator.add(a, b) == sums)
      }
    }
  }

  @Test("hulls and intersections are those of the numbers inside")
  func sets() throws {
    let numbers = (-12...16).map { Fraction($0) * Fraction.half }
    for a in Self.intervals {
      for b in Self.intervals {
        let common = a.intersection(with: b)
        let hull = a.hull(with: b)
        let (x, y) = (try ends(a), try ends(b))
        #expect(hull.contains(a) && hull.contains(b))
        #expect(try ends(hull) == [min(x[0], y[0]), max(x[1], y[1])])
        for z in numbers + x + y {
          #expect((common?.contains(z) ?? false) == (a.contains(z) && b.contains(z)))
        }
        #expect(a.contains(b) == y.allSatisfy { a.contains($0) })
      }
      let x = try ends(a)
      for z in numbers { #expect(a.contains(z) == (x[0] <= z && z <= x[1])) }
    }
  }

  @Test("signs, negatives, absolute values and midpoints")
  func single() throws {
    for a in Self.intervals {
      let (low, high) = (try ends(a)[0], try ends(a)[1])
      #expect(a.isPositive == (low > Fraction(0)) && a.isNonnegative == (low >= Fraction(0)))
      #expect(a.isNegative == (high < Fraction(0)) && a.containsZero == a.contains(Fraction(0)))
      #expect(try ends(a.negated) == [-high, -low])
      #expect(try a.midpoint.fraction == (low + high) * Fraction.half)
      let sizes = [low.absolute, high.absolute] + (a.containsZero ? [Fraction(0)] : [])
      #expect(a.absolute == tightest(sizes, 60))
      for n in -3...5 {
        var powers: [Fraction] = []
        guard n >= 0 || !a.containsZero else {
          #expect(throws: KernelError.self) { try a.power(n, precisionInBits: 9) }
          continue
        }
        for x in [low, high] + (a.containsZero ? [Fraction(0)] : []) {
          powers.append(try x.power(n))
        }
        #expect(try a.power(n, precisionInBits: 9) == tightest(powers, 9), "\(a)^\(n)")
      }
      let calculator = Calculator(precisionInBits: 60)
      #expect(try calculator.function(.negate, a) == a.negated)
      #expect(try calculator.function(.absolute, a) == a.absolute)
    }
  }

  @Test("functions are refused where they are not defined or too large")
  func refused() throws {
    func dyadic(_ mantissa: Int, _ exponent: Int = 0) -> DyadicInterval {
      DyadicInterval(Dyadic(BigInteger(mantissa), exponent: exponent))
    }
    let limit = FunctionProperties.largestExponentialArgument
    for large in [dyadic(1 << limit + 1), dyadic(-(1 << limit) - 1), dyadic(1, 200)] {
      for function in [UnaryFunction.exp, .expm1, .softplus, .sigmoid] {
        #expect(throws: KernelError.self) {
          try Calculator(precisionInBits: 64).function(function, large)
        }
      }
    }
    #expect(
      try dyadic(1 << limit).value(of: .softplus, precisionInBits: 64).contains(
        Fraction(1 << limit)))
    #expect(throws: KernelError.self) { try dyadic(0).value(of: .log, precisionInBits: 64) }
    #expect(throws: KernelError.self) { try dyadic(-1).value(of: .log1p, precisionInBits: 64) }
    #expect(throws: KernelError.self) { try dyadic(-1, -9).squareRoot(precisionInBits: 64) }
    #expect(try dyadic(0).squareRoot(precisionInBits: 64) == dyadic(0))
    #expect(throws: KernelError.self) { try dyadic(2).power(1025, precisionInBits: 64) }
    #expect(throws: KernelError.self) { try dyadic(2).power(-1025, precisionInBits: 64) }
    #expect(try dyadic(2).power(-1024, precisionInBits: 64) == dyadic(1, -1024))
    let largest = DyadicInterval.largestExponent
    for exponent in [largest - 1, -largest - 1] {
      #expect(try dyadic(1, exponent).adding(dyadic(0), precisionInBits: 64) == dyadic(1, exponent))
    }
    for exponent in [largest, -largest - 2] {
      #expect(throws: KernelError.self) {
        try dyadic(1, exponent).adding(dyadic(0), precisionInBits: 64)
      }
    }
  }

  @Test("ends in the wrong order are refused")
  func order() {
    #expect(throws: KernelError.self) { try DyadicInterval(lower: Dyadic(1), upper: Dyadic(0)) }
    #expect(throws: KernelError.self) {
      try DyadicInterval(lower: Fraction(1), upper: Fraction(0), precisionInBits: 64)
    }
    #expect(throws: Never.self) { try DyadicInterval(lower: Dyadic(1), upper: Dyadic(1)) }
    #expect(throws: Never.self) {
      try DyadicInterval(lower: Fraction(1), upper: Fraction(1), precisionInBits: 64)
    }
  }

  @Test("only precisions of the format are calculated with")
  func precisions() {
    for bits in [31, 8193, 0, -1] {
      #expect(throws: KernelError.self) { try Calculator(checking: bits) }
    }
    for bits in [32, 8192] { #expect(throws: Never.self) { try Calculator(checking: bits) } }
  }
}
