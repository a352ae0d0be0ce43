import Verification

extension ValueTable {
  /// The table in a format.
  public func rendered(as format: ValueFormat) -> String {
    switch format {
    case .text: points.count == 1 ? points[0].text : text
    case .json: JSONText.encode(ValueTableRecord(self))
    case .csv:
      CSVText.text(of: [header + ["reason"]] + points.map { cells($0) + [$0.reason ?? ""] })
    }
  }

  /// The names of all columns; a quantity of an optimum has a second one that says what it rests
  /// on.
  private var header: [String] {
    let optima = points.first?.optima.count ?? 0
    return parameters + columns.dropLast(optima)
      + columns.suffix(optima).flatMap { [$0, "\($0) from"] }
  }

  /// The values at a point; outside the domain, and where there is none, a cell is empty.
  private func cells(_ point: DefinitionValues) -> [String] {
    func value(_ row: DefinitionValues.Row) -> String? {
      row.isDefined && point.isInDomain ? row.value : nil
    }
    return point.parameters.map(\.value) + point.definitions.map { value($0) ?? "" }
      + point.optima.flatMap { row in value(row).map { [$0, row.source.rawValue] } ?? ["", ""] }
  }

  /// Aligned columns; what a descent found is marked, everything else is certain.
  private var text: String {
    let isAboutReasons = points.contains { $0.reason != nil }
    let rows =
      [parameters + columns + (isAboutReasons ? ["reason"] : [])]
      + points.map { point in
        point.parameters.map(\.value)
          + point.cells.map { row in
            guard row.isDefined, point.isInDomain else { return "-" }
            return row.value + (row.source == .descent ? " (descent)" : "")
          } + (isAboutReasons ? [point.reason ?? ""] : [])
      }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return title + "\n\n"
      + rows.map { row in
        var line = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
      }.joined()
  }
}

private struct ValueTableRecord: Encodable {
  struct Cell: Encodable {
    let name: String
    let value: OrNull<String>
    let source: OrNull<String>
  }

  struct Point: Encodable {
    let parameters: [String: String]
    let isInDomain: Bool
    let values: [Cell]
    let reason: OrNull<String>
  }

  let schema = "closedform.values/v1"
  let theorem: String
  let digits: Int
  let points: [Point]

  init(_ table: ValueTable) {
    theorem = table.title
    digits = table.digits
    points = table.points.map { point in
      Point(
        parameters: Dictionary(
          point.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
        isInDomain: point.isInDomain,
        values: point.cells.map { row in
          let isShown = row.isDefined && point.isInDomain
          return Cell(
            name: row.name, value: OrNull(isShown ? row.value : nil),
            source: OrNull(isShown ? row.source.rawValue : nil))
        },
        reason: OrNull(point.reason))
    }
  }
}
