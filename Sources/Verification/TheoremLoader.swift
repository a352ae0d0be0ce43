import Diagnostics
import Models
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
    return try Elaborator.elaborate(file, source: source, signatures: signatures)
  }

  /// The canonical text of a theorem file; comments are kept.
  ///
  /// Only the grammar is checked: names need not be known.
  ///
  /// - Throws: `DiagnosticList` with every mistake found.
  public static func canonicalText(of source: SourceText) throws(DiagnosticList) -> String {
    TheoremPrinter.print(try TheoremParser.parse(source))
  }

  /// What the models accept, as the elaborator wants to know it; spelled with underscores.
  static var signatures: [ProblemSignature] {
    ModelCatalogue.names.compactMap { name in
      guard let arguments = try? ModelCatalogue.arguments(of: name),
        let quantities = try? ModelCatalogue.quantities(of: name)
      else { return nil }
      return ProblemSignature(
        name: String(name.map { $0 == "-" ? "_" : $0 }),
        arguments: arguments.map {
          ArgumentSignature(
            name: $0.name, kind: $0.kind == .list ? .list : .number, isRequired: $0.isRequired)
        },
        quantities: quantities.map { QuantitySignature(name: $0.name, isIndexed: $0.isIndexed) })
    }
  }
}
