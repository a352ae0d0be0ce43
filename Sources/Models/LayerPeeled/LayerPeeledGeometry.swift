import LinearAlgebra
import Reals

/// Invariants of one pair `W, H`, each straight from its definition.
struct LayerPeeledGeometry {
  /// Per class, the least lead of the own logit.
  let margins: [Real]

  private let arguments: LayerPeeledArguments
  private let bits: Int
  private let weights: [[Real]]
  /// One vector per sample.
  private let features: [[Real]]
  private let classMeans: [[Real]]

  init(arguments: LayerPeeledArguments, point: RealMatrix) throws(NumberError) {
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    let dimension = arguments.dimension
    let bits = point.precisionInBits
    let split = classes * dimension
    let weights = (0..<classes).map { k in
      (0..<dimension).map { point[k * dimension + $0, 0] }
    }
    let features = (0..<samples).map { i in
      (0..<dimension).map { point[split + $0 * samples + i, 0] }
    }
    self.arguments = arguments
    self.bits = bits
    self.weights = weights
    self.features = features
    classMeans = try Self.means(of: features, arguments: arguments, bits: bits)
    margins = Self.margins(weights: weights, features: features, arguments: arguments)
  }

  func meanFeatureNormSquared() throws(NumberError) -> Real { try mean(features.map(squaredNorm)) }

  func meanWeightNormSquared() throws(NumberError) -> Real { try mean(weights.map(squaredNorm)) }

  func featureNormSquared(ofClass k: Int) throws(NumberError) -> Real {
    try mean(features[arguments.samples(ofClass: k)].map(squaredNorm))
  }

  func withinClassVariation() throws(NumberError) -> Real {
    let deviations = zip(features, arguments.classOfSample).map { subtract($0, classMeans[$1]) }
    return try mean(deviations.map(squaredNorm))
  }

  func classOverlap() -> Real {
    var largest = Real(0, precisionInBits: bits)
    for j in classMeans.indices {
      for k in 0..<j {
        largest = max(largest, innerProduct(classMeans[j], classMeans[k]).absolute())
      }
    }
    return largest
  }

  /// How far the Gram matrix of the class means, not centred, is from the multiple `s (I - 1/N)` of
  /// that of a simplex equiangular tight frame with the same trace, entry by entry.
  func simplexDefect() throws(NumberError) -> Real {
    let count = Real(classMeans.count, precisionInBits: bits)
    let one = Real(1, precisionInBits: bits)
    let squaredNorms = classMeans.map(squaredNorm)
    let trace = squaredNorms.reduce(Real(0, precisionInBits: bits)) { $0 + $1 }
    let scale = try trace / (count - one)
    let share = try scale / count
    var largest = Real(0, precisionInBits: bits)
    for j in classMeans.indices {
      largest = max(largest, (squaredNorms[j] - scale + share).absolute())
      for k in 0..<j {
        largest = max(largest, (innerProduct(classMeans[j], classMeans[k]) + share).absolute())
      }
    }
    return largest
  }

  func classifierMisalignment() throws(NumberError) -> Real {
    let center = try Self.mean(of: classMeans, bits: bits)
    var largest = Real(0, precisionInBits: bits)
    for (w, m) in zip(weights, classMeans) {
      let direction = subtract(m, center)
      let length = squaredNorm(direction)
      guard length.sign > 0 else {
        largest = max(largest, squaredNorm(w))
        continue
      }
      let factor = try innerProduct(w, direction) / length
      largest = max(largest, squaredNorm(subtract(w, direction.map { factor * $0 })))
    }
    return largest
  }

  private static func means(
    of features: [[Real]], arguments: LayerPeeledArguments, bits: Int
  ) throws(NumberError) -> [[Real]] {
    var result: [[Real]] = []
    for k in 0..<arguments.classCount {
      result.append(
        try mean(of: Array(features[arguments.samples(ofClass: k)]), bits: bits))
    }
    return result
  }

  private static func margins(
    weights: [[Real]], features: [[Real]], arguments: LayerPeeledArguments
  ) -> [Real] {
    var result: [Real?] = Array(repeating: nil, count: weights.count)
    for (feature, own) in zip(features, arguments.classOfSample) {
      let logits = weights.map { innerProduct($0, feature) }
      let others = logits.indices.filter { $0 != own }.map { logits[$0] }
      guard let largest = others.max() else { continue }
      let lead = logits[own] - largest
      result[own] = result[own].map { min($0, lead) } ?? lead
    }
    return result.compactMap { $0 }
  }

  private func mean(_ values: [Real]) throws(NumberError) -> Real {
    let sum = values.reduce(Real(0, precisionInBits: bits)) { $0 + $1 }
    return try sum / Real(values.count, precisionInBits: bits)
  }

  private static func mean(of vectors: [[Real]], bits: Int) throws(NumberError) -> [Real] {
    let count = Real(vectors.count, precisionInBits: bits)
    var result: [Real] = []
    for index in vectors.first?.indices ?? 0..<0 {
      let sum = vectors.reduce(Real(0, precisionInBits: bits)) { $0 + $1[index] }
      result.append(try sum / count)
    }
    return result
  }
}

/// `<a, b>` of two vectors of at least one entry.
private func innerProduct(_ a: [Real], _ b: [Real]) -> Real {
  zip(a, b).dropFirst().reduce(a[0] * b[0]) { $0 + $1.0 * $1.1 }
}

private func squaredNorm(_ vector: [Real]) -> Real { innerProduct(vector, vector) }

private func subtract(_ a: [Real], _ b: [Real]) -> [Real] { zip(a, b).map { $0 - $1 } }
