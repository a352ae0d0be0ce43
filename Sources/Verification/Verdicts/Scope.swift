/// For which points of the domain a verdict speaks; the same words in every report.
public enum Scope: Hashable, Sendable, CustomStringConvertible {
  /// The whole domain.
  case domain
  /// Every point of a finite domain.
  case allPoints(Int)
  /// The points examined; nothing is said about others.
  case points
  /// The domain but for boxes that are left, with their share of the volume in percent.
  case boxesLeft(count: Int, percentage: String)
  /// The one place at which the claim fails.
  case counterexample

  /// The words of reports: `domain`, `all 6 points`, `points`, `boxes left: 12, 0.8312 %`.
  public var description: String {
    switch self {
    case .domain: "domain"
    case .allPoints(let count): count == 1 ? "the only point" : "all \(count) points"
    case .points: "points"
    case .boxesLeft(let count, let percentage): "boxes left: \(count), \(percentage) %"
    case .counterexample: "counterexample"
    }
  }
}
