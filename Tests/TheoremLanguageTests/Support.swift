import Diagnostics
import Foundation

@testable import TheoremLanguage

/// Elaborates a text, or says what is wrong with it as a user would read it.
func outcome(of source: SourceText) -> Result<ElaboratedTheorem, RenderedErrors> {
  do throws(DiagnosticList) {
    let file = try TheoremParser.parse(source)
    return .success(
      try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all))
  } catch {
    return .failure(RenderedErrors(text: DiagnosticRenderer.render(error, source: source)))
  }
}

func outcome(of text: String) -> Result<ElaboratedTheorem, RenderedErrors> {
  outcome(of: SourceText(name: "test.theorem", text: text))
}

/// The errors of a text as one string, empty if there are none.
func errors(in text: String) -> String {
  if case .failure(let errors) = outcome(of: text) { errors.text } else { "" }
}

struct RenderedErrors: Error {
  let text: String
}

/// The theorem with a definition section, for tests that are about expressions.
func theorem(define body: String) -> String {
  "theorem \"t\"\nparameters\n  a, b : real in [1, 2]\ndefine\n\(body)\nclaim c: a < 3\n"
}

/// Runs work on a thread with a stack of 4 MiB, half of what threads usually have on Linux.
func onSmallStack<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: work()) }
    thread.stackSize = 4 << 20
    thread.start()
  }
}
