import Reals

/// One argument of a model.
public enum ModelValue: Equatable, Sendable, CustomStringConvertible {
  /// A single number.
  case number(ModelNumber)
  /// A list such as `[3, 1, 1]`.
  case list([ModelNumber])

  /// The number, or the list in brackets.
  public var description: String {
    switch self {
    case .number(let value): value.description
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    }
  }
}

/// The named arguments of a model.
public struct ModelArguments: Equatable, Sendable {
  /// The arguments by name.
  public var values: [String: ModelValue]

  /// Collects arguments by name.
  public init(_ values: [String: ModelValue] = [:]) {
    self.values = values
  }
}
