import Exact

/// Something known about a definition on a box.
public struct Fact: Sendable {
  /// The definition.
  public let definition: Int
  /// A lower bound of its value, if one is known.
  public let lower: Fraction?
  /// An upper bound of its value, if one is known.
  public let upper: Fraction?
  /// Whether the fact says that a root exists and is unique.
  public let isRoot: Bool
  /// The assumptions at whose points the fact holds; elsewhere it promises nothing.
  public let restsOn: Set<Int>
}
