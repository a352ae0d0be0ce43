/// What a model accepts and what its minimizer offers; the language knows no models itself.
public struct ProblemSignature: Hashable, Sendable {
  /// The name of the model.
  public let name: String
  /// The arguments it accepts.
  public let arguments: [ArgumentSignature]
  /// The quantities of its minimizer.
  public let quantities: [QuantitySignature]

  /// Makes the signature of a model.
  public init(name: String, arguments: [ArgumentSignature], quantities: [QuantitySignature]) {
    self.name = name
    self.arguments = arguments
    self.quantities = quantities
  }
}

/// An argument of a model.
public struct ArgumentSignature: Hashable, Sendable {
  /// What an argument holds.
  public enum Kind: Hashable, Sendable {
    /// One number.
    case number
    /// A list of numbers.
    case list
  }

  /// The name.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// Whether it must be given.
  public let isRequired: Bool

  /// Makes the signature of an argument.
  public init(name: String, kind: Kind = .number, isRequired: Bool = true) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }
}

/// A quantity of a minimizer.
public struct QuantitySignature: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Whether it has components and may carry an index, as in `margin[2]`.
  public let isIndexed: Bool

  /// Makes the signature of a quantity.
  public init(name: String, isIndexed: Bool = false) {
    self.name = name
    self.isIndexed = isIndexed
  }
}
