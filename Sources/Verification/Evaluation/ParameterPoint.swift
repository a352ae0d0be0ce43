import Exact
import Reals
import TheoremLanguage

/// One exact value for each parameter of a theorem, in the order of declaration.
public struct ParameterPoint: Hashable, Sendable {
  /// The exact values.
  public let values: [Fraction]

  /// Where the point comes from, as the reports call it.
  public let origin: Origin

  /// Why a point was chosen.
  public enum Origin: String, Sendable {
    /// Every parameter at an end of its range.
    case corner
    /// Drawn at random.
    case random
    /// Where the scan found the least slack.
    case weakest
    /// A neighbour of another point along one parameter.
    case neighbour
    /// Given by the user.
    case given
  }

  /// Makes a point.
  public init(values: [Fraction], origin: Origin) {
    self.values = values
    self.origin = origin
  }

  /// Points are equal when their values are, wherever they come from.
  public static func == (left: ParameterPoint, right: ParameterPoint) -> Bool {
    left.values == right.values
  }

  /// Hashes the values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(values)
  }
}
