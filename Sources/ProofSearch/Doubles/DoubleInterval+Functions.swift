import Glibc
import Kernel

// Functions of intervals of doubles. The C library errs by at most 2 units in the last place in
// exp, log, log1p and expm1 (its manual, "Known Maximum Errors in Math Functions"); each end is
// moved by 4 units more than that allows for, and to the next double. All are increasing: ends from
// ends.

extension DoubleInterval {
  /// The range of a function; `.undefined` where a number may lie outside its domain.
  @inline(__always)
  func value(of function: UnaryFunction) -> DoubleInterval {
    switch function {
    case .negate: -self
    case .absolute: absolute
    case .squareRoot: squareRoot
    case .exp: exp
    case .expm1: expm1
    case .log: log
    case .log1p: log1p
    case .softplus: softplus
    case .sigmoid: sigmoid
    case .tanh: rising(Glibc.tanh, within: -1, 1)
    case .sinh: rising(Glibc.sinh)
    case .cosh: absolute.rising(Glibc.cosh, within: 1, .infinity)
    case .sin: wave(Glibc.sin, isSine: true)
    case .cos: wave(Glibc.cos, isSine: false)
    case .tan: tangent
    case .asin: lower >= -1 && upper <= 1 ? rising(Glibc.asin) : .undefined
    case .atan: rising(Glibc.atan)
    case .erf: rising(Glibc.erf, within: -1, 1)
    case .erfc: complementaryErrorFunction
    case .floor: isDefined ? DoubleInterval(lower.rounded(.down), upper.rounded(.down)) : .undefined
    }
  }

  /// More than what an elementary function of the C library may be off, relative to its value.
  private static let relativeError = 0x1p-50

  static func down(_ value: Double) -> Double {
    value == 0 ? 0 : (value - value.magnitude * relativeError).nextDown
  }

  static func up(_ value: Double) -> Double { -down(-value) }

  /// The magnitudes.
  var absolute: DoubleInterval {
    if lower >= 0 { return self }
    if upper <= 0 { return -self }
    return DoubleInterval(0, magnitude)
  }

  /// The square roots; `.undefined` unless all numbers are >= 0.
  var squareRoot: DoubleInterval {
    guard lower >= 0 else { return .undefined }
    return DoubleInterval(Self.rootBounds(lower).down, Self.rootBounds(upper).up)
  }

  /// The exponentials.
  var exp: DoubleInterval {
    guard isDefined else { return .undefined }
    return DoubleInterval(Self.expDown(lower), Self.expUp(upper))
  }

  // Below the smallest normal number the relative error is larger: 0 and 2^-1000 are bounds there.
  private static func expDown(_ x: Double) -> Double {
    let value = Glibc.exp(x)
    return x == 0 ? 1 : value < 0x1p-1000 ? 0 : down(min(value, .greatestFiniteMagnitude))
  }

  private static func expUp(_ x: Double) -> Double {
    let value = Glibc.exp(x)
    return x == 0 ? 1 : value < 0x1p-1000 ? 0x1p-999 : up(value)
  }

  /// The natural logarithms; `.undefined` unless all numbers are > 0.
  var log: DoubleInterval {
    guard lower > 0 else { return .undefined }
    return DoubleInterval(Self.down(Glibc.log(lower)), Self.up(Glibc.log(upper)))
  }

  /// The logarithms of 1 plus the numbers; `.undefined` unless all are > -1.
  var log1p: DoubleInterval {
    guard lower > -1 else { return .undefined }
    return DoubleInterval(Self.down(Glibc.log1p(lower)), Self.up(Glibc.log1p(upper)))
  }

  /// The exponentials less 1.
  var expm1: DoubleInterval {
    guard isDefined else { return .undefined }
    return DoubleInterval(
      max(-1, Self.down(min(Glibc.expm1(lower), .greatestFiniteMagnitude))),
      Self.up(Glibc.expm1(upper)))
  }

  /// log(1 + e^x) = max(x, 0) + log1p(e^-|x|).
  var softplus: DoubleInterval {
    func at(_ x: Double) -> DoubleInterval {
      DoubleInterval(max(x, 0)) + DoubleInterval(-x.magnitude).exp.log1p
    }
    guard isDefined else { return .undefined }
    return DoubleInterval(at(lower).lower, at(upper).upper)
  }

  /// 1/(1 + e^-x) = q/(1 + q) for x <= 0 and 1/(1 + q) for x > 0, with q = e^-|x|.
  var sigmoid: DoubleInterval {
    func at(_ x: Double) -> DoubleInterval {
      let q = DoubleInterval(-x.magnitude).exp
      return (x > 0 ? .one : q) / (.one + q)
    }
    guard isDefined else { return .undefined }
    return DoubleInterval(at(lower).lower, at(upper).upper)
  }

  /// The powers with an integer exponent; `.undefined` where zero has a negative one.
  func power(_ exponent: Int) -> DoubleInterval {
    guard isDefined else { return .undefined }
    if exponent < 0 { return .one / power(-exponent) }
    if exponent % 2 == 0 { return absolute.powerOfEnds(exponent) }
    return powerOfEnds(exponent)
  }

  /// The powers of the ends, for an exponent with which powers grow.
  private func powerOfEnds(_ exponent: Int) -> DoubleInterval {
    func at(_ x: Double) -> DoubleInterval {
      var (result, square, rest) = (Self.one, DoubleInterval(x), exponent)
      while rest > 0 {
        if rest & 1 == 1 { result = result * square }
        rest >>= 1
        if rest > 0 { square = square * square }
      }
      return result
    }
    return DoubleInterval(at(lower).lower, at(upper).upper)
  }
}
