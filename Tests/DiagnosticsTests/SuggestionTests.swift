import Testing

@testable import Diagnostics

@Suite("Suggestion") struct SuggestionTests {
  @Test("the distance counts edits, a swap as one")
  func distance() {
    let cases: [(String, String, Int)] = [
      ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1),
      ("kitten", "sitting", 3), ("lamda", "lambda", 1), ("ca", "abc", 3),
    ]
    for (left, right, expected) in cases {
      #expect(Suggestion.distance(Array(left.utf8), Array(right.utf8)) == expected)
      #expect(Suggestion.distance(Array(right.utf8), Array(left.utf8)) == expected)
    }
  }

  @Test("a close word is found, a far one is not, and a short word must be closer")
  func closest() {
    let names = ["lambda_W", "lambda_H", "alpha", "N", "claim"]
    #expect(Suggestion.closest(to: "lamda_W", among: names) == "lambda_W")
    #expect(Suggestion.closest(to: "LAMBDA_H", among: names) == "lambda_H")
    #expect(Suggestion.closest(to: "clami", among: names) == "claim")
    #expect(Suggestion.closest(to: "n", among: names) == "N")
    #expect(Suggestion.closest(to: "beta", among: names) == nil)
    #expect(Suggestion.closest(to: "M", among: ["alpha"]) == nil)
    #expect(Suggestion.closest(to: "x", among: []) == nil)
  }

  @Test("one character never suggests an unrelated one")
  func singleCharacter() {
    #expect(Suggestion.closest(to: "t", among: ["c", "p"]) == nil)
  }
}
