/// A decimal number, held exactly: digits times a power of ten, never negative.
///
/// Equal values are equal: there are no leading zeros and no trailing zeros, and zero is `0` with
/// exponent 0.
public struct ExactDecimal: Hashable, Sendable {
  /// The largest number of digits of a literal.
  public static let digitLimit = 10_000
  /// The largest power of ten of a literal, in either direction.
  public static let exponentLimit = 100_000

  /// The decimal digits; `"0"` for zero, else the first and the last are not zero.
  public let digits: String
  /// The power of ten the digits are multiplied with.
  public let exponent: Int

  /// The value of the literal `digits` times ten to `exponent`, or nil if it is none.
  ///
  /// It is nil for an empty text, for characters other than ASCII digits, and beyond
  /// `digitLimit` and `exponentLimit`.
  public init?(digits: String, exponent: Int = 0) {
    let bytes = Array(digits.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.digitLimit,
      bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      (-Self.exponentLimit...Self.exponentLimit).contains(exponent)
    else { return nil }
    let zero = UInt8(ascii: "0")
    guard let first = bytes.firstIndex(where: { $0 != zero }),
      let last = bytes.lastIndex(where: { $0 != zero })
    else {
      self = .zero
      return
    }
    self.init(
      normalized: String(decoding: bytes[first...last], as: UTF8.self),
      exponent: exponent + (bytes.count - 1 - last))
  }

  /// An integer that is not negative.
  public init(_ value: Int) {
    precondition(value >= 0, "a decimal number is not negative")
    var (digits, exponent) = ("\(value)", 0)
    while value > 0, digits.hasSuffix("0") {
      digits.removeLast()
      exponent += 1
    }
    self.init(normalized: digits, exponent: exponent)
  }

  private init(normalized digits: String, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// Zero.
  public static let zero = ExactDecimal(normalized: "0", exponent: 0)

  /// Whether the value is an integer.
  public var isInteger: Bool { exponent >= 0 }
}
