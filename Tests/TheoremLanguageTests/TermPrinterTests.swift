import Diagnostics
import Kernel
import Testing

@testable import TheoremLanguage

@Suite("Term printer") struct TermPrinterTests {
  @Test("statements are printed with the names of the file and few parentheses")
  func statements() throws {
    let theorem = try outcome(
      of: """
        theorem "T"
        parameters
          x, b : real in [1, 2]
        define
          f(q) = (q + 1)*q
          c = root y in [0, 1] of y^2 = x
        problem p = positive_layer_peeled(M = 1, alpha = 1, lambda_W = 1, lambda_H = 1)
        claim one: f(b - x) <= -(c*2)^(1e-3 + 0.50)
        claim two: max(1, x, mean_sigmoid(b, 25e20)) = minimum - minimizer(p).margin[3]
        claim three: (if x < b then x else 1) + 1 increases in b
        """
    ).get()
    #expect(
      theorem.claims.map { TermPrinter.print($0.statement, in: theorem) } == [
        "(b - x + 1)*(b - x) <= -(c*2)^(0.001 + 0.5)",
        "max(1, x, mean_sigmoid(b, 25e20)) = minimum(p) - minimizer(p).margin[3]",
        "(if x < b then x else 1) + 1 increases in b",
      ])
    #expect(TermPrinter.print(Term.binary(.add, .bound, .parameter(0)), in: theorem) == "x' + x")
    #expect(TermPrinter.print(Term.parameter(9), in: theorem) == "?")
  }

  @Test("what is printed elaborates to the same term")
  func roundTrip() throws {
    let source = try #require(try Corpus.files("accept").first { $0.name.hasPrefix("08") }).source
    let theorem = try outcome(of: source).get()
    let printed = theorem.definitions.map { definition in
      guard case .term(let term) = definition.body else { return "" }
      return "  \(definition.name) = \(TermPrinter.print(term, in: theorem))"
    }
    let text = """
      theorem "again"
      parameters
        x : real in [0.5, 1]
      define
      \(printed.joined(separator: "\n"))
      claim c: 1 < 2
      """
    let again = try outcome(of: text).get()
    #expect(again.definitions.map(\.body) == theorem.definitions.map(\.body))
  }
}
