import Diagnostics
import TheoremLanguage

/// Parses and elaborates theorem files against the models that exist.
public enum TheoremLoader {
  /// Larger files are refused.
  public static let largestFileInBytes = Limits.fileSize

  /// The elaborated theorem.
  ///
  /// - Throws: `DiagnosticList` with every mistake found.
  public static func load(_ source: SourceText) throws(DiagnosticList) -> ElaboratedTheorem {
    let file = try TheoremParser.parse(source)
    return try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
  }

  /// The canonical text of a theorem file; comments are kept.
  ///
  /// Only the grammar is checked: names need not be known.
  ///
  /// - Throws: `DiagnosticList` with every mistake found.
  public static func canonicalText(of source: SourceText) throws(DiagnosticList) -> String {
    TheoremPrinter.print(try TheoremParser.parse(source))
  }
}
