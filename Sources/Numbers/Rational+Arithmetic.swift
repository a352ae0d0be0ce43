import CGMP

extension Rational {
  /// The largest size, in bits, of a power's numerator or denominator.
  ///
  /// It keeps a request such as `10^(10^12)` from eating all memory; a number of this size takes
  /// 8 MiB.
  public static let powerSizeLimitInBits = 1 << 26

  /// The exact sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    combine(left, right, cgmp_mpq_add)
  }

  /// The exact difference.
  public static func - (left: Rational, right: Rational) -> Rational {
    combine(left, right, cgmp_mpq_sub)
  }

  /// The exact product.
  public static func * (left: Rational, right: Rational) -> Rational {
    combine(left, right, cgmp_mpq_mul)
  }

  /// The exact negative.
  public static prefix func - (value: Rational) -> Rational {
    value.withPointer { source in Rational(filledBy: { cgmp_mpq_neg($0, source) }) }
  }

  /// The absolute value.
  public var absolute: Rational {
    withPointer { source in Rational(filledBy: { cgmp_mpq_abs($0, source) }) }
  }

  /// The exact quotient.
  ///
  /// - Throws: `NumberError.divisionByZero`.
  public func divided(by divisor: Rational) throws(NumberError) -> Rational {
    guard divisor.sign != 0 else { throw .divisionByZero }
    return Rational.combine(self, divisor, cgmp_mpq_div)
  }

  /// The exact power, with `x^0 = 1` for every x, zero included.
  ///
  /// - Throws: `NumberError.divisionByZero` for a negative power of zero, and
  ///   `NumberError.exponentTooLarge` when the result would exceed `powerSizeLimitInBits`.
  public func power(_ exponent: Int) throws(NumberError) -> Rational {
    if exponent < 0 && sign == 0 { throw .divisionByZero }
    // 0, 1 and -1 have no growing powers, so only the exponent's parity matters for them.
    if sizeInBits == 1 && exponent != 0 { return exponent.isMultiple(of: 2) ? absolute : self }
    let (bits, overflow) = sizeInBits.multipliedReportingOverflow(by: exponent.saturatedMagnitude)
    if overflow || bits > Rational.powerSizeLimitInBits {
      let base = sizeInBits > 256 ? "(a number of \(sizeInBits) bits)" : description
      throw .exponentTooLarge("\(base)^\(exponent)", limit: Rational.powerSizeLimitInBits)
    }
    return withPointer { source in
      Rational(filledBy: {
        let count = exponent.magnitude
        cgmp_mpz_pow_ui(cgmp_mpq_numref($0), cgmp_mpq_numref(source), count)
        cgmp_mpz_pow_ui(cgmp_mpq_denref($0), cgmp_mpq_denref(source), count)
        if exponent < 0 { cgmp_mpq_inv($0, $0) }
      })
    }
  }

  /// The largest integer that is not above the value.
  public var floor: Rational {
    withPointer { source in
      Rational(filledBy: {
        cgmp_mpz_fdiv_q(cgmp_mpq_numref($0), cgmp_mpq_numref(source), cgmp_mpq_denref(source))
      })
    }
  }

  /// The larger bit length of numerator and denominator.
  public var sizeInBits: Int {
    withPointer {
      Int(
        max(
          cgmp_mpz_sizeinbase(cgmp_mpq_numref($0), 2),
          cgmp_mpz_sizeinbase(cgmp_mpq_denref($0), 2)))
    }
  }

  private typealias Operation = (
    UnsafeMutablePointer<__mpq_struct>?, UnsafePointer<__mpq_struct>?,
    UnsafePointer<__mpq_struct>?
  ) -> Void

  private static func combine(_ left: Rational, _ right: Rational, _ operation: Operation)
    -> Rational
  {
    left.withPointer { a in
      right.withPointer { b in Rational(filledBy: { operation($0, a, b) }) }
    }
  }
}

extension Int {
  /// The magnitude as an `Int`, which `Int.min` does not have.
  fileprivate var saturatedMagnitude: Int { self == .min ? .max : abs(self) }
}
