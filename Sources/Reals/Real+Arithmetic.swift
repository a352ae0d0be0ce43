import CMPFR

extension Real {
  /// An MPFR function of one number.
  typealias UnaryFunction = (
    UnsafeMutablePointer<__mpfr_struct>?, UnsafePointer<__mpfr_struct>?, mpfr_rnd_t
  ) -> Int32

  /// An MPFR function of two numbers.
  typealias BinaryFunction = (
    UnsafeMutablePointer<__mpfr_struct>?, UnsafePointer<__mpfr_struct>?,
    UnsafePointer<__mpfr_struct>?, mpfr_rnd_t
  ) -> Int32

  /// `function(self)`, correctly rounded to the given precision.
  func apply(
    _ function: UnaryFunction, precisionInBits: Int, _ rounding: RoundingDirection
  ) -> Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = function(target, $0, rounding.mode) }
    }
  }

  /// `function(self, other)`, correctly rounded to the given precision.
  func apply(
    _ function: BinaryFunction, _ other: Real, precisionInBits: Int, _ rounding: RoundingDirection
  ) -> Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { a in other.withPointer { b in _ = function(target, a, b, rounding.mode) } }
    }
  }

  /// The sum, rounded to nearest at the larger precision.
  public static func + (left: Real, right: Real) -> Real { left.nearest(mpfr_add, right) }

  /// The difference, rounded to nearest at the larger precision.
  public static func - (left: Real, right: Real) -> Real { left.nearest(mpfr_sub, right) }

  /// The product, rounded to nearest at the larger precision.
  public static func * (left: Real, right: Real) -> Real { left.nearest(mpfr_mul, right) }

  /// The quotient, rounded to nearest at the larger precision.
  ///
  /// - Throws: `NumberError.divisionByZero`.
  public static func / (left: Real, right: Real) throws(NumberError) -> Real {
    guard right.sign != 0 else { throw .divisionByZero }
    return left.nearest(mpfr_div, right)
  }

  /// `2^exponent` times the number: exact, but for the ends of the exponent range.
  public func scaled(byPowerOfTwo exponent: Int) -> Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = mpfr_mul_2si(target, $0, exponent, MPFR_RNDN) }
    }
  }

  /// The exact negative.
  public static prefix func - (value: Real) -> Real { value.nearest(mpfr_neg) }

  /// The exact absolute value.
  public func absolute() -> Real { sign < 0 ? -self : self }

  /// The square root, rounded to nearest.
  ///
  /// - Throws: `NumberError.outsideDomain` for negative numbers.
  public func squareRoot() throws(NumberError) -> Real {
    guard sign >= 0 else { throw outsideDomain(of: "sqrt") }
    return nearest(mpfr_sqrt)
  }

  /// The exponential e^x, rounded to nearest; `+infinity` beyond the exponent range.
  public func exp() -> Real { nearest(mpfr_exp) }

  /// e^x - 1 without cancellation near zero, rounded to nearest.
  public func expm1() -> Real { nearest(mpfr_expm1) }

  /// The natural logarithm, rounded to nearest.
  ///
  /// - Throws: `NumberError.outsideDomain` unless the number is positive.
  public func log() throws(NumberError) -> Real {
    guard sign > 0 else { throw outsideDomain(of: "log") }
    return nearest(mpfr_log)
  }

  /// log(1 + x) without cancellation near zero, rounded to nearest.
  ///
  /// - Throws: `NumberError.outsideDomain` unless x > -1.
  public func log1p() throws(NumberError) -> Real {
    guard withPointer({ mpfr_cmp_si($0, -1) }) > 0 else { throw outsideDomain(of: "log1p") }
    return nearest(mpfr_log1p)
  }

  private func nearest(_ function: UnaryFunction) -> Real {
    apply(function, precisionInBits: precisionInBits, .nearest)
  }

  private func nearest(_ function: BinaryFunction, _ other: Real) -> Real {
    let precision = max(precisionInBits, other.precisionInBits)
    return apply(function, other, precisionInBits: precision, .nearest)
  }

  private func outsideDomain(of function: String) -> NumberError {
    .outsideDomain(function: function, argument: description, certainly: true)
  }
}
