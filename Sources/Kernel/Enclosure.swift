import Exact

/// An interval together with the precision at which it is worked on.
///
/// Formulas of models are written with it as docs/certificate-format.md writes them: operation by
/// operation, each rounded outwards.
public struct Enclosure: Sendable {
  /// The interval.
  public let interval: DyadicInterval
  /// What computes with it.
  public let calculator: Calculator

  /// The lower end.
  public var lower: Dyadic { interval.lower }
  /// The upper end.
  public var upper: Dyadic { interval.upper }

  /// The upper end alone.
  public var supremum: Enclosure { with(DyadicInterval(upper)) }
  /// The lower end alone.
  public var infimum: Enclosure { with(DyadicInterval(lower)) }
  /// All numbers whose magnitude is at most that of a number of the interval.
  public var around: Enclosure { with(interval.negated.hull(with: interval)) }
  /// The numbers that are not negative; a negative end becomes zero.
  public var cutAtZero: Enclosure { maximum(with: with(Calculator.zero)) }
  /// All numbers from zero to the upper end, or zero alone.
  public var fromZero: Enclosure { with(DyadicInterval(ordered: Dyadic(0), max(upper, Dyadic(0)))) }
  /// The magnitudes.
  public var magnitude: Enclosure { with(interval.absolute) }

  /// Another interval at the same precision.
  public func with(_ interval: DyadicInterval) -> Enclosure {
    Enclosure(interval: interval, calculator: calculator)
  }
  /// The least interval that contains both.
  public func hull(with other: Enclosure) -> Enclosure { with(interval.hull(with: other.interval)) }
  /// The range of the larger of two numbers.
  public func maximum(with other: Enclosure) -> Enclosure {
    with(interval.maximum(with: other.interval))
  }
  /// The range of the smaller of two numbers.
  public func minimum(with other: Enclosure) -> Enclosure {
    with(interval.minimum(with: other.interval))
  }
  /// The powers of an integer exponent.
  public func power(_ exponent: Int) throws(KernelError) -> Enclosure {
    with(try calculator.power(interval, exponent))
  }
  /// The values of a function.
  public func function(_ function: UnaryFunction) throws(KernelError) -> Enclosure {
    with(try calculator.function(function, interval))
  }

  /// The negatives.
  public static prefix func - (a: Enclosure) -> Enclosure { a.with(a.interval.negated) }

  /// The sums.
  public static func + (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.add(a.interval, b.interval))
  }
  /// The differences.
  public static func - (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.subtract(a.interval, b.interval))
  }
  /// The products.
  public static func * (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.multiply(a.interval, b.interval))
  }
  /// The quotients.
  public static func / (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.divide(a.interval, b.interval))
  }

  /// The sums.
  public static func + (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a + a.calculator(b)
  }
  /// The differences.
  public static func - (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) - b
  }
  /// The products.
  public static func * (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a * a.calculator(b)
  }
  /// The products.
  public static func * (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) * b
  }
  /// The quotients.
  public static func / (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) / b
  }
  /// The quotients.
  public static func / (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a / a.calculator(b)
  }
}

extension Calculator {
  /// An interval, as it is.
  public func callAsFunction(_ value: DyadicInterval) -> Enclosure {
    Enclosure(interval: value, calculator: self)
  }
  /// The tightest interval around a fraction.
  public func callAsFunction(_ value: Fraction) -> Enclosure { self(number(value)) }
  /// An integer, rounded outwards.
  public func callAsFunction(_ value: Int) -> Enclosure { self(integer(value)) }
}
