/// A number that a minimiser has, such as `margin` or `margin[2]`.
///
/// The index is a class, counted from 1 as in the theorem files.
public struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name, as after `minimizer.` in a theorem file.
  public let name: String
  /// The class, from 1; `nil` for a quantity of the whole minimiser.
  public let index: Int?

  /// A quantity by its name, and by its class where it has one.
  public init(_ name: String, index: Int? = nil) {
    self.name = name
    self.index = index
  }

  /// The spelling of the theorem files: `margin` or `margin[2]`.
  public var description: String {
    guard let index else { return name }
    return "\(name)[\(index)]"
  }

  /// Orders by name, then by class.
  public static func < (left: Quantity, right: Quantity) -> Bool {
    (left.name, left.index ?? 0) < (right.name, right.index ?? 0)
  }
}
