import Diagnostics
import Foundation
import Testing

@testable import TheoremLanguage

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

private func lines(_ count: Int, _ line: (Int) -> String) -> String {
  (0..<count).map(line).joined(separator: "\n")
}

/// The errors of a text, read on a small stack: no limit may need more of it.
private func smallStackErrors(_ text: String) async -> String {
  await onSmallStack {
    let source = SourceText(name: "t", text: text)
    if case .failure(let errors) = outcome(of: source) { return errors.text }
    guard let file = try? TheoremParser.parse(source) else { return "not parsed" }
    let printed = TheoremPrinter.print(file)
    // The canonical layout of a file of the largest size may be a little larger.
    if printed.utf8.count > Limits.fileSize { return "" }
    let again = try? TheoremParser.parse(SourceText(name: "t", text: printed))
    return again == file ? "" : "printing changed the file"
  }
}

/// Checks that the largest size passes and the next one is reported with the limit.
private func expectLimit(
  _ limit: Int, _ name: String, _ text: @Sendable (Int) -> String
) async {
  let accepted = await smallStackErrors(text(limit))
  #expect(accepted == "", "\(name) at the limit: \(accepted.prefix(600))")
  let refused = await smallStackErrors(text(limit + 1))
  #expect(
    refused.contains("[limit-exceeded]") && refused.contains("\(limit)"),
    "\(name) beyond the limit: \(refused.prefix(600))")
}

@Suite("Limits") struct LimitsTests {
  @Test("nesting is limited, and the stack suffices at the limit")
  func nesting() async {
    let depth = Limits.nestingDepth
    await expectLimit(depth, "parentheses") {
      theorem(define: "c = \(repeated("(", $0))1\(repeated(")", $0))")
    }
    await expectLimit(depth, "signs") { theorem(define: "c = \(repeated("-", ($0 + 1) / 2))1") }
    await expectLimit(depth, "powers") { theorem(define: "c = 2\(repeated("^2", $0))") }
    await expectLimit(depth, "calls") {
      theorem(define: "c = \(repeated("sqrt(", $0))1\(repeated(")", $0))")
    }
    await expectLimit(depth, "conditionals") {
      theorem(define: "c = \(repeated("if a < b then 1 else ", ($0 + 1) / 2))2")
    }
    await expectLimit(depth, "sums in calls") {
      theorem(define: "c = \(repeated("1 + exp(a*", $0))1\(repeated(")", $0))")
    }
  }

  @Test("the height of expressions is limited, also where it is not nesting")
  func height() async {
    let height = Limits.expressionHeight
    await expectLimit(height, "sums") { theorem(define: "c = 1\(repeated(" + 1", $0 - 1))") }
    await expectLimit(height, "minima") {
      theorem(define: "c = min(1\(repeated(", 1", $0 - 1)))")
    }
    await expectLimit(height, "written out") {
      let sum = "q\(repeated(" + 1", Limits.expressionHeight - 100))"
      return theorem(define: "f(q) = \(sum)\nc = f(1\(repeated(" + a", $0 - 401)))")
    }
    await expectLimit(Limits.definitionHeight, "chains of definitions") { height in
      let chain = (1..<height).map { "d\($0) = d\($0 - 1) + 1" }
      return theorem(define: (["d0 = 1"] + chain).joined(separator: "\n"))
    }
  }

  @Test("counts are limited")
  func counts() async {
    await expectLimit(Limits.parameters, "parameters") { count in
      "theorem \"t\"\nparameters\n\(lines(count) { "x\($0) : real in [0, 1]" })\nclaim c: 1 < 2"
    }
    await expectLimit(Limits.definitions, "definitions") { count in
      theorem(define: lines(count) { "c\($0) = 1" })
    }
    await expectLimit(Limits.claims, "claims") { count in
      "theorem \"t\"\n" + lines(count) { "claim c\($0): 1 < 2" }
    }
    await expectLimit(Limits.problems, "problems") { count in
      let arguments = "M = 1, alpha = 1, lambda_W = 1, lambda_H = 1"
      let problems = lines(count) { "problem p\($0) = positive_layer_peeled(\(arguments))" }
      return "theorem \"t\"\n\(problems)\nclaim c: 1 < 2"
    }
    await expectLimit(Limits.formals, "arguments") { count in
      theorem(define: "f(\((0..<count).map { "q\($0)" }.joined(separator: ", "))) = 1")
    }
  }

  @Test("the size of files and of words is limited")
  func sizes() async {
    let title = "theorem \"t\"\nclaim c: 1 < 2\n#"
    await expectLimit(Limits.fileSize, "file") { title + repeated("x", $0 - title.utf8.count) }
    await expectLimit(Limits.identifierLength, "name") {
      theorem(define: "\(repeated("x", $0)) = 1")
    }
    await expectLimit(Limits.literalDigits, "digits") {
      theorem(define: "c = \(repeated("9", $0))")
    }
    await expectLimit(Limits.literalExponent, "exponent") { theorem(define: "c = 1e\($0)") }
    let problem =
      "problem positive_layer_peeled(M = 1, alpha = 1, lambda_W = 1, lambda_H = 1)\n"
    let component = await smallStackErrors(
      "theorem \"t\"\n\(problem)claim c: minimizer.margin[\(Limits.componentIndex + 1)] = 1")
    #expect(component.contains("\(Limits.componentIndex)"))
    // Tokens of one claim: claim, c, :, then number and sign in turn.
    let many = await smallStackErrors(
      "theorem \"t\"\nclaim c: max(1\(repeated(",1", Limits.tokens / 2))) = 1")
    #expect(many.contains("more than \(Limits.tokens) words"), "\(many.prefix(300))")
  }

  @Test("writing definitions out is limited in nodes, before the work is done")
  func nodes() async {
    let doubling = (1...40).map { "f\($0)(q) = f\($0 - 1)(f\($0 - 1)(q))" }.joined(separator: "\n")
    let twice = await smallStackErrors(theorem(define: "f0(q) = q + q\n\(doubling)"))
    #expect(twice.contains("\(Limits.nodes) operations"), "\(twice.prefix(300))")
    // An argument that is dropped is work all the same.
    let dropping = (1...60).map { "f\($0)(q) = g(f\($0 - 1)(q), f\($0 - 1)(q))" }
    let text = "g(x, y) = x\nf0(q) = q\n" + dropping.joined(separator: "\n") + "\nc = f60(a)"
    #expect(await smallStackErrors(theorem(define: text)) == "")
  }
}
