import Diagnostics
import Exact
import Kernel
import Reals
import TestSupport
import Testing

@testable import TheoremLanguage

@Suite("Theorem printer") struct TheoremPrinterTests {
  @Test("a random file is read back as it was, and printing is idempotent")
  func roundTrip() throws {
    let seed: UInt64 = 42
    var maker = FileMaker(random: SeededGenerator(seed: seed, label: "printed files"))
    for round in 0..<2_000 {
      let file = maker.file()
      let printed = TheoremPrinter.print(file)
      let source = SourceText(name: "printed", text: printed)
      let again: TheoremFile
      do throws(DiagnosticList) {
        again = try TheoremParser.parse(source)
      } catch {
        let errors = DiagnosticRenderer.render(error, source: source)
        Issue.record("seed \(seed), round \(round):\n\(errors)")
        return
      }
      // Compared outside the expectation, which would print both trees; one failure is enough.
      let isSame = again == file && TheoremPrinter.print(again) == printed
      try #require(isSame, "seed \(seed), round \(round):\n\(printed)")
    }
  }
}

/// Makes random files in the form the parser gives them.
private struct FileMaker {
  var random: SeededGenerator

  mutating func file() -> TheoremFile {
    var sections: [Section] = []
    for _ in 0..<random.below(7) { sections.append(section(after: sections.last)) }
    let source = random.chance(50) ? text("source") : nil
    return TheoremFile(
      title: text("A title, with (brackets] and 'λ'"), source: source, sections: sections,
      closing: random.chance(30) ? lines(mayBeginBlank: false) : [])
  }

  private mutating func text(_ text: String) -> TextItem {
    TextItem(text, comments: comments(mayBeginBlank: false))
  }

  private mutating func comments(mayBeginBlank: Bool) -> Comments {
    guard random.chance(30) else { return Comments() }
    return Comments(
      leading: random.chance(50) ? lines(mayBeginBlank: mayBeginBlank) : [],
      trailing: random.chance(50) ? comment() : nil)
  }

  private mutating func comment() -> String {
    random.pick(["", " why", "# x", "  \"λ\" (", " a b"])
  }

  private mutating func lines(mayBeginBlank: Bool) -> [CommentLine] {
    var lines: [CommentLine] = []
    for _ in 0...random.below(4) {
      if random.chance(40), lines.last != .blank, mayBeginBlank || !lines.isEmpty {
        lines.append(.blank)
      }
      lines.append(.comment(comment()))
    }
    return lines
  }

  private mutating func section(after before: Section?) -> Section {
    let body: Section.Body
    switch random.below(5) {
    case 0: body = .parameters((0..<random.below(4)).map { parameter(isFirst: $0 == 0) })
    case 1: body = .define((0..<random.below(5)).map { definition(isFirst: $0 == 0) })
    case 2: body = .assume((0...random.below(3)).map { _ in comparison() })
    case 3: body = .problem(problem())
    default: body = .claim(claim())
    }
    let section = Section(body)
    let continues = before?.isSameLineKind(as: section) ?? false
    return Section(body, comments: comments(mayBeginBlank: continues))
  }

  private mutating func parameter(isFirst: Bool) -> ParameterSyntax {
    let upper = random.chance(20) ? nil : expression(2)
    let range = RangeSyntax(
      lower: expression(2), upper: upper, isLowerOpen: random.chance(30),
      isUpperOpen: upper != nil && random.chance(30))
    return ParameterSyntax(
      names: (0...random.below(3)).map { _ in name() }, isInteger: random.chance(50),
      range: range, isLogarithmic: upper != nil && random.chance(30),
      comments: comments(mayBeginBlank: !isFirst))
  }

  private mutating func definition(isFirst: Bool) -> DefinitionSyntax {
    let isRoot = random.chance(20)
    let body: DefinitionSyntax.Body =
      isRoot
      ? .root(
        variable: name(), lower: expression(1), upper: expression(1), left: expression(3),
        right: expression(3)) : .expression(expression(random.below(7)))
    let formals = isRoot || random.chance(70) ? [] : (0...random.below(3)).map { _ in name() }
    return DefinitionSyntax(
      name: name(), formals: formals, body: body, comments: comments(mayBeginBlank: !isFirst))
  }

  private mutating func problem() -> ProblemSyntax {
    let arguments = (0..<random.below(6)).map { _ in
      let values: [ProblemSyntax.Value] = [
        .sameName, .number(expression(3)), .list((0...random.below(3)).map { _ in expression(2) }),
      ]
      return ProblemSyntax.Argument(name: name(), value: random.pick(values))
    }
    return ProblemSyntax(
      name: random.chance(50) ? name() : nil, model: name(), arguments: arguments)
  }

  private mutating func claim() -> ClaimSyntax {
    let statement: ClaimSyntax.Statement =
      random.chance(70)
      ? .comparison(comparison())
      : .monotone(expression(4), random.chance(50) ? .increases : .decreases, in: name())
    let expectation = random.chance(60) ? .proved : random.pick(ExpectedVerdict.allCases)
    let conditions = random.chance(70) ? [] : (0...random.below(2)).map { _ in comparison() }
    let used = random.chance(70) ? [] : (0...random.below(2)).map { _ in name() }
    return ClaimSyntax(
      name: name(), statement: statement, conditions: conditions, used: used,
      expectation: expectation)
  }

  private mutating func comparison() -> ComparisonSyntax {
    ComparisonSyntax(
      relation: random.pick(Relation.allCases), left: expression(4), right: expression(4))
  }

  private mutating func name() -> Name {
    Name(random.pick(["a", "b'", "lambda_W", "_", "margin", "x1", "asume", "a_rather_long_name"]))
  }

  private mutating func leaf() -> Expression {
    switch random.below(5) {
    case 0: return number("2", 2, 0)
    case 1: return number("1e-3", 1, -3)
    case 2: return Expression(.minimum(problem: random.chance(50) ? name() : nil))
    case 3:
      return Expression(
        .minimizer(
          problem: random.chance(50) ? name() : nil, quantity: name(),
          index: random.chance(50) ? 1 + random.below(9) : nil))
    default: return Expression(.name(name().text))
    }
  }

  private func number(_ spelling: String, _ digits: Int, _ exponent: Int) -> Expression {
    let value = ExactDecimal(digits: "\(digits)", exponent: exponent) ?? .zero
    return Expression(.number(Literal(spelling: spelling, value: value)))
  }

  private mutating func expression(_ depth: Int) -> Expression {
    guard depth > 0 else { return leaf() }
    switch random.below(10) {
    case 0: return leaf()
    case 1: return Expression(.negative(expression(depth - 1)))
    case 2:
      return Expression(
        .conditional(
          ComparisonSyntax(
            relation: random.pick(Relation.allCases), left: expression(depth - 1),
            right: expression(depth - 1)),
          then: expression(depth - 1), else: expression(depth - 1)))
    case 3:
      let function = random.chance(50) ? name() : Name(random.pick(Vocabulary.functions))
      return Expression(.call(function, (0...random.below(3)).map { _ in expression(depth - 1) }))
    default:
      let infix = random.pick(InfixOperator.allCases)
      return Expression(.infix(infix, expression(depth - 1), expression(depth - 1)))
    }
  }
}
