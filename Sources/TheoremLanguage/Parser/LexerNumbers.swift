import Diagnostics
import Exact
import Kernel

extension Lexer {
  /// Reads a number at the position, which holds a digit or a point before one.
  mutating func lexNumber() {
    let start = position
    skipDigits()
    var problem: String?
    if peek(0) == UInt8(ascii: ".") { problem = lexFraction(from: start) }
    let mantissa = text(start..<position)
    var exponent = 0
    // In `2eta` the `e` begins a name, and only a `*` is missing.
    let hasExponent = peek(0) | 0x20 == UInt8(ascii: "e") && !Self.isNameStart(peek(1))
    if problem == nil, hasExponent { problem = lexExponent(&exponent) }
    finishNumber(start: start, mantissa: mantissa, exponent: exponent, problem: problem)
  }

  private mutating func skipDigits() {
    while Self.isDigit(peek(0)) { position += 1 }
  }

  /// Reads a point and the digits after it; returns what to do if they are malformed.
  private mutating func lexFraction(from start: Int) -> String? {
    let whole = text(start..<position)
    position += 1
    let fractionStart = position
    skipDigits()
    let fraction = text(fractionStart..<position)
    if whole.isEmpty { return "write `0.\(fraction.prefix(20))`" }
    if fraction.isEmpty, peek(0) == UInt8(ascii: ".") {
      while peek(0) == UInt8(ascii: ".") { position += 1 }
      return "write `,` between the ends of a domain, as in `[0, 1]`"
    }
    if fraction.isEmpty { return "write \(quoted(whole)), or digits after the point" }
    guard peek(0) == UInt8(ascii: "."), Self.isDigit(peek(1)) else { return nil }
    while Self.isDigit(peek(0)) || peek(0) == UInt8(ascii: ".") { position += 1 }
    return "a number has one decimal point, as in `1.25`"
  }

  /// Reads `e`, a sign and digits; returns what to do if they are malformed.
  private mutating func lexExponent(_ exponent: inout Int) -> String? {
    position += 1
    let isNegative = peek(0) == UInt8(ascii: "-")
    if isNegative || peek(0) == UInt8(ascii: "+") { position += 1 }
    let start = position
    skipDigits()
    guard start < position else { return "write digits after the `e`, as in `1e-3`" }
    // More digits than an Int holds are beyond the limit in any case.
    let magnitude = Int(text(start..<position)) ?? .max
    exponent = isNegative ? -magnitude : magnitude
    return nil
  }

  private mutating func finishNumber(
    start: Int, mantissa: String, exponent: Int, problem: String?
  ) {
    let span = Span(lower: start, upper: position)
    let spelling = text(start..<position)
    var value = ExactDecimal.zero
    if let problem {
      report(.malformedNumber, "malformed number \(quoted(spelling))", span, help: problem)
    } else if let exact = Self.value(mantissa: mantissa, exponent: exponent) {
      value = exact
    } else {
      report(
        .limitExceeded,
        "a number has more than \(Limits.literalDigits) digits or an exponent beyond "
          + "\(Limits.literalExponent)",
        span, help: "write a shorter number")
    }
    append(.number(value), spelling, span)
    if problem == nil, Self.isNameStart(peek(0)) { reportMissingStar(after: spelling) }
  }

  private static func value(mantissa: String, exponent: Int) -> ExactDecimal? {
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let (shifted, overflow) = exponent.subtractingReportingOverflow(fraction.utf8.count)
    return overflow ? nil : ExactDecimal(digits: String(parts[0]) + fraction, exponent: shifted)
  }

  /// Reports a name that follows a number at once, and reads on as if there were a `*` between.
  private mutating func reportMissingStar(after number: String) {
    var end = position
    while end < bytes.count, Self.isNamePart(bytes[end]) { end += 1 }
    let name = text(position..<end)
    let span = Span(lower: position, upper: end)
    let hasSeparator = name.hasPrefix("_") && name.dropFirst().utf8.allSatisfy(Self.isDigit)
    report(
      .missingOperator, "missing operator between \(quoted(number)) and \(quoted(name))", span,
      help: hasSeparator
        ? "write the digits of a number without `_`"
        : "to multiply, write `*`, as in \(quoted(number + "*" + name))")
    append(.symbol, "*", Span(lower: position, upper: position))
  }
}
