/// The characters that no theorem file may contain, comments and texts included: controls, and what
/// cannot be seen or changes how the text around it is shown (docs/certificate-format.md, section
/// 12).
public enum HiddenCharacters {
  /// The ranges of code points, in order.
  ///
  /// Tabs, line feeds and carriage returns before line feeds are none of them.
  public static let ranges: [ClosedRange<UInt32>] = [
    0x0000...0x0008, 0x000B...0x001F, 0x007F...0x009F, 0x00AD...0x00AD, 0x034F...0x034F,
    0x061C...0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F,
    0x2028...0x202E, 0x2060...0x206F, 0x3164...0x3164, 0xFE00...0xFE0F, 0xFEFF...0xFEFF,
    0xFFA0...0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
    0xE0000...0xE0FFF,
  ]

  /// Whether a character is one of them.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }
}
