import Diagnostics
import Foundation
import Reals
import TestSupport
import Testing
import Verification

/// Traps 16 and 18: comments and blank lines, in theorem files and in certificates.
///
/// Text that means nothing is put between the lines of the whole corpus. The tests fail when it
/// means something to one of the checkers, when it is counted wrongly (the line of a rejection
/// moves with it), or when the two read it differently.
@Suite("Trap texts") struct TrapTextsTests {
  static let names = (try? Corpus.names(".certificate")) ?? []

  /// Lines that mean nothing; some look as if they did.
  private static let fillers = [
    "", "   ", "#", "# claim absurd: 1 < 0", "  # assume 1 < 0", "# end", "#end", "# evaluate",
    "##",
  ]

  private func decorated(_ text: String, label: String, ending: [String]) -> String {
    var generator = SeededGenerator(seed: 16, label: label)
    var lines: [String] = []
    for line in text.components(separatedBy: "\n") {
      while generator.next() % 2 == 0 {
        lines.append(Self.fillers[Int(generator.next() % UInt64(Self.fillers.count))])
      }
      // A line that begins so is about the test, and one that is marked keeps its mark.
      let isMarked = line.hasPrefix("#") || line.contains("# REJECTED")
      let tail = isMarked ? "" : ending[Int(generator.next() % UInt64(ending.count))]
      lines.append(line + tail)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("certificates mean the same with comments and blank lines", arguments: names)
  func certificates(name: String) throws {
    let theoremText = try Corpus.text(Corpus.theoremName(ofCertificate: name))
    let (theorem, text) = (try LoadedTheorem(theoremText), try Corpus.text(name))
    for trial in 0..<20 {
      let variant = decorated(
        text, label: "\(name)/\(trial)", ending: ["", " ", "   ", "#", " # 1", "# end"])
      let expected = try Corpus.expected(variant).output
      #expect(comparable(theorem.output(variant.utf8)) == expected, "\(name), trial \(trial)")
      guard trial == 0 else { continue }
      let second = try PythonChecker.output(theorem: theoremText, certificate: variant)
      #expect(comparable(second) == expected, "\(name)")
    }
  }

  @Test("theorem files mean the same with comments and blank lines", arguments: names)
  func theorems(name: String) throws {
    let theorem = try Corpus.text(Corpus.theoremName(ofCertificate: name))
    let certificate = try Corpus.text(name)
    let expected = try Corpus.expected(certificate).output
    for trial in 0..<20 {
      let variant = decorated(
        theorem, label: "\(name)/theorem/\(trial)", ending: ["", " ", "\t", "\r", " # + 1", "# <"])
      #expect(
        comparable(try LoadedTheorem(variant).output(certificate.utf8)) == expected,
        "\(name), trial \(trial)")
      guard trial == 0, expected.hasSuffix("VERIFIED") else { continue }
      let second = try PythonChecker.output(theorem: variant, certificate: certificate)
      #expect(comparable(second) == expected, "\(name)")
    }
  }

  private static let head = "closedform-certificate 1\nclaim positive\ndomain\nevaluate"

  private static let positive = """
    claim positive: proved on the whole domain
    no point of the domain is shown
    claim sum: nothing shown, not proved
    INCOMPLETE
    """

  /// Texts at the edge of the format, with what both checkers must print.
  static let edges: [(String, String)] = [
    ("\(head)\nend", positive),
    ("\n  \n\(head)\nend\n\n  \n# x", positive),
    ("\(head)#\n end #", positive),
    ("", "REJECTED line 1"),
    ("# end\n\n", "REJECTED line 3"),
    ("\(head)\n#end\n", "REJECTED line 6"),
    ("\(head)\n\nend\n\nend", "REJECTED line 8"),
    ("\(head)\n# \t\nend", "REJECTED line 5"),
    ("\(head)\n\r\nend", "REJECTED line 5"),
    ("\(head)\n# \u{E9}\nend", "REJECTED line 5"),
    ("\u{FEFF}\(head)\nend", "REJECTED line 1"),
    ("closedform-certificate 1\nclaim positive\n\n\nend", "REJECTED line 2"),
    ("closedform-certificate 1\nclaim positive\ndomain\n\n\nend", "REJECTED line 3"),
  ]

  @Test("both checkers read the edges of the format alike", arguments: edges)
  func edge(certificate: String, expected: String) throws {
    let theorem = try Corpus.text("19-redundant.theorem")
    #expect(comparable(try LoadedTheorem(theorem).output(certificate.utf8)) == expected)
    let second = try PythonChecker.output(theorem: theorem, certificate: certificate)
    #expect(comparable(second) == expected, "\(second)")
  }

  @Test(
    "a theorem file that a reader may see otherwise than a program is refused",
    arguments: ["\r", "\u{B}", "\u{C}", "\u{85}", "\u{0}", "\u{202E}", "\u{200B}"])
  func hidden(character: String) throws {
    // Some editors show two lines here, and the first claim looks as if it were one.
    let text = "theorem \"t\"\n# a\(character)claim c: 1 < 0\nclaim d: 0 < 1\n"
    #expect(throws: DiagnosticList.self) { _ = try LoadedTheorem(text) }
    _ = try LoadedTheorem(text.replacing(character, with: " "))
  }

  @Test("the canonical text of a theorem file states the same, and is its own canonical text")
  func canonical() throws {
    for name in try Corpus.names(".theorem") {
      let source = SourceText(name: name, text: try Corpus.text(name))
      let once = try TheoremLoader.canonicalText(of: source)
      let again = try TheoremLoader.canonicalText(of: SourceText(name: name, text: once))
      #expect(once == again, "\(name)")
      for certificate in Self.names where Corpus.theoremName(ofCertificate: certificate) == name {
        let text = try Corpus.text(certificate)
        let (first, second) = (try LoadedTheorem(once), try LoadedTheorem(source.text))
        #expect(first.output(text.utf8) == second.output(text.utf8))
      }
    }
  }
}
