/// The models that theorem files may name, with their arguments and quantities.
///
/// They stand here, in the trusted base, so that a checker of certificates reads theorem files
/// without the models themselves, which read this table too.
public enum ModelSignatures {
  /// All models.
  public static let all = [positiveLayerPeeled, unconstrainedFeatures, memorizationDilation]

  /// Of the positive layer-peeled model.
  public static let positiveLayerPeeled = layerPeeled(
    "positive_layer_peeled", shapeDefect: "class_overlap")
  /// Of the unconstrained features model.
  public static let unconstrainedFeatures = layerPeeled(
    "unconstrained_features", shapeDefect: "simplex_defect")

  /// Layer-peeled models differ in what they say of the shape of the class means.
  private static func layerPeeled(_ name: String, shapeDefect: String) -> ProblemSignature {
    ProblemSignature(
      name: name,
      arguments: [
        ArgumentSignature(name: "N", isRequired: false),
        ArgumentSignature(name: "K", isRequired: false),
        ArgumentSignature(name: "class_sizes", kind: .list, isRequired: false),
        ArgumentSignature(name: "M"), ArgumentSignature(name: "alpha"),
        ArgumentSignature(name: "lambda_W"), ArgumentSignature(name: "lambda_H"),
      ],
      quantities: [
        QuantitySignature(name: "objective"), QuantitySignature(name: "margin", isIndexed: true),
        QuantitySignature(name: "feature_norm_squared", isIndexed: true),
        QuantitySignature(name: "weight_norm_squared"),
        QuantitySignature(name: "within_class_variation"), QuantitySignature(name: shapeDefect),
        QuantitySignature(name: "classifier_misalignment"),
      ])
  }

  /// Of the memorization-dilation model.
  public static let memorizationDilation = ProblemSignature(
    name: "memorization_dilation",
    arguments: [
      ArgumentSignature(name: "margin"), ArgumentSignature(name: "feature_norm"),
      ArgumentSignature(name: "eta"), ArgumentSignature(name: "alpha"),
      ArgumentSignature(name: "lambda"), ArgumentSignature(name: "C_MD"),
      ArgumentSignature(name: "M"), ArgumentSignature(name: "N", isRequired: false),
    ],
    quantities: [
      QuantitySignature(name: "risk"), QuantitySignature(name: "dilation"),
      QuantitySignature(name: "distance"), QuantitySignature(name: "u_own"),
      QuantitySignature(name: "u_other"), QuantitySignature(name: "constraint_slack"),
    ])
}
