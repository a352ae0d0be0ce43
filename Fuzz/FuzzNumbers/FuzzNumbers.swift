import Exact
import Reals

/// Called by libFuzzer with any bytes: reads them as a number, prints it and encloses it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNumbers(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  // The first byte chooses the precision and the digits, the rest is the text.
  guard let choice = bytes.first else { return 0 }
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  guard let value = try? Fraction(parsing: text) else { return 0 }
  checkText(text, value)
  // An exponent at its limit costs milliseconds: read it, but do not spend the time on it.
  guard value.decimalText.utf8.count < 3_000 else { return 0 }
  checkDecimal(of: value, digits: 1 + Int(choice) / 4, precisionInBits: 2 + Int(choice) * 3)
  return 0
}

/// Only ASCII is a number, and a number prints to a text that reads as the same number.
private func checkText(_ text: String, _ value: Fraction) {
  require(text.utf8.allSatisfy { $0 < 0x80 }, "\(text) is not a number")
  let hasDigit = text.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
  require(hasDigit || value.sign == 0, "\(text) became \(value)")
  let printed = value.decimalText
  require((try? Fraction(parsing: printed)) == value, "\(text) prints as \(printed)")
}

/// A certified decimal is within half a unit of its last digit of every number it stands for.
private func checkDecimal(of value: Fraction, digits: Int, precisionInBits: Int) {
  let interval = Interval(value, precisionInBits: precisionInBits)
  require(interval.contains(value), "\(interval) does not hold \(value)")
  let decimal = interval.certifiedDecimal(maximumDigits: digits)
  require(decimal.digits <= digits, "\(decimal) has more than \(digits) digits")
  guard decimal.digits > 0 else { return }
  guard let read = try? Fraction(parsing: decimal.text) else {
    return require(false, "\(decimal) is not a number")
  }
  require(!decimal.isExact || read == value || !interval.isPoint, "\(decimal) is not \(value)")
  let error = (read - value).absolute
  guard let relativeUnit = try? Fraction(10).power(1 - decimal.digits) else { return }
  require(
    error + error <= relativeUnit * value.absolute || isNearZero(read, value),
    "\(decimal) is too far from \(value)")
}

/// The error bound is relative, which says nothing about zero itself.
private func isNearZero(_ read: Fraction, _ value: Fraction) -> Bool {
  read.sign == 0 && value.sign == 0
}

/// Traps, which libFuzzer reports with the bytes that led here.
private func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
