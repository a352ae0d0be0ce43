import Exact

/// An interval together with the precision at which it is worked on.
///
/// Formulas of models are written with it as docs/certificate-format.md writes them: operation by
/// operation, each rounded outwards.
struct Enclosure: Sendable {
  let interval: DyadicInterval
  let calculator: Calculator

  var lower: Dyadic { interval.lower }
  var upper: Dyadic { interval.upper }

  /// The upper end alone.
  var supremum: Enclosure { with(DyadicInterval(upper)) }
  /// The lower end alone.
  var infimum: Enclosure { with(DyadicInterval(lower)) }
  /// All numbers whose magnitude is at most that of a number of the interval.
  var around: Enclosure { with(interval.negated.hull(with: interval)) }
  /// The numbers that are not negative; a negative end becomes zero.
  var cutAtZero: Enclosure { maximum(with: with(Calculator.zero)) }
  /// All numbers from zero to the upper end, or zero alone.
  var fromZero: Enclosure { with(DyadicInterval(ordered: Dyadic(0), max(upper, Dyadic(0)))) }
  /// The magnitudes.
  var magnitude: Enclosure { with(interval.absolute) }

  func with(_ interval: DyadicInterval) -> Enclosure {
    Enclosure(interval: interval, calculator: calculator)
  }
  func hull(with other: Enclosure) -> Enclosure { with(interval.hull(with: other.interval)) }
  func maximum(with other: Enclosure) -> Enclosure {
    with(interval.maximum(with: other.interval))
  }
  func minimum(with other: Enclosure) -> Enclosure {
    with(interval.minimum(with: other.interval))
  }
  func power(_ exponent: Int) throws(KernelError) -> Enclosure {
    with(try calculator.power(interval, exponent))
  }
  func function(_ function: UnaryFunction) throws(KernelError) -> Enclosure {
    with(try calculator.function(function, interval))
  }

  static prefix func - (a: Enclosure) -> Enclosure { a.with(a.interval.negated) }

  static func + (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.add(a.interval, b.interval))
  }
  static func - (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.subtract(a.interval, b.interval))
  }
  static func * (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.multiply(a.interval, b.interval))
  }
  static func / (a: Enclosure, b: Enclosure) throws(KernelError) -> Enclosure {
    a.with(try a.calculator.divide(a.interval, b.interval))
  }

  static func + (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a + a.calculator(b)
  }
  static func - (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) - b
  }
  static func * (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a * a.calculator(b)
  }
  static func * (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) * b
  }
  static func / (a: Int, b: Enclosure) throws(KernelError) -> Enclosure {
    try b.calculator(a) / b
  }
  static func / (a: Enclosure, b: Int) throws(KernelError) -> Enclosure {
    try a / a.calculator(b)
  }
}

extension Calculator {
  func callAsFunction(_ value: DyadicInterval) -> Enclosure {
    Enclosure(interval: value, calculator: self)
  }
  func callAsFunction(_ value: Fraction) -> Enclosure { self(number(value)) }
  func callAsFunction(_ value: Int) -> Enclosure { self(integer(value)) }
}
