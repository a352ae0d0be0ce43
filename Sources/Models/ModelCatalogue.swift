/// The models by name.
///
/// Names are spelled with hyphens; theorem files write them with underscores, and both are
/// understood wherever a name is an argument here.
public enum ModelCatalogue {
  /// All names, in a fixed order.
  public static var names: [String] {
    [
      PositiveLayerPeeledModel.name, UnconstrainedFeaturesModel.name,
      MemorizationDilationModel.name,
    ]
  }

  /// The arguments a model takes, in the order they are documented.
  ///
  /// Throws `ModelError.unknownModel`.
  public static func arguments(
    of model: String
  ) throws(ModelError) -> [ModelArgumentSignature] {
    switch try canonicalName(model) {
    case PositiveLayerPeeledModel.name, UnconstrainedFeaturesModel.name:
      LayerPeeledArguments.signatures
    default: MemorizationDilationModel.argumentSignatures
    }
  }

  /// The names of the arguments a model takes.
  ///
  /// Throws `ModelError.unknownModel`.
  public static func argumentNames(of model: String) throws(ModelError) -> [String] {
    try arguments(of: model).map(\.name)
  }

  /// The quantities a model knows, whatever its arguments.
  ///
  /// Throws `ModelError.unknownModel`.
  public static func quantities(
    of model: String
  ) throws(ModelError) -> [ModelQuantitySignature] {
    switch try canonicalName(model) {
    case PositiveLayerPeeledModel.name: PositiveLayerPeeledModel.quantitySignatures
    case UnconstrainedFeaturesModel.name: UnconstrainedFeaturesModel.quantitySignatures
    default: MemorizationDilationModel.quantitySignatures
    }
  }

  /// The names of the quantities a model knows.
  ///
  /// Throws `ModelError.unknownModel`.
  public static func quantityNames(of model: String) throws(ModelError) -> [String] {
    try quantities(of: model).map(\.name)
  }

  /// Builds a model from exact arguments.
  ///
  /// Throws the `ModelError` that names the argument, its value and the requirement.
  public static func makeModel(
    named name: String, arguments: ModelArguments
  ) throws(ModelError) -> any OptimizationModel {
    switch try canonicalName(name) {
    case PositiveLayerPeeledModel.name: try PositiveLayerPeeledModel(arguments)
    case UnconstrainedFeaturesModel.name: try UnconstrainedFeaturesModel(arguments)
    default: try MemorizationDilationModel(arguments)
    }
  }

  private static func canonicalName(_ name: String) throws(ModelError) -> String {
    let hyphenated = String(name.map { $0 == "_" ? "-" : $0 })
    guard names.contains(hyphenated) else { throw .unknownModel(name, known: names) }
    return hyphenated
  }
}
