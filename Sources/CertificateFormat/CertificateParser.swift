import Kernel

/// Reads the text of a certificate (docs/certificate-format.md, sections 1 and 2).
public enum CertificateParser {
  /// The version that is read and written.
  public static let header = "closedform-certificate 1"
  /// The largest file in bytes.
  public static let largestFile = 64 << 20
  /// The longest line in bytes.
  public static let longestLine = 1 << 20
  /// The largest count.
  static let largestCount = 999_999
  /// The most lines.
  public static let mostLines = 1_000_000

  /// The certificate in a file.
  ///
  /// - Throws: `CertificateRejection` at the first line that is not as the format says.
  public static func parse(_ bytes: [UInt8]) throws(CertificateRejection) -> Certificate {
    guard bytes.count <= largestFile else {
      throw CertificateRejection(1, "the file has more than \(largestFile) bytes")
    }
    var sections: [Certificate.Section] = []
    var state = State.header
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard number <= mostLines + 1 else {
        throw CertificateRejection(number, "there are more than \(mostLines) lines")
      }
      let words = try words(of: line, number)
      guard !words.isEmpty else { continue }
      switch state {
      case .header:
        guard words == header.split(separator: " ").map(String.init) else {
          throw CertificateRejection(number, "the first line is not `\(header)`")
        }
        state = .sections
      case .sections where words == ["end"]: state = .finished
      case .sections: try read(words, number, into: &sections)
      case .finished: throw CertificateRejection(number, "something follows `end`")
      }
    }
    guard state == .finished else {
      throw CertificateRejection(number, "the file is cut off: the line `end` is missing")
    }
    return Certificate(sections: sections)
  }

  private enum State { case header, sections, finished }

  private static func words(
    of line: ArraySlice<UInt8>, _ number: Int
  ) throws(CertificateRejection) -> [String] {
    guard line.count <= longestLine else {
      throw CertificateRejection(number, "the line has more than \(longestLine) bytes")
    }
    guard line.allSatisfy({ (32...126).contains($0) }) else {
      throw CertificateRejection(
        number, "a character is neither printable ASCII nor a line feed (tabs and CR are not)")
    }
    let text = line.prefix { $0 != UInt8(ascii: "#") }
    return text.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func read(
    _ words: [String], _ number: Int, into sections: inout [Certificate.Section]
  ) throws(CertificateRejection) {
    if words[0] == "claim" {
      guard words.count == 2 else { throw CertificateRejection(number, "expected `claim NAME`") }
      sections.append(Certificate.Section(claim: words[1], line: number, steps: []))
      return
    }
    guard !sections.isEmpty else {
      throw CertificateRejection(number, "a section begins with `claim NAME`")
    }
    guard let read = CertificateStep.table[words[0]] else {
      throw CertificateRejection(number, "there is no step `\(words[0])`")
    }
    let step = try read(words, number)
    sections[sections.count - 1].steps.append(Certificate.NumberedStep(line: number, step))
  }
}
