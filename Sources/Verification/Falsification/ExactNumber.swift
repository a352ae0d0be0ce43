import Exact
import Reals

/// A number at an exact point: an enclosure, and where they are known a form that tells when it is
/// zero and a bound on how near to zero it can be otherwise.
struct ExactNumber {
  let enclosure: Interval
  var form: ExactQuotient?
  var separation: SeparationBound?

  /// A number of which only an enclosure is known.
  init(enclosing enclosure: Interval, separation: SeparationBound? = nil) {
    self.enclosure = enclosure
    self.separation = separation
  }

  /// A fraction.
  init(_ value: Fraction, precisionInBits: Int) {
    enclosure = Interval(value, precisionInBits: precisionInBits)
    form = ExactQuotient(value)
    separation = SeparationBound(
      numeratorBits: max(value.numerator.bitWidth, 1), denominatorBits: value.denominator.bitWidth)
  }

  /// A number with a form; one that is a fraction is enclosed as tightly as can be.
  init(
    _ form: ExactQuotient?, enclosure: Interval, separation: SeparationBound?,
    precisionInBits: Int
  ) {
    guard let form, form.isSmall else {
      self.init(enclosing: enclosure, separation: separation)
      return
    }
    if let value = form.rational {
      self.init(value, precisionInBits: precisionInBits)
      return
    }
    self.init(enclosing: enclosure, separation: separation)
    self.form = form
  }

  /// The value of a number that is known to be a fraction.
  var rational: Fraction? { form?.rational }

  /// -1, 0 or 1 where it is certain.
  var sign: Int? {
    if let form {
      if form.isZero { return 0 }
      if let value = form.rational { return value.sign }
    }
    if let sign = enclosure.certainSign { return sign }
    if enclosure.isCertainlyZero { return 0 }
    guard let bits = separation?.bits, enclosure.isBounded else { return nil }
    let size = max(enclosure.lower.absolute(), enclosure.upper.absolute())
    guard let exponent = size.binaryExponent else { return 0 }
    return Double(exponent) < -bits ? 0 : nil
  }
}
