import Diagnostics
import TheoremLanguage

/// Called by libFuzzer with any bytes: reads them as a theorem file and stops at what must not be.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTheorem(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let source = SourceText(
    name: "fuzz", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  do throws(DiagnosticList) {
    let file = try TheoremParser.parse(source)
    checkRoundTrip(of: file)
    let theorem = try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
    for claim in theorem.claims {
      require(!TermPrinter.print(claim, in: theorem).isEmpty, "a claim prints as nothing")
    }
  } catch {
    checkDiagnostics(error, of: source)
  }
  return 0
}

/// A file prints to a text that reads as the same file and prints as the same text.
private func checkRoundTrip(of file: TheoremFile) {
  let printed = TheoremPrinter.print(file)
  // The canonical layout of a file of the largest size may be a little larger than files may be.
  if printed.utf8.count > Limits.fileSize { return }
  let printedSource = SourceText(name: "printed", text: printed)
  do throws(DiagnosticList) {
    let again = try TheoremParser.parse(printedSource)
    require(again == file, "printing changed the file to\n\(printed)")
    require(TheoremPrinter.print(again) == printed, "prints differently twice:\n\(printed)")
  } catch {
    let errors = DiagnosticRenderer.render(error, source: printedSource)
    require(false, "what was printed is refused:\n\(printed)\n\(errors)")
  }
}

/// A refusal says something, points into the text, helps, and renders without control characters.
private func checkDiagnostics(_ list: DiagnosticList, of source: SourceText) {
  require(!list.diagnostics.isEmpty, "a refusal without a reason")
  for diagnostic in list.diagnostics {
    let span = diagnostic.span
    require(
      span.lower >= 0 && span.lower <= span.upper && span.upper <= source.bytes.count,
      "\(diagnostic) points out of the text")
    require(diagnostic.help != nil, "\(diagnostic) does not help")
  }
  let rendered = DiagnosticRenderer.render(list, source: source)
  require(!rendered.isEmpty, "a refusal renders as nothing")
  require(
    rendered.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control },
    "a message holds control characters")
}

/// Traps, which libFuzzer reports with the bytes that led here.
private func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
