import Glibc

// The C library errs by at most 2 units in the last place in hyperbolic functions, by 1 in sin,
// cos, tan, asin, atan and erf, and by 5 in erfc (its manual, "Known Maximum Errors in Math
// Functions"). Each end is moved by more than that.

extension DoubleInterval {
  /// The range of a rising function, cut at numbers that its values do not pass.
  func rising(
    _ function: (Double) -> Double, within least: Double = -.infinity, _ largest: Double = .infinity
  ) -> DoubleInterval {
    guard isDefined else { return .undefined }
    let (first, last) = (function(lower), function(upper))
    return DoubleInterval(
      max(least, Self.down(min(first, .greatestFiniteMagnitude))),
      min(largest, Self.up(max(last, -.greatestFiniteMagnitude))))
  }

  /// The range of erfc.
  var complementaryErrorFunction: DoubleInterval {
    guard isDefined else { return .undefined }
    func below(_ x: Double) -> Double {
      let value = Glibc.erfc(x)
      return value < 0x1p-1000 ? 0 : Self.down(Self.down(Self.down(value)))
    }
    func above(_ x: Double) -> Double {
      let value = Glibc.erfc(x)
      return value < 0x1p-1000 ? 0x1p-999 : min(2, Self.up(Self.up(Self.up(value))))
    }
    return DoubleInterval(below(upper), above(lower))
  }

  /// Angles beyond this are not told apart.
  private static let largestAngle = 0x1p30

  /// The numbers of the branches of the ends, as the kernel has them; `nil` for large angles.
  ///
  /// The first is rounded down and the last up where they are not certain.
  private func branches(areCosines: Bool) -> (first: Double, last: Double)? {
    guard isDefined, magnitude <= Self.largestAngle else { return nil }
    func turns(_ x: Double) -> Double { x / .pi + (areCosines ? 0 : 0.5) }
    // Quotient, number pi and sum are off by less than 2^-50 of the quotient and of 1.
    func margin(_ x: Double) -> Double { (abs(x) + 1) * 0x1p-50 }
    let first = (turns(lower) - margin(lower)).rounded(.down)
    let last = (turns(upper) + margin(upper)).rounded(.down)
    return first.isFinite && last.isFinite ? (first, last) : nil
  }

  /// The range of sin or cos.
  func wave(_ function: (Double) -> Double, isSine: Bool) -> DoubleInterval {
    guard isDefined else { return .undefined }
    let all = DoubleInterval(-1, 1)
    guard let (first, last) = branches(areCosines: !isSine), last - first < 2 else { return all }
    let rises = (first.truncatingRemainder(dividingBy: 2) == 0) == isSine
    let (a, b) = (function(lower), function(upper))
    if first == last {
      let (least, largest) = rises ? (a, b) : (b, a)
      return DoubleInterval(max(-1, Self.down(least)), min(1, Self.up(largest)))
    }
    if rises { return DoubleInterval(max(-1, Self.down(min(a, b))), 1) }
    return DoubleInterval(-1, min(1, Self.up(max(a, b))))
  }

  /// The range of tan; `.undefined` where a pole may lie in the interval.
  var tangent: DoubleInterval {
    guard let (first, last) = branches(areCosines: false), first == last else {
      return .undefined
    }
    return rising(Glibc.tan)
  }
}
