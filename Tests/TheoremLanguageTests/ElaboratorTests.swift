import Diagnostics
import Exact
import Kernel
import Testing

@testable import TheoremLanguage

@Suite("Elaborator") struct ElaboratorTests {
  private let everything =
    """
    # What it is about.
    #
    #  - indented

    theorem "T"
    source "S"
    parameters
      a : real in [0.5, 1] log
      n, m : integer in [2, 3 + 4]
    define
      f(q, r) = q - r*a
      c = f(n, 1)
      s = root x in [0, c] of f(x, c) = 2
      t = if c < s then min(a, c, s) else -n^2
    assume a < 1 and c >= 2
    problem p = positive_layer_peeled(class_sizes = [n, 3], M = m, alpha = a, lambda_W = 1, lambda_H = 1)
    claim one: minimizer(p).margin[2] <= minimum
    claim two: t decreases in m expect refuted
    """

  @Test("the introduction and the parameters are kept as written")
  func parameters() throws {
    let theorem = try outcome(of: everything).get()
    #expect(theorem.introduction == "What it is about.\n\n - indented")
    #expect(theorem.title == "T" && theorem.source == "S")
    #expect(theorem.parameters.map(\.name) == ["a", "n", "m"])
    #expect(theorem.parameters.map(\.isInteger) == [false, true, true])
    #expect(theorem.parameters.map(\.isLogarithmic) == [true, false, false])
  }

  @Test("names become indices, decimals stay exact, templates disappear")
  func definitions() throws {
    let theorem = try outcome(of: everything).get()
    let one = Term.number(try #require(ExactDecimal(digits: "1")))
    let two = Term.number(try #require(ExactDecimal(digits: "2")))
    #expect(theorem.definitions.map(\.name) == ["c", "s", "t"])
    let product = Term.binary(.multiply, one, .parameter(0))
    #expect(theorem.definitions[0].body == .term(.binary(.subtract, .parameter(1), product)))
    let scaled = Term.binary(.multiply, .definition(0), .parameter(0))
    #expect(
      theorem.definitions[1].body
        == .root(
          lower: .number(.zero), upper: .definition(0), left: .binary(.subtract, .bound, scaled),
          right: two))
    let minima = Term.binary(
      .minimum, .binary(.minimum, .parameter(0), .definition(0)), .definition(1))
    #expect(
      theorem.definitions[2].body
        == .term(
          .conditional(
            Comparison(relation: .less, left: .definition(0), right: .definition(1)),
            then: minima, else: .unary(.negate, .binary(.power, .parameter(1), two)))))
  }

  @Test("problems and claims refer to parameters, definitions and problems by index")
  func problemsAndClaims() throws {
    let theorem = try outcome(of: everything).get()
    #expect(theorem.assumptions.map(\.comparison.relation) == [.less, .greaterOrEqual])
    #expect(theorem.problems[0].arguments.map(\.name).first == "class_sizes")
    #expect(theorem.problems[0].arguments[1].value == .number(.parameter(2)))
    let margin = Term.minimizer(problem: 0, quantity: "margin", index: 2)
    #expect(
      theorem.claims.map(\.statement) == [
        .comparison(
          Comparison(relation: .lessOrEqual, left: margin, right: .minimum(problem: 0))),
        .monotone(.definition(2), direction: .decreases, parameter: 2),
      ])
    #expect(theorem.claims.map(\.expectation) == [.proved, .refuted])
  }

  @Test(
    "open ends are the first assumptions, in the order of the parameters; of integers, numbers move"
  )
  func openEnds() throws {
    let theorem = try outcome(
      of: """
        theorem "t"
        parameters
          x : real in (0, 1)
        assume x < 0.5
        parameters
          y, z : real in [x, 2*x)
          n : integer in (-2, 4)
          m : integer in (n, infinity)
        claim c: x > 0 where y < 1 and z < 1
        """
    ).get()
    let texts = theorem.assumptions.map { TermPrinter.print($0.comparison, in: theorem) }
    #expect(texts == ["x > 0", "x < 1", "y < 2*x", "z < 2*x", "m > n", "x < 0.5"])
    #expect(theorem.assumptions.map(\.isOpenEnd) == [true, true, true, true, true, false])
    let ends = theorem.parameters.map {
      (
        TermPrinter.print($0.lower, in: theorem),
        $0.upper.map { TermPrinter.print($0, in: theorem) }
      )
    }
    #expect(ends.map(\.0) == ["0", "x", "x", "-2 + 1", "n"])
    #expect(ends.map(\.1) == ["1", "2*x", "2*x", "4 - 1", nil])
    #expect(theorem.parameters.map(\.isLowerOpen) == [true, false, false, false, true])
    #expect(theorem.parameters.map(\.isUpperOpen) == [true, true, true, false, false])
    let statement = try theorem.statement()
    #expect(statement.assumptions == theorem.assumptions.map(\.comparison))
    #expect(statement.assumptions(ofClaim: 0).count == 8)
    #expect(theorem.claims[0].conditions.map(\.isOpenEnd) == [false, false])
  }

  @Test("one wrong name gives one message, however often its definition is used")
  func noCascades() {
    let text = theorem(define: "c = wrong\nd = c + c\nf(q) = d + q\ng = f(c)")
    #expect(errors(in: text).split(separator: "\n").filter { $0.contains("error:") }.count == 1)
  }
}
