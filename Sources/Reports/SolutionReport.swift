import Verification

extension PointSolution {
  /// The solution as a table for people.
  public var text: String {
    var lines = ["model  \(model)"]
    lines.append("at     " + parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", "))
    if let regime { lines.append("regime \(regime)") }
    lines.append("")
    for row in rows {
      lines.append(row.name)
      lines.append("  closed form  \(row.closedForm ?? "none")")
      lines.append("  descent      \(row.descent ?? "none")")
      if let digits = row.agreeingDigits { lines.append("  agree to     \(digits) digits") }
    }
    lines.append("")
    if let limitation { lines.append("no closed form: \(limitation)") }
    if let failure { lines.append(failure) }
    lines.append(
      "descent: \(descent.startsReachingBest) of \(descent.starts) starts reached the best value, "
        + "\(descent.evaluations) evaluations, gradient norm \(gradientNorm)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The solution as JSON, schema `closedform.solution/v1`.
  public var json: String { JSONText.encode(SolutionRecord(self)) }
}

struct SolutionRecord: Encodable {
  struct Row: Encodable {
    let name: String
    let closedForm: OrNull<String>
    let descent: OrNull<String>
    let agreeingDigits: OrNull<Int>
  }

  struct Descent: Encodable {
    let starts: Int
    let startsReachingBest: Int
    let evaluations: Int
    let gradientNorm: String
    let seconds: Double
    let failure: OrNull<String>
  }

  let schema = "closedform.solution/v1"
  let model: String
  let parameters: [String: String]
  let regime: OrNull<String>
  let limitation: OrNull<String>
  let quantities: [Row]
  let descent: Descent

  init(_ solution: PointSolution) {
    model = solution.model
    parameters = Dictionary(
      solution.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    regime = OrNull(solution.regime)
    limitation = OrNull(solution.limitation)
    quantities = solution.rows.map {
      Row(
        name: $0.name, closedForm: OrNull($0.closedForm), descent: OrNull($0.descent),
        agreeingDigits: OrNull($0.agreeingDigits))
    }
    descent = Descent(
      starts: solution.descent.starts, startsReachingBest: solution.descent.startsReachingBest,
      evaluations: solution.descent.evaluations, gradientNorm: solution.gradientNorm,
      seconds: solution.seconds, failure: OrNull(solution.failure))
  }
}
