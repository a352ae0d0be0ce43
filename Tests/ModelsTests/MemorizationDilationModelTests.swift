import LinearAlgebra
import Models
import Reals
import Testing

@Suite("Memorization-dilation model: descent") struct MemorizationDilationModelTests {
  static func examples() throws -> [(label: String, model: MemorizationDilationModel)] {
    func model(
      _ margin: String, _ norm: String, _ eta: String, _ alpha: String, _ lambda: String,
      _ slope: String, _ dimension: Int
    ) throws -> MemorizationDilationModel {
      try memorizationDilation(
        margin: margin, norm: norm, eta: eta, alpha: alpha, lambda: lambda, slope: slope,
        dimension: dimension)
    }
    return [
      ("boundary", try model("3", "1", "0.01", "0.1", "0.01", "1", 2)),
      ("interior", try model("3", "1", "0.3", "0.1", "0.01", "1", 2)),
      ("four dimensions", try model("5", "1.5", "0.2", "0.05", "0.002", "0.7", 4)),
      ("no smoothing", try model("4", "1.2", "0.001", "0", "0.001", "1", 3)),
      ("much noise", try model("2", "0.8", "2", "0.3", "0.05", "0.5", 2)),
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

  @Test("the evaluator agrees with the certified value of the same point")
  func enclosedValue() throws {
    for (label, model) in try Self.examples() {
      var generator = SeededGenerator(seed: 2, label: label)
      for bits in [53, 100, 300] {
        let point = vector(model.randomStart(using: &generator), precisionInBits: bits)
        let enclosure = try model.enclosedValue(at: point)
        let (value, _) = try DescentConsistency.evaluate(model, point.copy(precisionInBits: 400))
        #expect(enclosure.contains(value), "\(label) at \(bits) bits")
        let width = enclosure.width.approximateLog10OfMagnitude
        #expect(width < 2 - Double(bits) * 0.301, "\(label): width 1e\(width) at \(bits) bits")
      }
    }
  }

  @Test("the kink u = rho e_2 is survived")
  func kink() throws {
    for (label, model) in try Self.examples() {
      var values = [Double](repeating: 0, count: model.variableCount)
      values[1] = model.featureNorm.approximateDouble
      var gradient = values
      let value = model.makeApproximateEvaluator(jobs: 1).value(at: values, gradient: &gradient)
      #expect(value.isFinite && gradient.allSatisfy { $0.isFinite }, "\(label)")
      var product = values
      model.approximateCurvature(at: values, jobs: 1).product(
        with: [Double](repeating: 1, count: values.count), into: &product)
      #expect(product.allSatisfy { $0.isFinite }, "\(label)")
      let point = vector(values, precisionInBits: 120)
      let (exact, _) = try DescentConsistency.evaluate(model, point)
      #expect(agrees(value, exact.approximateDouble, tolerance: 1e-13), "\(label)")
      #expect(try model.enclosedQuantities(at: point) != nil, "\(label)")
    }
  }

  @Test("negative entries are refused")
  func infeasible() throws {
    let (_, model) = try Self.examples()[0]
    for index in 0..<3 {
      var values = [1.0, 0.25, 0.5]
      values[index] = -1
      #expect(throws: ModelError.infeasiblePoint(variable: index, value: "-1.00000")) {
        try model.enclosedValue(at: vector(values, precisionInBits: 60))
      }
    }
  }

  @Test("quantities of a point, worked out by hand")
  func quantitiesByHand() throws {
    let model = try memorizationDilation(
      margin: "3", norm: "2", eta: "0.5", alpha: "0", lambda: "0.01", slope: "0.25")
    let measured = try model.descentQuantities(
      at: vector([1.5, 0, 0.125], precisionInBits: 100))
    // d = |(1.5, -2)| = 2.5, r = (0.5/0.25) sqrt(2) 2 d + s = 10 sqrt 2 + 1/8.
    let expected = [
      "distance": 2.5, "dilation": 10 * 2.0.squareRoot() + 0.125, "u_own": 1.5, "u_other": 0,
      "constraint_slack": 0.125,
    ]
    for (name, value) in expected {
      let number = try #require(measured[Quantity(name)]).approximateDouble
      #expect(agrees(number, value, tolerance: 1e-15), "\(name)")
    }
  }

  @Test("starts are feasible, away from the kink, and reproducible")
  func starts() throws {
    for (label, model) in try Self.examples() {
      var generator = SeededGenerator(seed: 4, label: label)
      // The distance at which the dilation matters: b r = a b d = 2 eta t d/C_MD is of the order 3.
      let dilation = 2 * model.eta.approximateDouble * model.margin.approximateDouble
      let reach = min(
        model.featureNorm.approximateDouble, 3 * model.slope.approximateDouble / dilation)
      for _ in 0..<200 {
        let start = model.randomStart(using: &generator)
        #expect(start.allSatisfy { $0 >= 0 }, "\(label)")
        #expect(start[0] >= reach / 10.0001, "\(label)")
      }
    }
  }
}
