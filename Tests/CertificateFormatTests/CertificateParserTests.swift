import CertificateFormat
import Testing

@Suite("Certificate parser") struct CertificateParserTests {
  @Test(
    "texts that are not certificates are rejected where they go wrong",
    arguments: [
      ("", 1, "the file is cut off: the line `end` is missing"),
      ("closedform-certificate 2\nend\n", 1, "the first line is not `closedform-certificate 1`"),
      (
        "closedform-certificate 1\n\nclaim a\ndomain\n", 5,
        "the file is cut off: the line `end` is missing"
      ),
      ("closedform-certificate 1\nend\nclaim a\n", 3, "something follows `end`"),
      (
        "closedform-certificate 1\r\nend\n", 1,
        "a character is neither printable ASCII nor a line feed (tabs and CR are not)"
      ),
      ("closedform-certificate 1\ndomain\nend\n", 2, "a section begins with `claim NAME`"),
      ("closedform-certificate 1\nclaim a b\nend\n", 2, "expected `claim NAME`"),
      ("closedform-certificate 1\nclaim a\nsplitt x 1\nend\n", 3, "there is no step `splitt`"),
      (
        "closedform-certificate 1\nclaim a\nsplit x\nend\n", 3,
        "`split` takes 2 words, but 1 are given"
      ),
      (
        "closedform-certificate 1\nclaim a\nsplit x 0.5\nend\n", 3,
        "a number is missing or is not INT, INT/POS or INTpINT"
      ),
      (
        "closedform-certificate 1\nclaim a\nsplit x 1/0\nend\n", 3,
        "a number is missing or is not INT, INT/POS or INTpINT"
      ),
      (
        "closedform-certificate 1\nclaim a\nsplit x -0\nend\n", 3,
        "a number is missing or is not INT, INT/POS or INTpINT"
      ),
      (
        "closedform-certificate 1\nclaim a\nsplit x 1p100001\nend\n", 3,
        "a number is missing or is not INT, INT/POS or INTpINT"
      ),
      (
        "closedform-certificate 1\nclaim a\nalgebra 1\nend\n", 3,
        "assumptions and weights come in pairs"
      ),
      (
        "closedform-certificate 1\nclaim a\nprecision -1\nend\n", 3,
        "a count is missing or is not an integer below 1,000,000"
      ),
      (
        "closedform-certificate 1\nclaim a\nreciprocal N 1/2\nend\n", 3,
        "a count is missing or is not an integer below 1,000,000"
      ),
      (
        "closedform-certificate 1\nclaim a\nreciprocal N\nend\n", 3,
        "`reciprocal` takes 2 words, but 1 are given"
      ),
      (
        "closedform-certificate 1\nclaim a\nroot x 1 2 3\nend\n", 3,
        "expected `root NAME numbers | numbers | numbers`"
      ),
      (
        "closedform-certificate 1\nclaim a\nroot | 2 | 3\nend\n", 3,
        "expected `root NAME numbers | numbers | numbers`"
      ),
      (
        "closedform-certificate 1\nclaim a\nvectors 1 | 2 | 3 | 4\nend\n", 3,
        "expected `vectors numbers | numbers | numbers`"
      ),
    ])
  func rejected(text: String, line: Int, reason: String) throws {
    do {
      _ = try CertificateParser.parse(Array(text.utf8))
      Issue.record("accepted")
    } catch {
      #expect(error.line == line && error.reason == reason, "\(error)")
    }
  }

  private static let steps = """
    closedform-certificate 1
    # a comment, and a blank line

    claim a   # another
    domain
      precision 64
    bound p lower 1/100 algebra 1 1 2 1/3
    bound p upper 12345678901234567890p-90 evaluate
    root r -1 0 | 1/2 | 1 2
    narrow r 0 1
    split x 1/2
    monotone x
    evaluate
    derivative x >= 2*y
    differentiate
    range x
    through log
    reciprocal N 2
    algebra
    claim b
    point 1 2/3
    layer-peeled 1
    class 1/2 1 1
    unconstrained-features 3
    vectors 1/2 1/2 | 1 -2 | 3p-40 0
    vectors 1/2 1/2 | |
    memorization-dilation 2 1 0
    digits 50
    holds
    claim c
    refute 0
    versus x 1
    fails
    end
    """

  @Test("printing and parsing is the identity on steps")
  func roundTrip() throws {
    let first = try CertificateParser.parse(Array(Self.steps.utf8))
    let printed = CertificatePrinter.print(first)
    let second = try CertificateParser.parse(Array(printed.utf8))
    #expect(
      first.sections.map { $0.steps.map(\.step) } == second.sections.map { $0.steps.map(\.step) })
    #expect(CertificatePrinter.print(second) == printed)
  }
}
