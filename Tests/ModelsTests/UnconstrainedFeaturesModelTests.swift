import Exact
import LinearAlgebra
import Models
import Reals
import Testing

@Suite("Unconstrained features model: descent") struct UnconstrainedFeaturesModelTests {
  private static func examples() throws -> [(label: String, model: UnconstrainedFeaturesModel)] {
    [
      (
        "balanced",
        try unconstrainedFeatures(
          ["N": "3", "K": "2", "M": "4"], alpha: "0.2", lambdaW: "0.005", lambdaH: "0.01")
      ),
      (
        "one dimension less than classes",
        try unconstrainedFeatures(
          ["N": "4", "K": "2", "M": "3"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
      ),
      (
        "imbalanced",
        try unconstrainedFeatures(
          ["M": "5"], classSizes: [4, 1, 2], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.003")
      ),
      (
        "one dimension",
        try unconstrainedFeatures(
          ["N": "4", "K": "1", "M": "1"], alpha: "0", lambdaW: "0.02", lambdaH: "0.02")
      ),
    ]
  }

  @Test("gradient and curvature belong to the value, at both precisions")
  func derivatives() throws {
    for (label, model) in try Self.examples() {
      for seed in 1...4 {
        try DescentConsistency.check(model, seed: UInt64(seed), label: "\(label) \(seed)")
      }
    }
  }

  @Test("starts have features of both signs, are reproducible and differ; nothing is bounded")
  func starts() throws {
    for (label, model) in try Self.examples() {
      let start = ModelLaws.checkStarts(model, label: label)
      let features = start[(model.arguments.classCount * model.arguments.dimension)...]
      #expect(features.contains { $0 < 0 } && features.contains { $0 > 0 }, "\(label)")
      #expect(!model.isNonnegative.contains(true), "\(label)")
    }
  }

  @Test("features are drawn anew only where there are fewer dimensions than a simplex needs")
  func blocks() throws {
    for (label, model) in try Self.examples() {
      let (dimension, classes) = (model.arguments.dimension, model.arguments.classCount)
      let expected = dimension < classes - 1 ? dimension : 0
      #expect(model.exchangeableBlocks.count == expected, "\(label)")
    }
  }

  @Test("the enclosed value contains the value of the same point at higher precision")
  func enclosedValue() throws {
    for (label, model) in try Self.examples() {
      try ModelLaws.checkEnclosedValue(model, label: label)
    }
  }

  @Test("where features are nonnegative, the objective is that of the positive model, bit by bit")
  func sameObjective() throws {
    let sizes = ["N": "3", "K": "2", "M": "4"]
    let free = try unconstrainedFeatures(sizes, alpha: "0.2", lambdaW: "0.005", lambdaH: "0.01")
    let positive = try layerPeeled(sizes, alpha: "0.2", lambdaW: "0.005", lambdaH: "0.01")
    var generator = SeededGenerator(seed: 5, label: "both models")
    let start = positive.randomStart(using: &generator)
    let point = vector(start, precisionInBits: 200)
    let (left, right) = (
      try DescentConsistency.evaluate(free, point), try DescentConsistency.evaluate(positive, point)
    )
    #expect(left.0 == right.0)
    for index in start.indices { #expect(left.1[index, 0] == right.1[index, 0], "\(index)") }
  }

  @Test("rotating classifier and features together changes no invariant")
  func rotation() throws {
    // (W, H) and (W R, R^T H) with R = [[3/5, 4/5], [-4/5, 3/5]] in the first two dimensions.
    let bits = 200
    for (label, model) in try Self.examples() where model.arguments.dimension >= 2 {
      var generator = SeededGenerator(seed: 9, label: label)
      let start = model.randomStart(using: &generator)
      let point = vector(start, precisionInBits: bits)
      let turned = point.copy(precisionInBits: bits)
      let (cosine, sine) = (
        Real(try Fraction(parsing: "3/5"), precisionInBits: bits),
        Real(try Fraction(parsing: "4/5"), precisionInBits: bits)
      )
      for (first, second) in firstTwoDimensions(model) {
        let (x, y) = (point[first, 0], point[second, 0])
        turned[first, 0] = cosine * x - sine * y
        turned[second, 0] = sine * x + cosine * y
      }
      let before = try model.descentQuantities(at: point)
      let after = try model.descentQuantities(at: turned)
      #expect(Set(before.keys) == Set(model.quantities), "\(label)")
      for (quantity, value) in before {
        let error = (try #require(after[quantity]) - value).approximateLog10OfMagnitude
        #expect(error < -55, "\(label): \(quantity) moves by 1e\(error)")
      }
    }
  }

  /// The places of the first two entries of each row of `W` and of each column of `H`.
  private func firstTwoDimensions(_ model: UnconstrainedFeaturesModel) -> [(Int, Int)] {
    let (classes, samples) = (model.arguments.classCount, model.arguments.sampleCount)
    let dimension = model.arguments.dimension
    return (0..<classes).map { ($0 * dimension, $0 * dimension + 1) }
      + (0..<samples).map { (classes * dimension + $0, classes * dimension + samples + $0) }
  }

  @Test("quantities of a small point, worked out by hand")
  func quantitiesByHand() throws {
    // W = [[2, 0], [0, 1]], samples h = (1, 0), (3, 0) of class 1 and (0, -2), (0, -2) of class 2.
    let values: [Double] = [2, 0, 0, 1, 1, 3, 0, 0, 0, 0, -2, -2]
    let balanced = try unconstrainedFeatures(
      ["N": "2", "K": "2", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let listed = try unconstrainedFeatures(
      ["M": "2"], classSizes: [2, 2], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let point = vector(values, precisionInBits: 100)
    var expected = [
      "margin": -2.0, "feature_norm_squared": 4.5, "weight_norm_squared": 2.5,
      "within_class_variation": 0.5,
      // The class means (2, 0) and (0, -2) have the Gram matrix [[4, 0], [0, 4]]; s = 8 and
      // s (I - 1/2) = [[4, -4], [-4, 4]].
      "simplex_defect": 4,
      // Both means minus their mean lie along (1, 1): w_1 = (2, 0) is sqrt 2 away from that line.
      "classifier_misalignment": 2,
    ]
    for (name, value) in expected {
      let measured = try balanced.descentQuantities(at: point)[Quantity(name)]
      #expect(measured.map(\.approximateDouble) == value, "\(name)")
    }
    expected = [
      "margin[1]": 2, "margin[2]": -2, "feature_norm_squared[1]": 5, "feature_norm_squared[2]": 4,
      "within_class_variation": 0.5,
    ]
    let measured = try listed.descentQuantities(at: point)
    for (quantity, value) in measured {
      guard let wanted = expected[quantity.description] else { continue }
      #expect(value.approximateDouble == wanted, "\(quantity)")
    }
    #expect(measured.count == 6)
  }

  @Test("means of different lengths, or not a simplex on the diagonal, have a defect")
  func simplexDefectOfTheDiagonal() throws {
    // Means 3 and -1 on a line: Gram [[9, -3], [-3, 1]], s = 10, s (I - 1/2) = [[5, -5], [-5, 5]].
    let model = try unconstrainedFeatures(
      ["N": "2", "K": "1", "M": "1"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let point = vector([1, -1, 3, -1], precisionInBits: 100)
    let measured = try model.measurements(at: point)
    #expect(measured[Quantity("simplex_defect")]?.approximateDouble == 4)
    #expect(measured[Quantity("classifier_misalignment")]?.approximateDouble == 0)
  }
}
