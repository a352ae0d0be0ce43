import Diagnostics
import Testing

@testable import TheoremLanguage

@Suite("Theorem parser") struct TheoremParserTests {
  @Test("an empty text is refused at its beginning")
  func empty() {
    for text in ["", " ", "\u{FEFF}"] {
      #expect(errors(in: text).hasPrefix("test.theorem:1:"), "\(errors(in: text))")
    }
  }

  @Test("every item that is wrong gets its own message, in order")
  func recovery() {
    let text = """
      theorem "t"
      parameters
        a : real [0, 1]
        b : real in [0 1]
        c : real in [0, 1]
      define
        d = 2*
        f = (c
        g = c
      assume c
      claim one: c > 0
      claim two c > 0
      """
    let lines = errors(in: text).split(separator: "\n").filter { $0.contains(" error: ") }
    let places = lines.map { $0.split(separator: ":")[1] }
    #expect(places == ["3", "4", "7", "8", "10", "12"], "\(lines)")
  }
}
