import Exact
import Foundation
import Models
import Reals
import TestSupport
import Testing

/// The reference optima, computed elsewhere by descent on the full problems at 70 digits.
struct ReferenceValues: Decodable {
  struct LayerPeeled: Decodable {
    let n, k, m: Int
    let alpha, lambdaW, lambdaH: String
    let objective, margin, featureNormSquared, weightNormSquared: String
  }

  struct MemorizationDilation: Decodable {
    let margin, featureNorm, eta, alpha, lambda, cMD: String
    let m: Int
    let regime, uOwn, uOther, distance, dilation, risk: String
  }

  let lpm: [LayerPeeled]
  let md: [MemorizationDilation]

  /// Digits printed in the file.
  static let layerPeeledDigits = 60
  static let memorizationDilationDigits = 50

  /// Reference values that are wrong from their 45th digit on, and what they should be.
  ///
  /// The reference of the entry with margin 5 was computed with the trapezoidal step 1/16, whose
  /// relative error there is 2e-45 to 4e-45. A separate computation (Python, mpmath, 75 digits,
  /// root of the gradient in x and y) reproduces the printed values at step 1/16, and gives these
  /// at the steps 1/40 and 1/64 alike.
  private static let corrections = [
    "0.78534066104603415147770541650309339170805969867223":
      "0.78534066104603415147770541650309339170805970021037983238845",
    "0.71124120203534381618702673164907202080443143210115":
      "0.711241202035343816187026731649072020804431430535242656635506",
    "1.1130590259545408380510397541399978733859988499556":
      "1.11305902595454083805103975413999787338599885215051646967478",
    "0.67461564438287076868384097090748368925202954243576":
      "0.674615644382870768683840970907483689252029543766093029265932",
    "0.39530748233119516808696111226234456498590193716683":
      "0.395307482331195168086961112262344564985901938634164415094356",
  ]

  /// A value of the memorization-dilation entries, corrected where it needs to be, and its digits.
  static func corrected(_ text: String) -> (text: String, digits: Int) {
    corrections[text].map { ($0, 59) } ?? (text, memorizationDilationDigits)
  }

  static func load() throws -> ReferenceValues {
    let data = try Repository.data(of: "Tests/Reference/optima.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { path in
      ReferenceKey(stringValue: camelCase(path.last?.stringValue ?? ""))
    }
    return try decoder.decode(ReferenceValues.self, from: data)
  }

  /// `lambda_W` becomes `lambdaW`, and `N` becomes `n`.
  private static func camelCase(_ key: String) -> String {
    let words = key.split(separator: "_").map(String.init)
    return (words.first?.lowercased() ?? "")
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

private struct ReferenceKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension ReferenceValues.LayerPeeled {
  func model() throws -> PositiveLayerPeeledModel {
    try layerPeeled(
      ["N": "\(n)", "K": "\(k)", "M": "\(m)"], alpha: alpha, lambdaW: lambdaW, lambdaH: lambdaH)
  }
}

extension ReferenceValues.MemorizationDilation {
  func model() throws -> MemorizationDilationModel {
    try MemorizationDilationModel(
      ModelArguments(
        try numbers([
          "margin": margin, "feature_norm": featureNorm, "eta": eta, "alpha": alpha,
          "lambda": lambda, "C_MD": cMD, "M": "\(m)",
        ])))
  }
}

func numbers(_ texts: [String: String]) throws -> [String: ModelValue] {
  try texts.mapValues { .number(.exact(try Fraction(parsing: $0))) }
}

func layerPeeled(
  _ sizes: [String: String], classSizes: [Int]? = nil, alpha: String, lambdaW: String,
  lambdaH: String
) throws -> PositiveLayerPeeledModel {
  try PositiveLayerPeeledModel(
    layerPeeledArguments(sizes, classSizes, alpha: alpha, lambdaW: lambdaW, lambdaH: lambdaH))
}

func unconstrainedFeatures(
  _ sizes: [String: String], classSizes: [Int]? = nil, alpha: String, lambdaW: String,
  lambdaH: String
) throws -> UnconstrainedFeaturesModel {
  try UnconstrainedFeaturesModel(
    layerPeeledArguments(sizes, classSizes, alpha: alpha, lambdaW: lambdaW, lambdaH: lambdaH))
}

private func layerPeeledArguments(
  _ sizes: [String: String], _ classSizes: [Int]?, alpha: String, lambdaW: String,
  lambdaH: String
) throws -> ModelArguments {
  var values = try numbers(sizes)
  for (name, text) in [("alpha", alpha), ("lambda_W", lambdaW), ("lambda_H", lambdaH)] {
    values[name] = .number(.exact(try Fraction(parsing: text)))
  }
  if let classSizes { values["class_sizes"] = .list(classSizes.map { .exact(Fraction($0)) }) }
  return ModelArguments(values)
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
  let value = try Fraction(parsing: text)
  guard value.sign != 0 else { return interval.isCertainlyZero }
  let exponent = Int(log10(abs(value.approximateDouble)).rounded(.down)) - digits + 1
  let half = try Fraction(10).power(exponent).divided(by: Fraction(2))
  guard let lower = interval.lower.rational, let upper = interval.upper.rational else {
    return false
  }
  return lower >= value - half && upper <= value + half
}

/// `|a - b| <= tolerance max(1, |a|)`.
func agrees(_ a: Double, _ b: Double, tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a))
}
