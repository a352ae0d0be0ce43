import TheoremLanguage

/// A copy of the models' signatures: the language knows no models, and neither does its fuzzing.
let modelSignatures = [
  ProblemSignature(
    name: "positive_layer_peeled",
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
      QuantitySignature(name: "within_class_variation"),
    ]),
  ProblemSignature(
    name: "memorization_dilation",
    arguments: ["margin", "feature_norm", "eta", "alpha", "lambda", "C_MD", "M"].map {
      ArgumentSignature(name: $0)
    },
    quantities: ["risk", "dilation", "distance", "u_own", "u_other"].map {
      QuantitySignature(name: $0)
    }),
]
