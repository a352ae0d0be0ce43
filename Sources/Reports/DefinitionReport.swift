import Verification

extension DefinitionValues {
  /// The values as a table for people.
  public var text: String {
    var lines = [title]
    lines += section("parameters", parameters, separator: "=")
    lines += section("definitions", definitions, separator: "=")
    lines += section("optima", optima, separator: "=")
    lines += section("assumptions", assumptions, separator: ":")
    if !warnings.isEmpty { lines += [""] + warnings.map { "outside the domain: \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ heading: String, _ rows: [Row], separator: String) -> [String] {
    guard !rows.isEmpty else { return [] }
    let width = rows.map(\.name.count).max() ?? 0
    return ["", heading]
      + rows.map { row in
        "  \(row.name.padded(to: width)) \(separator) "
          + (row.isDefined ? row.value + row.note : "no value: \(row.value)")
      }
  }
}

extension DefinitionValues.Row {
  /// What stands behind a value that does not rest on intervals alone.
  fileprivate var note: String {
    guard source != .intervals else { return "" }
    return " (\(source.rawValue)" + (remark.map { "; \($0)" } ?? "") + ")"
  }
}
