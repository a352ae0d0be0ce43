import Foundation
import Models
import Numbers
import Testing

/// The reference optima, computed elsewhere by descent on the full problems at 70 digits.
struct ReferenceValues: Decodable {
  struct LayerPeeled: Decodable {
    let N, K, M: Int
    let alpha, lambda_W, lambda_H: String
    let objective, margin, feature_norm_squared, weight_norm_squared: String
  }

  struct MemorizationDilation: Decodable {
    let margin, feature_norm, eta, alpha, lambda, C_MD: String
    let M: Int
    let regime, u_own, u_other, distance, dilation, risk: String
  }

  let lpm: [LayerPeeled]
  let md: [MemorizationDilation]

  /// Digits printed in the file.
  static let layerPeeledDigits = 60
  static let memorizationDilationDigits = 50

  static func load() throws -> ReferenceValues {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/reference/optima.json")
    let data = try #require(
      try? Data(contentsOf: file),
      """
      The reference optima are missing: expected shared/reference/optima.json beside the checkout, \
      that is at \(file.path). These tests cannot run without it.
      """)
    return try JSONDecoder().decode(ReferenceValues.self, from: data)
  }
}

extension ReferenceValues.LayerPeeled {
  func model() throws -> PositiveLayerPeeledModel {
    try layerPeeled(
      ["N": "\(N)", "K": "\(K)", "M": "\(M)"], alpha: alpha, lambdaW: lambda_W, lambdaH: lambda_H)
  }
}

extension ReferenceValues.MemorizationDilation {
  func model() throws -> MemorizationDilationModel {
    try MemorizationDilationModel(
      ModelArguments(
        try numbers([
          "margin": margin, "feature_norm": feature_norm, "eta": eta, "alpha": alpha,
          "lambda": lambda, "C_MD": C_MD, "M": "\(M)",
        ])))
  }
}

func numbers(_ texts: [String: String]) throws -> [String: ModelValue] {
  try texts.mapValues { .number(try Rational(parsing: $0)) }
}

func layerPeeled(
  _ sizes: [String: String], classSizes: [Int]? = nil, alpha: String, lambdaW: String,
  lambdaH: String
) throws -> PositiveLayerPeeledModel {
  var values = try numbers(sizes)
  for (name, text) in [("alpha", alpha), ("lambda_W", lambdaW), ("lambda_H", lambdaH)] {
    values[name] = .number(try Rational(parsing: text))
  }
  if let classSizes { values["class_sizes"] = .list(classSizes.map { Rational($0) }) }
  return try PositiveLayerPeeledModel(ModelArguments(values))
}

func memorizationDilation(
  margin: String, norm: String, eta: String, alpha: String, lambda: String, slope: String,
  dimension: Int = 2
) throws -> MemorizationDilationModel {
  try MemorizationDilationModel(
    ModelArguments(
      try numbers([
        "margin": margin, "feature_norm": norm, "eta": eta, "alpha": alpha, "lambda": lambda,
        "C_MD": slope, "M": "\(dimension)",
      ])))
}

/// Whether every point of the interval rounds to `text`, printed with the given digits.
func reproduces(_ interval: Interval, _ text: String, digits: Int) throws -> Bool {
  let value = try Rational(parsing: text)
  guard value.sign != 0 else { return interval.isCertainlyZero }
  let exponent = Int(log10(abs(value.approximateDouble)).rounded(.down)) - digits + 1
  let half = try Rational(10).power(exponent).divided(by: Rational(2))
  guard let lower = interval.lower.rational, let upper = interval.upper.rational else {
    return false
  }
  return lower >= value - half && upper <= value + half
}

/// `|a - b| <= tolerance max(1, |a|)`.
func agrees(_ a: Double, _ b: Double, tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a))
}
