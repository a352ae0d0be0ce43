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

/// What a model expects of one argument.
public struct ModelArgumentSignature: Hashable, Sendable {
  /// A number or a list.
  public enum Kind: Hashable, Sendable {
    /// A single number.
    case number
    /// A list of numbers.
    case list
  }

  /// The name, as written in theorem files.
  public let name: String
  /// A number or a list.
  public let kind: Kind
  /// Whether the model cannot be built without it.
  public let isRequired: Bool

  /// Describes one argument.
  public init(_ name: String, kind: Kind = .number, isRequired: Bool = true) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }
}

/// What a model can say about its minimiser.
public struct ModelQuantitySignature: Hashable, Sendable {
  /// The name, as after `minimizer.` in theorem files.
  public let name: String
  /// Whether it may carry a class, as `margin[2]` does.
  public let isIndexed: Bool

  /// Describes one quantity.
  public init(_ name: String, isIndexed: Bool = false) {
    self.name = name
    self.isIndexed = isIndexed
  }
}
