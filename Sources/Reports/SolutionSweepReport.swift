import Verification

extension SolutionSweep {
  /// The solutions in a format; a single one as by itself.
  public func rendered(as format: ValueFormat) -> String {
    switch format {
    case .text: points.map(text(of:)).joined(separator: "\n")
    case .json:
      points.count == 1 ? points[0].solution?.json ?? "" : JSONText.encode(SweepRecord(self))
    case .csv: CSVText.text(of: [header] + points.flatMap(lines(of:)))
    }
  }

  private func text(of point: Point) -> String {
    if let solution = point.solution { return solution.text }
    let place = point.arguments.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return "model  \(model)\nat     \(place)\n\nno solution: \(point.reason ?? "")\n"
  }

  private var header: [String] {
    (points.first?.arguments.map(\.name) ?? [])
      + ["quantity", "closed form", "descent", "agreeing digits", "reason"]
  }

  /// A line for each quantity, as their number may differ from point to point.
  private func lines(of point: Point) -> [[String]] {
    let arguments = point.arguments.map(\.value)
    guard let solution = point.solution else {
      return [arguments + ["", "", "", "", point.reason ?? ""]]
    }
    let reason = [solution.limitation.map { "no closed form: \($0)" }, solution.failure]
      .compactMap { $0 }.joined(separator: "; ")
    return solution.rows.map { row in
      arguments + [
        row.name, row.closedForm ?? "", row.descent ?? "",
        row.agreeingDigits.map(String.init) ?? "", reason,
      ]
    }
  }
}

private struct SweepRecord: Encodable {
  struct Point: Encodable {
    let arguments: [String: String]
    let solution: OrNull<SolutionRecord>
    let reason: OrNull<String>
  }

  let schema = "closedform.solutions/v1"
  let model: String
  let points: [Point]

  init(_ sweep: SolutionSweep) {
    model = sweep.model
    points = sweep.points.map { point in
      Point(
        arguments: Dictionary(
          point.arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
        solution: OrNull(point.solution.map(SolutionRecord.init)), reason: OrNull(point.reason))
    }
  }
}
