import LinearAlgebra
import Models
import Numbers
import Testing

@testable import Solvers

/// The minimum is not a point but a manifold: rotations of the features change nothing. Descent has to reach
/// it all the same, and to gain digits there.
@Suite("Optima of the unconstrained features model") struct UnconstrainedFeaturesOptimaTests {
  private static func model(
    _ sizes: [String: Int], classSizes: [Int]? = nil, _ alpha: String, _ lambdaW: String,
    _ lambdaH: String
  ) throws -> UnconstrainedFeaturesModel {
    var values = sizes.mapValues { ModelValue.number(.exact(Rational($0))) }
    for (name, text) in [("alpha", alpha), ("lambda_W", lambdaW), ("lambda_H", lambdaH)] {
      values[name] = .number(.exact(try Rational(parsing: text)))
    }
    if let classSizes { values["class_sizes"] = .list(classSizes.map { .exact(Rational($0)) }) }
    return try UnconstrainedFeaturesModel(ModelArguments(values))
  }

  private static func balanced() throws -> [UnconstrainedFeaturesModel] {
    [
      try model(["N": 4, "K": 2, "M": 3], "0.1", "0.005", "0.016"),
      try model(["N": 4, "K": 2, "M": 4], "0.1", "0.005", "0.016"),
      try model(["N": 5, "K": 3, "M": 7], "0", "0.002", "0.003"),
      try model(["N": 2, "K": 1, "M": 1], "0", "0.01", "0.01"),
      // Collapsed to the origin.
      try model(["N": 4, "K": 2, "M": 4], "0", "1", "1"),
      try model(["N": 3, "K": 2, "M": 2], "0.9", "0.1", "0.1"),
    ]
  }

  @Test("descent meets the closed form, to 50 and to 200 digits", arguments: [50, 200])
  func closedForm(digits: Int) throws {
    for model in try Self.balanced() {
      let result = try Descent.minimize(model, settings: .init(digits: digits, starts: 3))
      #expect(result.converged && result.startsReachingBest == 3, "\(model.parameters)")
      #expect(result.trace.allSatisfy { $0.method != .gradient }, "refinement stalled")
      let closed = try model.closedForm(precisionInBits: 1_000)
      let found = try model.descentQuantities(at: result.point)
      for (quantity, interval) in closed {
        let expected = try #require(interval.midpoint.rational)
        #expect(
          sharedDigits(try #require(found[quantity]), expected) >= Double(digits),
          "\(model.parameters): \(quantity)")
      }
    }
  }

  @Test("descent meets the closed form by gradients alone")
  func gradients() throws {
    for model in try Self.balanced() {
      let result = try Descent.minimize(
        model, settings: .init(digits: 32, starts: 2, method: .gradient))
      #expect(result.converged, "\(model.parameters)")
      let closed = try model.closedForm(precisionInBits: 200)
      let found = try model.descentQuantities(at: result.point)
      for (quantity, interval) in closed {
        let expected = try #require(interval.midpoint.rational)
        #expect(
          sharedDigits(try #require(found[quantity]), expected) >= 30,
          "\(model.parameters): \(quantity)")
      }
    }
  }

  private struct Unequal {
    let model: UnconstrainedFeaturesModel
    let objective: String
    let margins: [String]
    let norms: [String]
  }

  /// Optima of a separate program (Python, mpmath, 50 digits): Newton's method with minimum-norm steps on one
  /// feature per class, from the best of 12 descents in double precision. The entropy of the probabilities
  /// at its end agreed to 40 digits; it bounds the minimum from below, for the spectral norm of the
  /// residual exceeded 2 sqrt(lambda_W lambda_H/n) by less than 1e-43 (docs/models.md).
  private static func unequal() throws -> [Unequal] {
    [
      Unequal(
        model: try model(["M": 2], classSizes: [3, 1], "0", "0.01", "0.01"),
        objective: "0.07426731148058630340541759108495165084452",
        margins: [
          "4.24435350716085939746551606531231801",
          "4.24435350716085939746551606531231801",
        ],
        norms: [
          "3.00121114666634937717834038788147635",
          "3.00121114666634937717834038788147635",
        ]),
      Unequal(
        model: try model(["M": 4], classSizes: [5, 3, 2, 1], "0.1", "0.01", "0.003"),
        objective: "0.4047492237764814328870230315689657857951",
        margins: [
          "3.40056139576602294488953631692914561",
          "3.33860922667550819078972433240291954",
          "3.27885307235028931624321725809388566",
          "3.2672754023020962082182100739759316",
        ],
        norms: [
          "7.56826169526224148237914643773906989",
          "9.24113586423691998663098314359146702",
          "10.6194352317346913651774659911180473",
          "12.5856566799820498715610574318961484",
        ]),
      Unequal(
        model: try model(["M": 3], classSizes: [5, 3, 2, 1], "0", "0.003", "0.01"),
        objective: "0.0990199407108501074980172529818153802868",
        margins: [
          "5.24580305761117060969932638294997657",
          "4.95777991147024387512413470451909501",
          "4.73027697157769520981887596929005744",
          "4.6404921436256682183889446733049028",
        ],
        norms: [
          "3.54800363435617090419440892671576373",
          "4.20854496878737408885196889800986862",
          "4.76135383668634708050115766424185001",
          "5.69222831348944704992428731375612726",
        ]),
      Unequal(
        model: try model(["M": 6], classSizes: [20, 20, 2, 2], "0", "0.005", "0.22"),
        objective: "0.3976373852054275637308626831653864238964",
        margins: [
          "3.36206326018239669394036649187587513",
          "3.36206326018239669394036649187587513",
          "1.97205754481809429177849763809922711",
          "1.97205754481809429177849763809922711",
        ],
        norms: [
          "0.643257638025068812767411216755201626",
          "0.643257638025068812767411216755201626",
          "1.08096963571576488735915136970322034",
          "1.08096963571576488735915136970322034",
        ]),
      Unequal(
        model: try model(["M": 4], classSizes: [8, 8, 1, 1], "0.1", "0.02", "0.2"),
        objective: "0.8269751707395122971478289640897904203324",
        margins: [
          "2.19374162641867917725993127844337562",
          "2.19374162641867917725993127844337562",
          "0.995267697466483531993645133197588592",
          "0.995267697466483531993645133197588592",
        ],
        norms: [
          "0.885407967150649416327859021444948547",
          "0.885407967150649416327859021444948547",
          "1.15034066259426868445785771338683103",
          "1.15034066259426868445785771338683103",
        ]),
      Unequal(
        model: try model(["M": 3], classSizes: [2, 1, 1], "0.2", "0.02", "0.03"),
        objective: "0.6164966020026834806295478314101355572599",
        margins: [
          "2.18551676193792127596326981064494923",
          "2.05910546728510222302987255498982277",
          "2.05910546728510222302987255498982277",
        ],
        norms: [
          "1.82975103072227903047926860929434737",
          "2.17190637121672098912754402256753102",
          "2.17190637121672098912754402256753102",
        ]),
    ]
  }

  @Test("optima of unequal classes, of another program")
  func unequalClasses() throws {
    for entry in try Self.unequal() {
      let label = "\(entry.model.parameters)"
      let result = try Descent.minimize(entry.model, settings: .init(digits: 45, starts: 3))
      #expect(result.converged && result.startsReachingBest == 3, "\(label)")
      let found = try entry.model.descentQuantities(at: result.point)
      func expect(_ quantity: Quantity, _ text: String, digits: Double) throws {
        let value = try #require(found[quantity])
        #expect(
          sharedDigits(value, try Rational(parsing: text)) >= digits, "\(label): \(quantity)")
      }
      try expect(Quantity("objective"), entry.objective, digits: 39)
      try expect(Quantity("within_class_variation"), "0", digits: 39)
      for (index, (margin, norm)) in zip(entry.margins, entry.norms).enumerated() {
        try expect(Quantity("margin", index: index + 1), margin, digits: 34)
        try expect(Quantity("feature_norm_squared", index: index + 1), norm, digits: 34)
      }
    }
  }

  @Test(
    "unequal classes gain digits to 200 as well, with as few dimensions as a simplex needs, or more"
  )
  func manyDigits() throws {
    for dimension in [3, 4, 6] {
      let model = try Self.model(
        ["M": dimension], classSizes: [5, 3, 2, 1], "0.1", "0.01", "0.003")
      let result = try Descent.minimize(model, settings: .init(digits: 200, starts: 1))
      #expect(result.converged && result.gradientNorm.approximateLog10OfMagnitude < -200)
      #expect(result.trace.count <= 20, "\(result.trace.count) gradients for M = \(dimension)")
    }
  }
}
