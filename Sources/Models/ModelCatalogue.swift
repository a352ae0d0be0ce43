/// The models by name.
///
/// Names are spelled with hyphens; theorem files write them with underscores, and both are
/// understood wherever a name is an argument here.
public enum ModelCatalogue {
  /// All models, in a fixed order.
  public static let models: [any OptimizationModel.Type] = [
    PositiveLayerPeeledModel.self, UnconstrainedFeaturesModel.self, MemorizationDilationModel.self,
  ]

  /// All names, in the same order.
  public static var names: [String] { models.map { $0.name } }

  /// The model with a name.
  ///
  /// Throws `ModelError.unknownModel`.
  public static func model(named name: String) throws(ModelError) -> any OptimizationModel.Type {
    let hyphenated = name.replacing("_", with: "-")
    guard let model = models.first(where: { $0.name == hyphenated }) else {
      throw .unknownModel(name, known: names)
    }
    return model
  }

  /// Builds a model from its arguments.
  ///
  /// Throws the `ModelError` that names the argument, its value and the requirement.
  public static func makeModel(
    named name: String, arguments: ModelArguments, within limits: ModelLimits = .descent
  ) throws(ModelError) -> any OptimizationModel {
    try model(named: name).init(arguments, within: limits)
  }
}
