import Exact
import LinearAlgebra
import Models
import Reals
import Testing

@Suite("Positive layer-peeled model: descent") struct PositiveLayerPeeledModelTests {
  static func examples() throws -> [(label: String, model: PositiveLayerPeeledModel)] {
    [
      (
        "balanced",
        try layerPeeled(
          ["N": "3", "K": "2", "M": "4"], alpha: "0.2", lambdaW: "0.005", lambdaH: "0.01")
      ),
      (
        "two classes",
        try layerPeeled(
          ["N": "2", "K": "1", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
      ),
      (
        "imbalanced",
        try layerPeeled(
          ["M": "5"], classSizes: [4, 1, 2], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.003")
      ),
      (
        "few dimensions",
        try layerPeeled(
          ["N": "4", "K": "2", "M": "2"], alpha: "0.3", lambdaW: "0.02", lambdaH: "0.02")
      ),
      (
        "one dimension",
        try layerPeeled(
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

  @Test("the enclosed value contains the value of the same point at higher precision")
  func enclosedValue() throws {
    for (label, model) in try Self.examples() {
      try ModelLaws.checkEnclosedValue(model, label: label)
    }
  }

  @Test("a negative feature is refused, a negative weight is not")
  func infeasible() throws {
    let model = try layerPeeled(
      ["N": "2", "K": "1", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    var values = [Double](repeating: -1, count: 4) + [1, 1, -0.5, 1]
    #expect(throws: ModelError.infeasiblePoint(variable: 6, value: "-0.500000")) {
      try model.enclosedValue(at: vector(values, precisionInBits: 60))
    }
    values[6] = 0
    #expect(try model.enclosedValue(at: vector(values, precisionInBits: 60)).isCertainlyPositive)
  }

  @Test("quantities of a small point, worked out by hand")
  func quantitiesByHand() throws {
    // W = [[2, 0], [0, 1]], samples h = (1, 0), (3, 0) of class 1 and (0, 2), (0, 2) of class 2.
    let values: [Double] = [2, 0, 0, 1, 1, 3, 0, 0, 0, 0, 2, 2]
    let balanced = try layerPeeled(
      ["N": "2", "K": "2", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let listed = try layerPeeled(
      ["M": "2"], classSizes: [2, 2], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let point = vector(values, precisionInBits: 100)
    var expected = [
      "margin": 2.0, "feature_norm_squared": 4.5, "weight_norm_squared": 2.5,
      "within_class_variation": 0.5, "class_overlap": 0,
      // Both means minus their mean lie along (1, -1): w_1 = (2, 0) is sqrt 2 away from that line.
      "classifier_misalignment": 2,
    ]
    for (name, value) in expected {
      let measured = try balanced.descentQuantities(at: point)[Quantity(name)]
      #expect(measured.map(\.approximateDouble) == value, "\(name)")
    }
    expected = [
      "margin[1]": 2, "margin[2]": 2, "feature_norm_squared[1]": 5, "feature_norm_squared[2]": 4,
    ]
    let measured = try listed.descentQuantities(at: point)
    for (quantity, value) in measured {
      guard let wanted = expected[quantity.description] else { continue }
      #expect(value.approximateDouble == wanted, "\(quantity)")
    }
    #expect(measured.count == 7)
  }

  @Test("starts are reproducible and differ")
  func starts() throws {
    for (label, model) in try Self.examples() {
      _ = ModelLaws.checkStarts(model, label: label)
    }
  }

  @Test("bits of value, gradient and curvature do not depend on the number of threads")
  func threads() throws {
    // 20 x 128 x 200 multiply-adds a product: enough to be shared out.
    let model = try layerPeeled(
      ["N": "20", "K": "10", "M": "128"], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.01")
    var generator = SeededGenerator(seed: 1, label: "threads")
    let point = model.randomStart(using: &generator)
    let direction = model.randomStart(using: &generator)
    func bits(_ jobs: Int) -> [UInt64] {
      var (gradient, product) = (point, point)
      let value = model.makeApproximateEvaluator(jobs: jobs).value(at: point, gradient: &gradient)
      let curvature = model.approximateCurvature(at: point, jobs: jobs)
      curvature.product(with: direction, into: &product)
      return ([value] + gradient + product).map(\.bitPattern)
    }
    let alone = bits(1)
    let isSame = bits(2) == alone && bits(8) == alone
    #expect(isSame)
  }

  @Test("a probability of one for another class is no obstacle")
  func certainlyWrong() throws {
    // Row j of W has 500 in column j + 1 and a sample of class k is the k-th unit vector, so class
    // k - 1 has the logit 500 and all others 0: at 512 bits its probability is exactly 1.
    let model = try layerPeeled(
      ["N": "8", "K": "4", "M": "8"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let weights = (0..<64).map { $0 % 8 == ($0 / 8 + 1) % 8 ? 500.0 : 0 }
    let features = (0..<256).map { $0 / 32 == $0 % 32 / 4 ? 1.0 : 0 }
    let point = RealMatrix(weights + features, rows: 320, columns: 1, precisionInBits: 512)
    let gradient = RealMatrix(rows: 320, columns: 1, precisionInBits: 512)
    let value = try model.makeEvaluator(precisionInBits: 512, jobs: 1)
      .value(at: point, gradient: gradient)
    // The mean cross-entropy is 500; the decays add 0.01 times 8 * 500^2 and 0.01.
    #expect(abs(value.approximateDouble - 20_500.01) < 1e-9)
    // G is -1/32 in the own class and 1/32 in the one before; four samples share each column of W.
    let weightSlopes = (0..<64).map { index in
      (index % 8 == index / 8 ? -0.125 : 0) + (weights[index] == 500 ? 0.125 + 10 : 0)
    }
    let featureSlopes = (0..<256).map { index in
      let (row, own) = (index / 32, index % 32 / 4)
      return (row == own ? 500.0 / 32 + 0.02 / 32 : 0) - (row == (own + 1) % 8 ? 500.0 / 32 : 0)
    }
    for (index, slope) in (weightSlopes + featureSlopes).enumerated() {
      let computed = gradient[index, 0].approximateDouble
      #expect(abs(computed - slope) < 1e-12, "entry \(index)")
    }
  }

  @Test("precise values and gradients do not depend on the number of threads")
  func preciseThreads() throws {
    // 20 x 30 x 100 multiply-adds of 8 x 8 limbs: enough to be shared out.
    let model = try layerPeeled(
      ["N": "20", "K": "5", "M": "30"], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.01")
    var generator = SeededGenerator(seed: 2, label: "precise threads")
    let start = model.randomStart(using: &generator)
    let point = RealMatrix(start, rows: start.count, columns: 1, precisionInBits: 512)
    var results: [[Fraction?]] = []
    for jobs in [1, 2, 8] {
      let evaluator = try model.makeEvaluator(precisionInBits: 512, jobs: jobs)
      let gradient = RealMatrix(rows: start.count, columns: 1, precisionInBits: 512)
      let value = try evaluator.value(at: point, gradient: gradient)
      results.append([value.rational] + start.indices.map { gradient[$0, 0].rational })
    }
    #expect(results[0][0] != nil)
    let isSame = results[1] == results[0] && results[2] == results[0]
    #expect(isSame)
  }
}
