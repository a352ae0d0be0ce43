import Testing

@testable import Reports
@testable import Verification

@Suite("TextReport") struct TextReportTests {
  @Test("every verdict, escapes nowhere, an invalid file, an interrupted run")
  func normal() {
    #expect(Example.report.rendered(as: .text) == Self.normal)
  }

  @Test("quiet shows only what is not as expected")
  func quiet() {
    #expect(
      Example.report.rendered(as: .text, verbosity: .quiet) == Self.quiet)
  }

  @Test("quiet is silent about what is as expected, and sums up")
  func quietAndGood() {
    #expect(
      Example.run([Example.good]).rendered(as: .text, verbosity: .quiet)
        == """
        1 theorem, 1 claim: 1 proved
        seed 1, 50 digits, 8 points, 8 starts, method refine

        """)
  }

  @Test("verbose shows statements; colours wrap words and change nothing else")
  func verboseInColour() {
    let run = Example.run([Example.good])
    #expect(
      run.rendered(as: .text, verbosity: .verbose, isColored: true)
        == """
        \u{1B}[1mgood.theorem\u{1B}[0m
          Good
          claim  verdict  scope   digits  points
          one    \u{1B}[32mproved \u{1B}[0m  domain       -       4
            a < b

        1 theorem, 1 claim: 1 proved
        seed 1, 50 digits, 8 points, 8 starts, method refine

        """)
    for verbosity in [Verbosity.quiet, .normal, .verbose] {
      let colored = Example.report.rendered(as: .text, verbosity: verbosity, isColored: true)
      let plain = Example.report.rendered(as: .text, verbosity: verbosity)
      #expect(colored != plain)
      #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }
  }

  @Test(
    "green as expected, yellow open, red wrong",
    arguments: [
      ("proof", "32"), ("false", "32"), ("more", "32"), ("open_1", "33"), ("value", "33"),
      ("bad", "33"), ("less", "31"), ("missed", "31"),
    ])
  func colours(name: String, code: String) throws {
    let claim = try #require(Example.everyVerdict.claims.first { $0.name == name })
    #expect(
      TextStyle(isColored: true).verdict(
        "x", of: claim, isAsExpected: Example.report.isAsExpected(claim))
        == "\u{1B}[\(code)mx\u{1B}[0m")
  }

  @Test("one invalid file and one wrong claim are counted in words")
  func summaries() {
    let invalid = Example.run([Example.invalid]).rendered(as: .text, verbosity: .quiet)
    #expect(invalid.contains("\n1 theorem, 0 claims\n1 invalid file\n"))
    let wrong = Example.run([Example.everyVerdict]).rendered(as: .text, verbosity: .quiet)
    #expect(
      wrong.contains(
        "\n3 claims came out against the file; less than the file expects is shown of 3 claims\n"))
  }

  private static let quiet = #"""
    a/b_c.theorem
      50% of {x}, "quoted" & #1 | ~a^b\c$ <é>
      claim   verdict                 scope                    digits  points
      value   supported, not proved   points                       30       4
        certified at 4 points (30 digits)
        rests on dilation-positive, gaussian-mean
        because no rule proves it
        tried   3 boxes
        next    more boxes: --max-boxes 30
      less    contradicted            counterexample                -       4
        a < b
        fails in descent or evaluation: N = 2, a_1 = 0.1, a_1' = 1/3
          left   <= 0.25
          right  0.5
        the values shown
      wrong   refuted                 counterexample                -       4
        a < b
        counterexample: N = 2, a_1 = 0.1, a_1' = 1/3
          left   <= 0.25
          right  0.5
        the values shown
      missed  supported, not refuted  points                        -       4
        descent agrees at 4 points
      open_1  undecided               boxes left: 3, 0.5000 %       -       4
        a < b
        because it cannot be told, yet; at N = 2
      bad     error                   -                             -       0
        a < b
        because `v` has no value

    broken.theorem
    broken.theorem:1:1: error: "what"
      1 | what

    2 theorems, 10 claims: 1 proved, 1 proved (supported expected), 1 supported (expected), 1 supported, not proved, 1 supported, not refuted, 1 contradicted, 1 refuted, 1 refuted (expected), 1 undecided, 1 error
    interrupted: what was finished is shown
    seed 7, 30 digits, 4 points, 2 starts, method refine

    """#

  private static let normal = #"""
    a/b_c.theorem
      50% of {x}, "quoted" & #1 | ~a^b\c$ <é>
      claim   verdict                      scope                    digits  points
      proof   proved                       domain                        -       4
      value   supported, not proved        points                       30       4
        certified at 4 points (30 digits)
        rests on dilation-positive, gaussian-mean
        because no rule proves it
        tried   3 boxes
        next    more boxes: --max-boxes 30
      count   supported (expected)         all 12 points                 -      12
        descent agrees at 12 points
        because no rule proves it
      less    contradicted                 counterexample                -       4
        a < b
        fails in descent or evaluation: N = 2, a_1 = 0.1, a_1' = 1/3
          left   <= 0.25
          right  0.5
        the values shown
      false   refuted (expected)           counterexample                -       4
        a < b
        counterexample: N = 2, a_1 = 0.1, a_1' = 1/3
          left   <= 0.25
          right  0.5
        the values shown
      wrong   refuted                      counterexample                -       4
        a < b
        counterexample: N = 2, a_1 = 0.1, a_1' = 1/3
          left   <= 0.25
          right  0.5
        the values shown
      missed  supported, not refuted       points                        -       4
        descent agrees at 4 points
      more    proved (supported expected)  all 4 points                  -       4
        certified at all 4 points
      open_1  undecided                    boxes left: 3, 0.5000 %       -       4
        a < b
        because it cannot be told, yet; at N = 2
      bad     error                        -                             -       0
        a < b
        because `v` has no value

    broken.theorem
    broken.theorem:1:1: error: "what"
      1 | what

    2 theorems, 10 claims: 1 proved, 1 proved (supported expected), 1 supported (expected), 1 supported, not proved, 1 supported, not refuted, 1 contradicted, 1 refuted, 1 refuted (expected), 1 undecided, 1 error
    interrupted: what was finished is shown
    seed 7, 30 digits, 4 points, 2 starts, method refine

    """#
}
