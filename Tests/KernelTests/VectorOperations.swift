import Exact
import Reals

@testable import Kernel

/// An interval type that the test vectors are put to, at 53 bits.
protocol VectorTested {
  associatedtype End: Comparable
  var lower: End { get }
  var upper: End { get }
  /// An end; `nil` for what is no end.
  static func end(_ value: Double) -> End?
  /// The e with 2^(e-1) <= |x| < 2^e; `nil` for zero and infinities.
  static func exponent(of end: End) -> Int?
  /// The interval between two ends; `nil` where they are none.
  static func make(_ lower: Double, _ upper: Double) -> Self?
  /// Operations that give intervals, by their names in the vectors.
  static var operations: [String: @Sendable ([Self], Int) throws -> Self] { get }
  /// Comparisons, by their names in the vectors.
  static var comparisons: [String: @Sendable (Self, Self) -> Bool] { get }
  /// Numbers that belong to an interval, by their names in the vectors.
  static var measures: [String: @Sendable (Self) -> End] { get }
  /// The numbers in both.
  func common(with other: Self) -> Self?
  /// Whether an error says that the operation is not defined on all of its arguments.
  static func isOutsideDomain(_ error: any Error) -> Bool
  /// Whether an error says that a result is beyond the limits of the type.
  static func isBeyondLimit(_ error: any Error) -> Bool
}

extension VectorTested {
  /// Whether a number is zero, an infinity or in the range of the normal binary64 numbers.
  static func isNormal(_ end: End) -> Bool {
    exponent(of: end).map((-1021...1024).contains) ?? true
  }

  /// Whether each end is the expected one or, beyond the normal numbers, on the inner side of it.
  func agrees(with lower: Double, _ upper: Double) -> Bool {
    let isBelow =
      Self.end(lower).map { Self.isNormal(self.lower) ? $0 == self.lower : $0 <= self.lower }
      ?? (lower < 0 && !Self.isNormal(self.lower))
    let isAbove =
      Self.end(upper).map { Self.isNormal(self.upper) ? $0 == self.upper : self.upper <= $0 }
      ?? (upper > 0 && !Self.isNormal(self.upper))
    return isBelow && isAbove
  }
}

extension Interval: VectorTested {
  static func end(_ value: Double) -> Real? { Real(value, precisionInBits: 53) }

  static func exponent(of end: Real) -> Int? { end.binaryExponent }

  static func make(_ lower: Double, _ upper: Double) -> Interval? {
    try? Interval(lower: Real(lower, precisionInBits: 53), upper: Real(upper, precisionInBits: 53))
  }

  static let operations: [String: @Sendable ([Interval], Int) throws -> Interval] = [
    "pos": { x, _ in x[0] },
    "neg": { x, _ in -x[0] },
    "abs": { x, _ in x[0].absolute() },
    "recip": { x, _ in try 1 / x[0] },
    "sqr": { x, _ in try x[0].power(2) },
    "sqrt": { x, _ in try x[0].squareRoot() },
    "exp": { x, _ in x[0].exp() },
    "expm1": { x, _ in x[0].expm1() },
    "log": { x, _ in try x[0].log() },
    "logp1": { x, _ in try x[0].log1p() },
    "pown": { x, n in try x[0].power(n) },
    "pow": { x, _ in try x[0].power(x[1]) },
    "add": { x, _ in x[0] + x[1] },
    "sub": { x, _ in x[0] - x[1] },
    "mul": { x, _ in x[0] * x[1] },
    "div": { x, _ in try x[0] / x[1] },
    "min": { x, _ in x.dropFirst().reduce(x[0], Interval.minimum) },
    "max": { x, _ in x.dropFirst().reduce(x[0], Interval.maximum) },
    "convexHull": { x, _ in x.dropFirst().reduce(x[0]) { $0.hull(with: $1) } },
  ]

  static let comparisons: [String: @Sendable (Interval, Interval) -> Bool] = [
    "equal": { $0 == $1 },
    "subset": { $1.contains($0) },
    "precedes": { $0.isCertainlyAtMost($1) && $1.isCertainlyAtLeast($0) },
    "strictPrecedes": { $0.isCertainlyLess(than: $1) && $1.isCertainlyGreater(than: $0) },
    "disjoint": { !$0.overlaps($1) },
  ]

  static let measures: [String: @Sendable (Interval) -> Real] = [
    "inf": { $0.lower }, "sup": { $0.upper }, "mid": { $0.midpoint }, "rad": { $0.radius },
    "wid": { $0.width }, "mag": { $0.absolute().upper }, "mig": { $0.absolute().lower },
  ]

  func common(with other: Interval) -> Interval? { intersection(with: other) }

  static func isOutsideDomain(_ error: any Error) -> Bool {
    if case .outsideDomain? = error as? NumberError { true } else { false }
  }

  static func isBeyondLimit(_ error: any Error) -> Bool { false }
}

extension DyadicInterval: VectorTested {
  static func end(_ value: Double) -> Dyadic? { Dyadic(exactly: value) }

  static func exponent(of end: Dyadic) -> Int? {
    end.sign == 0 || end.isInfinite ? nil : end.magnitudeExponent
  }

  static func make(_ lower: Double, _ upper: Double) -> DyadicInterval? {
    guard let lower = Dyadic(exactly: lower), let upper = Dyadic(exactly: upper) else { return nil }
    return try? DyadicInterval(lower: lower, upper: upper)
  }

  private static let p = 53

  static let operations: [String: @Sendable ([DyadicInterval], Int) throws -> DyadicInterval] = [
    "pos": { x, _ in x[0] },
    "neg": { x, _ in x[0].negated },
    "abs": { x, _ in x[0].absolute },
    "recip": { x, _ in try DyadicInterval(Dyadic(1)).divided(by: x[0], precisionInBits: p) },
    "sqr": { x, _ in try x[0].power(2, precisionInBits: p) },
    "sqrt": { x, _ in try x[0].squareRoot(precisionInBits: p) },
    "exp": { x, _ in try x[0].value(of: .exp, precisionInBits: p) },
    "expm1": { x, _ in try x[0].value(of: .expm1, precisionInBits: p) },
    "log": { x, _ in try x[0].value(of: .log, precisionInBits: p) },
    "logp1": { x, _ in try x[0].value(of: .log1p, precisionInBits: p) },
    "pown": { x, n in try x[0].power(n, precisionInBits: p) },
    "add": { x, _ in try x[0].adding(x[1], precisionInBits: p) },
    "sub": { x, _ in try x[0].subtracting(x[1], precisionInBits: p) },
    "mul": { x, _ in try x[0].multiplied(by: x[1], precisionInBits: p) },
    "div": { x, _ in try x[0].divided(by: x[1], precisionInBits: p) },
    "min": { x, _ in x.dropFirst().reduce(x[0]) { $0.minimum(with: $1) } },
    "max": { x, _ in x.dropFirst().reduce(x[0]) { $0.maximum(with: $1) } },
    "convexHull": { x, _ in x.dropFirst().reduce(x[0]) { $0.hull(with: $1) } },
  ]

  static let comparisons: [String: @Sendable (DyadicInterval, DyadicInterval) -> Bool] = [
    "equal": { $0 == $1 },
    "subset": { $1.contains($0) },
    // What certainly holds, and the converse that certainly fails with it.
    "precedes": {
      Relation.lessOrEqual.holds($0, $1) == true && Relation.less.holds($1, $0) == false
    },
    "strictPrecedes": {
      Relation.less.holds($0, $1) == true && Relation.lessOrEqual.holds($1, $0) == false
    },
    "disjoint": { Relation.equal.holds($0, $1) == false },
  ]

  /// The midpoint is exact, so it is not a measure at 53 bits.
  static let measures: [String: @Sendable (DyadicInterval) -> Dyadic] = [
    "inf": { $0.lower }, "sup": { $0.upper }, "mag": { $0.absolute.upper },
    "mig": { $0.absolute.lower },
  ]

  func common(with other: DyadicInterval) -> DyadicInterval? { intersection(with: other) }

  static func isOutsideDomain(_ error: any Error) -> Bool {
    if case .undefined? = error as? KernelError { true } else { false }
  }

  static func isBeyondLimit(_ error: any Error) -> Bool {
    if case .limit? = error as? KernelError { true } else { false }
  }
}

extension Dyadic {
  /// A binary64 number or infinity; `nil` for NaN.
  init?(exactly value: Double) {
    if value.isNaN { return nil }
    if value.isInfinite {
      self = value > 0 ? .infinity : Dyadic.infinity.negated
      return
    }
    if value == 0 {
      self.init(0)
      return
    }
    // The significand is in [1, 2), also of numbers that are not normal.
    let mantissa = BigInteger(Int(value.significand * 0x1p52))
    self.init(value < 0 ? -mantissa : mantissa, exponent: Int(value.exponent) - 52)
  }
}
