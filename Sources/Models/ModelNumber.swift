import Exact
import Reals

/// One number of a model's arguments: exact, or a thin enclosure of a number that is not rational.
///
/// A theorem may hand a model `log(3)` as its margin. What is certified about such a model holds
/// for every number in the enclosure; the descent runs at its midpoint.
public enum ModelNumber: Equatable, Sendable, CustomStringConvertible {
  /// An exact number.
  case exact(Fraction)
  /// A number somewhere in a bounded interval.
  case enclosed(Interval)

  /// The exact number, or the digits of the enclosure that are certain.
  public var description: String {
    switch self {
    case .exact(let value): value.decimalText
    case .enclosed(let value): value.certifiedDecimal(maximumDigits: 60).text
    }
  }

  /// The exact number, or the exact midpoint of the enclosure.
  ///
  /// An unbounded enclosure has no midpoint and reads as zero, which no model accepts where it
  /// matters.
  public var representative: Fraction {
    switch self {
    case .exact(let value): value
    case .enclosed(let value): value.midpoint.rational ?? Fraction(0)
    }
  }

  /// The nearest double, for computations that promise nothing.
  public var approximateDouble: Double {
    switch self {
    case .exact(let value): value.approximateDouble
    case .enclosed(let value): value.midpoint.approximateDouble
    }
  }

  /// The exact integer.
  init(_ integer: Int) { self = .exact(Fraction(integer)) }

  /// The sum: exact where both terms are.
  static func + (left: ModelNumber, right: ModelNumber) -> ModelNumber {
    combine(left, right, exactly: +, enclosing: +)
  }

  /// The difference: exact where both terms are.
  static func - (left: ModelNumber, right: ModelNumber) -> ModelNumber {
    combine(left, right, exactly: -, enclosing: -)
  }

  /// The product: exact where both factors are.
  static func * (left: ModelNumber, right: ModelNumber) -> ModelNumber {
    combine(left, right, exactly: *, enclosing: *)
  }

  /// Whether every number that may be meant is at least every one that the other may mean.
  func isCertainlyAtLeast(_ other: ModelNumber) -> Bool {
    if case (.exact(let x), .exact(let y)) = (self, other) { return x >= y }
    return Interval(other, precisionInBits: precisionInBits)
      .isCertainlyAtMost(Interval(self, precisionInBits: other.precisionInBits))
  }

  private static func combine(
    _ left: ModelNumber, _ right: ModelNumber, exactly: (Fraction, Fraction) -> Fraction,
    enclosing: (Interval, Interval) -> Interval
  ) -> ModelNumber {
    if case (.exact(let x), .exact(let y)) = (left, right) { return .exact(exactly(x, y)) }
    let bits = max(left.precisionInBits, right.precisionInBits)
    return .enclosed(
      enclosing(
        Interval(left, precisionInBits: bits), Interval(right, precisionInBits: bits)))
  }

  /// The quotient: exact where both numbers are.
  ///
  /// Throws `NumberError` when the divisor may be zero.
  func divided(by divisor: ModelNumber) throws(NumberError) -> ModelNumber {
    if case (.exact(let x), .exact(let y)) = (self, divisor) {
      guard let quotient = try? x.divided(by: y) else { throw .divisionByZero }
      return .exact(quotient)
    }
    let bits = max(precisionInBits, divisor.precisionInBits)
    return .enclosed(
      try Interval(self, precisionInBits: bits) / Interval(divisor, precisionInBits: bits))
  }

  private var precisionInBits: Int {
    switch self {
    case .exact: Real.precisionRange.lowerBound
    case .enclosed(let value): value.precisionInBits
    }
  }

  /// Whether every number that may be meant satisfies a condition that holds between its ends if it
  /// holds at both.
  func satisfies(_ condition: (Fraction) -> Bool) -> Bool {
    switch self {
    case .exact(let value): condition(value)
    case .enclosed(let value):
      [value.lower, value.upper].allSatisfy { $0.rational.map(condition) ?? false }
    }
  }
}

extension Real {
  /// The exact number or the midpoint of the enclosure, rounded to nearest.
  init(_ number: ModelNumber, precisionInBits: Int) {
    self.init(number.representative, precisionInBits: precisionInBits)
  }
}

extension Interval {
  /// The tightest enclosure of an exact number; of an enclosed one, its enclosure.
  init(_ number: ModelNumber, precisionInBits: Int) {
    switch number {
    case .exact(let value): self.init(value, precisionInBits: precisionInBits)
    case .enclosed(let value): self = value
    }
  }
}
