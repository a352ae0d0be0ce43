import Exact

extension Fraction {
  /// The quotient of two integers.
  ///
  /// - Throws: `ExactError.divisionByZero` for a zero denominator.
  public init(_ numerator: Int, _ denominator: Int) throws(ExactError) {
    try self.init(BigInteger(numerator), BigInteger(denominator))
  }

  /// The value as an `Int`, when it is an integer that fits.
  public var integer: Int? { isInteger ? numerator.int : nil }

  /// The nearest integer, the larger one of two.
  public var nearestInteger: BigInteger { (self + .half).floor }
}
