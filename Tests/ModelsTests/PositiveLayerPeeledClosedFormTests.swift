import LinearAlgebra
import Reals
import Testing

@testable import Models

@Suite("Positive layer-peeled model: closed form") struct PositiveLayerPeeledClosedFormTests {
  @Test("every reference optimum is reproduced to its last printed digit")
  func reference() throws {
    let entries = try ReferenceValues.load().lpm
    #expect(entries.count >= 6)
    for entry in entries {
      let closed = try entry.model().closedForm(precisionInBits: 256)
      let expected = [
        ("objective", entry.objective), ("margin", entry.margin),
        ("feature_norm_squared", entry.featureNormSquared),
        ("weight_norm_squared", entry.weightNormSquared),
      ]
      for (name, text) in expected {
        let interval = try #require(closed[Quantity(name)])
        #expect(
          try reproduces(interval, text, digits: ReferenceValues.layerPeeledDigits),
          "N=\(entry.n) K=\(entry.k) alpha=\(entry.alpha) \(name): \(interval), not \(text)")
      }
    }
  }

  /// Class sizes with and without collapsed classes, and how many collapse.
  private static func examples() throws -> [(model: PositiveLayerPeeledModel, collapsed: Int)] {
    func model(_ sizes: [Int], _ dimension: Int, _ alpha: String, _ w: String, _ h: String) throws
      -> PositiveLayerPeeledModel
    {
      try layerPeeled(
        ["M": "\(dimension)"], classSizes: sizes, alpha: alpha, lambdaW: w, lambdaH: h)
    }
    return [
      (try model([2, 2, 2], 3, "0.2", "0.005", "0.01"), 0),
      (try model([5, 2, 1], 4, "0.1", "0.01", "0.01"), 0),
      (try model([8, 3, 1], 3, "0.1", "0.1", "0.2"), 1),
      (try model([9, 1, 1, 1], 6, "0", "0.15", "0.15"), 3),
      (try model([1, 1], 2, "0.9", "0.2", "0.2"), 2),
      // Exactly at the border: c_k = 2 sqrt(0.25 * 0.25) = 1/2 = (N-1)/N.
      (try model([1, 1], 2, "0", "0.25", "0.25"), 2),
    ]
  }

  /// `W` and `H` from the closed form: features of class k along axis k, `W h_k = t_k (e_k - 1/N)`.
  private static func point(
    _ model: PositiveLayerPeeledModel, precisionInBits bits: Int
  ) throws -> RealMatrix {
    let (classes, samples) = (model.arguments.classCount, model.arguments.sampleCount)
    let dimension = model.arguments.dimension
    let closed = try model.closedForm(precisionInBits: bits)
    let zero = Real(0, precisionInBits: bits)
    let weights = RealMatrix(rows: classes, columns: dimension, precisionInBits: bits)
    let features = RealMatrix(rows: dimension, columns: samples, precisionInBits: bits)
    for k in 0..<classes {
      let margin = closed[Quantity("margin", index: k + 1)]?.midpoint ?? zero
      let norm = closed[Quantity("feature_norm_squared", index: k + 1)]?.midpoint ?? zero
      guard norm.sign > 0 else { continue }
      let length = try norm.squareRoot()
      let share = try Real(1, precisionInBits: bits) / Real(classes, precisionInBits: bits)
      for row in 0..<classes {
        let factor = row == k ? Real(1, precisionInBits: bits) - share : -share
        weights[row, k] = try factor * margin / length
      }
      for sample in 0..<samples where model.arguments.classOfSample[sample] == k {
        features[k, sample] = length
      }
    }
    let result = RealMatrix(rows: model.variableCount, columns: 1, precisionInBits: bits)
    weights.write(to: result, startingAt: 0)
    features.write(to: result, startingAt: classes * dimension)
    return result
  }

  @Test("the configuration of the closed form is stationary and has its value")
  func stationarity() throws {
    for (model, collapsed) in try Self.examples() {
      try ModelLaws.checkStationarity(model, at: try Self.point(model, precisionInBits: 400))
      let zeros = try model.arguments.classSizes.indices.filter {
        try LayerPeeledClassOptimum.isCollapsed(
          model.arguments, squaredCost: model.squaredCost($0))
      }
      #expect(zeros.count == collapsed, "\(model.parameters)")
    }
  }

  @Test("no point is better: descent from random starts in double precision stays above")
  func lowerBound() throws {
    for (model, _) in try Self.examples() { try ModelLaws.checkNothingIsBelow(model) }
  }

  @Test("enclosures at two precisions overlap, and narrow")
  func precisions() throws {
    for (model, _) in try Self.examples() { try ModelLaws.checkPrecisions(model) }
  }

  @Test("a margin a hair above zero keeps a valid enclosure at every precision")
  func nearTheBorder() throws {
    let model = try layerPeeled(
      ["M": "2"], classSizes: [1, 1], alpha: "0", lambdaW: "0.25",
      lambdaH: "0.24999999999999999999999999999")
    let fine = try #require(
      try model.closedForm(precisionInBits: 400)[Quantity("margin", index: 1)])
    #expect(fine.isCertainlyPositive)
    for bits in [10, 53, 64, 100, 200] {
      let margin = try #require(
        try model.closedForm(precisionInBits: bits)[Quantity("margin", index: 1)])
      #expect(margin.contains(fine) && margin.isCertainlyNonnegative, "\(bits) bits")
    }
  }

  @Test("balanced calls and equal class sizes agree")
  func balancedAgreesWithSizes() throws {
    let balanced = try layerPeeled(
      ["N": "4", "K": "3", "M": "5"], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.02")
    let listed = try layerPeeled(
      ["M": "5", "N": "4"], classSizes: [3, 3, 3, 3], alpha: "0.1", lambdaW: "0.01",
      lambdaH: "0.02")
    let (one, other) = (
      try balanced.closedForm(precisionInBits: 128), try listed.closedForm(precisionInBits: 128)
    )
    #expect(one[Quantity("margin")] == other[Quantity("margin", index: 4)])
    let (left, right) = (one[Quantity("objective")], other[Quantity("objective")])
    #expect(try #require(left).overlaps(try #require(right)))
  }

  @Test("fewer dimensions than classes have no closed form, and say so")
  func fewDimensions() throws {
    let model = try layerPeeled(
      ["N": "4", "K": "1", "M": "3"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let reason = try #require(model.limitation)
    #expect(reason.hasPrefix("M = 3 is less than N = 4"))
    #expect(throws: ModelError.noClosedForm(model: "positive-layer-peeled", reason: reason)) {
      try model.closedForm(precisionInBits: 64)
    }
  }

  @Test("a precision nothing can have is an error, not a crash")
  func precisionRange() throws {
    ModelLaws.checkPrecisionRange(
      try layerPeeled(
        ["N": "2", "K": "1", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01"))
  }
}
