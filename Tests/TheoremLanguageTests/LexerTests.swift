import Diagnostics
import Exact
import Kernel
import Testing

@testable import TheoremLanguage

private func lex(_ text: String) -> Lexer { Lexer.lex(SourceText(name: "t", text: text)) }

@Suite("Lexer") struct LexerTests {
  @Test("words, numbers, texts and symbols are told apart")
  func tokens() {
    let lexer = lex("x' = 2.5e-1*\"a # b\" <= [_1] # end")
    #expect(
      lexer.tokens.map(\.text) == [
        "x'", "=", "2.5e-1", "*", "a # b", "<=", "[", "_1", "]", "",
      ])
    #expect(lexer.tokens[2].kind == .number(ExactDecimal(digits: "25", exponent: -2) ?? .zero))
    #expect(lexer.tokens.last?.kind == .end)
    #expect(lexer.comments.map(\.text) == [" end"])
    #expect(lexer.diagnostics.isEmpty)
  }

  @Test("the literal of a value is read back as the same value")
  func literals() throws {
    for digits in ["0", "1", "25", "123456789012345"] {
      for exponent in [-40, -14, -13, -3, -1, 0, 3, 12, 13, 30] {
        let value = try #require(ExactDecimal(digits: digits, exponent: exponent))
        #expect(lex(value.literal).tokens.first?.kind == .number(value), "\(value.literal)")
      }
    }
  }

  @Test("a number ends where a name begins")
  func numbers() {
    #expect(lex("2e").diagnostics.map(\.code) == [.malformedNumber])
    #expect(lex("2eta").tokens.map(\.text) == ["2", "*", "eta", ""])
    #expect(lex("2e3x").tokens.map(\.text) == ["2e3", "*", "x", ""])
    #expect(lex("2e3").diagnostics.isEmpty)
    #expect(lex("1e5.5").diagnostics.map(\.code) == [.malformedNumber])
  }

  @Test("tokens know their lines, with any line end")
  func lines() {
    for newline in ["\n", "\r\n"] {
      let lexer = lex("a b\(newline)c\(newline)\(newline)# d\(newline)e")
      #expect(lexer.tokens.map(\.startsLine) == [true, false, true, true, false])
      #expect(lexer.tokens.map(\.followsBlankLine) == [false, false, false, false, false])
      #expect(lexer.comments.map(\.followsBlankLine) == [true])
    }
  }

  @Test("hidden characters stand nowhere, the characters beside them may stand in comments")
  func hidden() throws {
    let ranges = HiddenCharacters.ranges
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    func codes(_ value: UInt32, in text: (String) -> String) throws -> [DiagnosticCode] {
      lex(text(String(try #require(Unicode.Scalar(value))))).diagnostics.map(\.code)
    }
    for value in Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] }) {
      #expect(try codes(value, in: { "# a\($0)b" }) == [.controlCharacter], "\(value)")
      #expect(try codes(value, in: { "\"a\($0)b\"" }) == [.controlCharacter], "\(value)")
      #expect(try codes(value, in: { "a \($0) b" }) == [.controlCharacter], "\(value)")
    }
    let neighbours = ranges.flatMap { [$0.lowerBound &- 1, $0.upperBound + 1] }
    for value in neighbours where Unicode.Scalar(value) != nil && value != 0x0A {
      if ranges.contains(where: { $0.contains(value) }) { continue }
      #expect(try codes(value, in: { "# a\($0)b" }) == [], "\(value)")
    }
  }

  @Test("spans cover exactly the token")
  func spans() {
    let source = SourceText(name: "t", text: "ab <= \"c\" 1.5")
    #expect(
      Lexer.lex(source).tokens.map { source.text(at: $0.span) } == [
        "ab", "<=", "\"c\"", "1.5", "",
      ])
  }
}
