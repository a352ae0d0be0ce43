import Exact
import Foundation
import LinearAlgebra
import Models
import Reals
import TestSupport
import Testing

@testable import Solvers

/// The minimum is a manifold, for rotations of the features change nothing.
///
/// Descent has to reach it all the same, and to gain digits there.
@Suite("Optima of the unconstrained features model") struct UnconstrainedFeaturesOptimaTests {
  private static func model(
    _ sizes: [String: Int], classSizes: [Int]? = nil, _ alpha: String, _ lambdaW: String,
    _ lambdaH: String
  ) throws -> UnconstrainedFeaturesModel {
    var values = sizes.mapValues { ModelValue.number(.exact(Fraction($0))) }
    for (name, text) in [("alpha", alpha), ("lambda_W", lambdaW), ("lambda_H", lambdaH)] {
      values[name] = .number(.exact(try Fraction(parsing: text)))
    }
    if let classSizes { values["class_sizes"] = .list(classSizes.map { .exact(Fraction($0)) }) }
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

  /// An entry of `Tests/Reference/unequal-classes.json`.
  private struct Unequal: Decodable {
    enum CodingKeys: String, CodingKey {
      case classSizes = "class_sizes"
      case dimension = "M"
      case lambdaW = "lambda_W"
      case lambdaH = "lambda_H"
      case norms = "feature_norm_squared"
      case margins = "margin"
      case alpha, objective
    }

    let classSizes: [Int]
    let dimension: Int
    let alpha, lambdaW, lambdaH, objective: String
    let margins, norms: [String]
  }

  private static func unequal() throws -> [Unequal] {
    let data = try Repository.data(of: "Tests/Reference/unequal-classes.json")
    return try JSONDecoder().decode([Unequal].self, from: data)
  }

  @Test("optima of unequal classes, of another program")
  func unequalClasses() throws {
    let entries = try Self.unequal()
    #expect(entries.count >= 6)
    for entry in entries {
      let model = try Self.model(
        ["M": entry.dimension], classSizes: entry.classSizes, entry.alpha, entry.lambdaW,
        entry.lambdaH)
      let result = try Descent.minimize(model, settings: .init(digits: 45, starts: 3))
      #expect(result.converged && result.startsReachingBest == 3, "\(entry.classSizes)")
      let found = try model.descentQuantities(at: result.point)
      func expect(_ quantity: Quantity, _ text: String, digits: Double) throws {
        let value = try #require(found[quantity])
        #expect(
          sharedDigits(value, try Fraction(parsing: text)) >= digits,
          "\(entry.classSizes): \(quantity)")
      }
      try expect(Quantity("objective"), entry.objective, digits: 39)
      try expect(Quantity("within_class_variation"), "0", digits: 39)
      #expect(entry.margins.count == entry.classSizes.count)
      for (index, (margin, norm)) in zip(entry.margins, entry.norms).enumerated() {
        try expect(Quantity("margin", index: index + 1), margin, digits: 34)
        try expect(Quantity("feature_norm_squared", index: index + 1), norm, digits: 34)
      }
    }
  }

  @Test("two small classes coincide exactly beyond m (1 - alpha)^2 = 4 n lambda_W lambda_H")
  func minorityCollapse() throws {
    // m = 2, n = 16, alpha = 0.2, lambda_W = 0.01: lambda_H = 2 at the threshold (proof:
    // docs/models.md).
    for (lambdaH, coincide) in [("1.9", false), ("2.1", true)] {
      for dimension in [3, 5] {
        let model = try Self.model(
          ["M": dimension], classSizes: [6, 2, 6, 2], "0.2", "0.01", lambdaH)
        let result = try Descent.minimize(model, settings: .init(digits: 40, starts: 2))
        let found = try model.descentQuantities(at: result.point)
        let margin = try #require(found[Quantity("margin", index: 2)]).approximateDouble
        #expect(coincide ? abs(margin) < 1e-38 : margin > 0.01, "lambda_H = \(lambdaH): \(margin)")
        let large = try #require(found[Quantity("margin", index: 1)])
        #expect(large.approximateDouble > 0.5, "the large classes must stay apart")
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
