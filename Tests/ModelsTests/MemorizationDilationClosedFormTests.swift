import Exact
import LinearAlgebra
import Reals
import Testing

@testable import Models

@Suite("Memorization-dilation model: closed form") struct MemorizationDilationClosedFormTests {
  @Test("every reference optimum is reproduced to its last printed digit, with its regime")
  func reference() throws {
    let entries = try ReferenceValues.load().md
    #expect(entries.count >= 6)
    for entry in entries {
      let model = try entry.model()
      let closed = try model.closedForm(precisionInBits: 224)
      let label = "eta=\(entry.eta) alpha=\(entry.alpha) margin=\(entry.margin)"
      let expected = [
        ("risk", entry.risk), ("dilation", entry.dilation), ("distance", entry.distance),
        ("u_own", entry.uOwn), ("u_other", entry.uOther),
      ]
      for (name, text) in expected {
        let interval = try #require(closed[Quantity(name)])
        let (printed, digits) = ReferenceValues.corrected(text)
        #expect(
          try reproduces(interval, printed, digits: digits),
          "\(label) \(name): \(interval.certifiedDecimal(maximumDigits: 60)), not \(text)")
      }
      let regime = try model.regime(precisionInBits: 64)
      #expect(regime == (entry.regime == "interior" ? .interior : .boundary), "\(label)")
    }
  }

  /// Random models over several orders of magnitude.
  private static func randomModels(_ count: Int) throws -> [MemorizationDilationModel] {
    var generator = SeededGenerator(seed: 21, label: "memorization-dilation")
    func logarithmic(_ low: Double, _ high: Double) -> String {
      let exponent = low + (high - low) * generator.uniform()
      var value = 1.0
      for _ in 0..<Int(abs(exponent * 16)) { value *= exponent < 0 ? 0.8660254 : 1.1547005 }
      return "\((value * 1e6).rounded() / 1e6)"
    }
    return try (0..<count).map { index in
      let alpha = index % 3 == 0 ? "0" : "0.\(Int.random(in: 1...9, using: &generator))"
      return try memorizationDilation(
        margin: logarithmic(-0.7, 1), norm: logarithmic(-1, 1), eta: logarithmic(-4, -0.3),
        alpha: alpha, lambda: logarithmic(-4, -1), slope: logarithmic(-0.3, 1),
        dimension: Int.random(in: 2...5, using: &generator))
    }
  }

  private static func point(
    _ model: MemorizationDilationModel, precisionInBits bits: Int
  ) throws -> RealMatrix {
    let closed = try model.closedForm(precisionInBits: bits)
    let result = RealMatrix(rows: model.variableCount, columns: 1, precisionInBits: bits)
    for (index, name) in ["u_own", "u_other"].enumerated() {
      result[index, 0] = try #require(closed[Quantity(name)]).midpoint
    }
    return result
  }

  @Test("the closed form is stationary for the evaluator, with its value, slack pressed to zero")
  func stationarity() throws {
    var regimes: Set<MemorizationDilationModel.Regime> = []
    for model in try Self.randomModels(24) {
      let label = "\(model.parameters)"
      let point = try Self.point(model, precisionInBits: 200)
      let residual = try DescentConsistency.logProjectedGradient(model, point)
      #expect(residual < -50, "\(label): projected gradient 1e\(residual)")
      let (_, gradient) = try DescentConsistency.evaluate(model, point)
      #expect(gradient[model.dimension, 0].sign > 0, "\(label): the slack must cost")
      let closed = try model.closedForm(precisionInBits: 200)
      for (quantity, value) in try model.descentQuantities(at: point) {
        let error = (value - (try #require(closed[quantity])).midpoint).approximateLog10OfMagnitude
        #expect(error < -54, "\(label): \(quantity) differs by 1e\(error)")
      }
      regimes.insert(try model.regime(precisionInBits: 64))
    }
    #expect(regimes == [.interior, .boundary], "the examples must cover both regimes")
  }

  @Test("enclosures at two precisions overlap, and narrow")
  func precisions() throws {
    for model in try Self.randomModels(8) {
      let coarse = try model.closedForm(precisionInBits: 30)
      let fine = try model.closedForm(precisionInBits: 300)
      for (quantity, interval) in fine {
        #expect(try #require(coarse[quantity]).overlaps(interval), "\(quantity)")
        let width = interval.width.approximateLog10OfMagnitude
        #expect(width < -84, "\(model.parameters) \(quantity): width 1e\(width)")
      }
    }
  }

  @Test("strong convexity encloses the closed form from points at several distances")
  func strongConvexity() throws {
    var generator = SeededGenerator(seed: 22, label: "perturbations")
    for model in try Self.randomModels(10) {
      let closed = try model.closedForm(precisionInBits: 200)
      for exponent in [-1, -20, -100, -190] {
        let size = try Fraction(2).power(exponent)
        let point = try Self.point(model, precisionInBits: 200)
        for index in 0..<model.dimension {
          let shift = Real(
            size * (try Fraction(exactly: generator.uniform())), precisionInBits: 200)
          point[index, 0] = point[index, 0] + shift
        }
        let enclosed = try #require(try model.enclosedQuantities(at: point))
        for (quantity, interval) in enclosed {
          let truth = try #require(closed[quantity])
          #expect(
            interval.overlaps(truth) && interval.contains(truth.midpoint),
            "\(model.parameters), shift 2^\(exponent), \(quantity): \(interval) misses \(truth)")
        }
        #expect(Set(enclosed.keys) == Set(model.quantities))
      }
    }
  }

  @Test("from the optimum itself, strong convexity gives nearly all digits")
  func strongConvexityIsSharp() throws {
    for (label, model) in try MemorizationDilationModelTests.examples() {
      let point = try Self.point(model, precisionInBits: 200)
      let enclosed = try #require(try model.enclosedQuantities(at: point))
      for name in ["risk", "dilation", "u_own", "u_other"] {
        let width = try #require(enclosed[Quantity(name)]).width.approximateLog10OfMagnitude
        #expect(width < -50, "\(label) \(name): width 1e\(width)")
      }
      // A point that stopped a hair inside the bound is as good.
      point[1, 0] = point[1, 0] + Real(try Fraction(2).power(-180), precisionInBits: 200)
      let nearby = try #require(try model.enclosedQuantities(at: point))
      let width = try #require(nearby[Quantity("u_other")]).width.approximateLog10OfMagnitude
      #expect(width < -45, "\(label): width 1e\(width) from a hair inside the bound")
    }
  }

  @Test("the problem as first stated, in u_1, u_2 and r, has the same optimum")
  func unreducedProblem() throws {
    let milder = try memorizationDilation(
      margin: "2", norm: "0.8", eta: "0.4", alpha: "0.3", lambda: "0.05", slope: "2")
    let examples = try MemorizationDilationModelTests.examples().prefix(2) + [("milder", milder)]
    for (label, model) in examples {
      let solved = UnreducedProblem(model).minimize()
      let closed = try model.closedForm(precisionInBits: 80)
      let (x, y) = (
        try #require(closed[Quantity("u_own")]).midpoint.approximateDouble,
        try #require(closed[Quantity("u_other")]).midpoint.approximateDouble
      )
      let risk = try #require(closed[Quantity("risk")]).midpoint.approximateDouble
      let dilation = try #require(closed[Quantity("dilation")]).midpoint.approximateDouble
      #expect(agrees(solved.risk, risk, tolerance: 1e-10), "\(label): \(solved.risk) and \(risk)")
      #expect(agrees(solved.dilation, dilation, tolerance: 1e-4), "\(label)")
      for (found, expected) in zip(solved.first + solved.second, [x, y, y, x]) {
        #expect(agrees(found, expected, tolerance: 1e-4), "\(label): \(solved), not (\(x), \(y))")
      }
    }
  }

  @Test("a precision nothing can have is an error, not a crash")
  func precisionRange() throws {
    let (_, model) = try MemorizationDilationModelTests.examples()[0]
    for bits in [-5, 0, 1, 1 << 40] {
      #expect(throws: NumberError.self) { try model.closedForm(precisionInBits: bits) }
      #expect(throws: NumberError.self) { try model.makeEvaluator(precisionInBits: bits, jobs: 1) }
    }
  }

  @Test("the descent's F' and the closed form's Q agree: Stein's identity holds")
  func steinIdentity() throws {
    for (label, model) in try MemorizationDilationModelTests.examples() {
      let parameters = model.approximateParameters
      for r in [0.01, 0.3, 1.7, 100, 1e5] {
        let clean = ApproximateCleanRisk(parameters, dilation: r)
        let expectation = GaussianExpectation.approximateSigmoidDerivative(
          mean: parameters.t, deviation: parameters.b * r)
        let q =
          parameters.b * parameters.b * expectation
          + 2 * parameters.lambda * Double(parameters.dimension)
        #expect(agrees(clean.slope, q * r, tolerance: 1e-12), "\(label), r=\(r)")
      }
    }
  }
}
