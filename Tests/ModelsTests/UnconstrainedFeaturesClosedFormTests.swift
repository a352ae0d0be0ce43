import Exact
import LinearAlgebra
import Reals
import Testing

@testable import Models

@Suite("Unconstrained features model: closed form") struct UnconstrainedFeaturesClosedFormTests {
  /// Minima to 40 digits, of a separate program.
  ///
  /// Python with mpmath: Newton's method with minimum-norm steps on one feature per class, from the
  /// best of 12 descents in double precision. The entropy of the probabilities at its end, which
  /// bounds the minimum from below (docs/models.md), agreed to all digits. The first two are the
  /// values 0.153033019787 and 0.440966302028 of a descent with the regulariser (0.01/2)|W|^2 +
  /// (0.004/2)|H|^2.
  private static let references = [
    (
      sizes: [2, 2, 2, 2], dimension: 5, alpha: "0", lambdaW: "0.005", lambdaH: "0.016",
      objective: "0.1530330197866907074172639710613821730821",
      margin: "4.68954257359372406550429907344230644", norm: "3.93230099172557896882601843687634201"
    ),
    (
      sizes: [2, 2, 2, 2], dimension: 3, alpha: "0.1", lambdaW: "0.005", lambdaH: "0.016",
      objective: "0.4409663020279402643628910026019154817044",
      margin: "3.27563610657931713735187177923328468", norm: "2.74670437644903721373026335812847626"
    ),
    (
      sizes: [1, 1], dimension: 1, alpha: "0.3", lambdaW: "0.001", lambdaH: "0.1",
      objective: "0.4464750957504183352911213199153121576928",
      margin: "1.62772584683531054321047340839005554",
      norm: "0.115097598420986370247531440365607465"
    ),
    (
      sizes: [3, 1], dimension: 2, alpha: "0", lambdaW: "0.01", lambdaH: "0.01",
      objective: "0.07426731148058630340541759108495165084452",
      margin: "4.24435350716085939746551606531231801",
      norm: "3.00121114666634937717834038788147635"
    ),
    (
      sizes: [3, 3, 3, 3, 3, 3], dimension: 8, alpha: "0.05", lambdaW: "0.003", lambdaH: "0.0007",
      objective: "0.267916794955349660563398666413701714556",
      margin: "4.60597091676145998111754035973747742", norm: "19.4637795872837698734007342725560968"
    ),
  ]

  private static func model(
    _ sizes: [Int], _ dimension: Int, _ alpha: String, _ lambdaW: String, _ lambdaH: String
  ) throws -> UnconstrainedFeaturesModel {
    try unconstrainedFeatures(
      ["M": "\(dimension)"], classSizes: sizes, alpha: alpha, lambdaW: lambdaW, lambdaH: lambdaH)
  }

  @Test("optima of another program are reproduced to their last printed digit")
  func reference() throws {
    for entry in Self.references {
      let model = try Self.model(
        entry.sizes, entry.dimension, entry.alpha, entry.lambdaW, entry.lambdaH)
      let closed = try model.closedForm(precisionInBits: 256)
      for (quantity, text) in [
        (Quantity("objective"), entry.objective), (Quantity("margin", index: 1), entry.margin),
        (Quantity("feature_norm_squared", index: 2), entry.norm),
      ] {
        let interval = try #require(closed[quantity])
        #expect(
          try reproduces(interval, text, digits: 36),
          "\(entry.sizes): \(quantity) is \(interval), not \(text)")
      }
    }
  }

  /// Class counts, and whether the classes collapse to the origin.
  private static func examples() throws -> [(model: UnconstrainedFeaturesModel, collapsed: Bool)] {
    func balanced(_ n: Int, _ k: Int, _ m: Int, _ alpha: String, _ w: String, _ h: String) throws
      -> UnconstrainedFeaturesModel
    {
      try unconstrainedFeatures(
        ["N": "\(n)", "K": "\(k)", "M": "\(m)"], alpha: alpha, lambdaW: w, lambdaH: h)
    }
    return [
      (try balanced(2, 1, 2, "0", "0.01", "0.02"), false),
      (try balanced(3, 2, 3, "0.2", "0.005", "0.01"), false),
      (try balanced(5, 1, 7, "0.1", "0.002", "0.03"), false),
      (try balanced(3, 1, 3, "0.9", "0.2", "0.2"), true),
      // Exactly at the border: c = 2 sqrt(0.25 * 0.125/2) = 1/4 = (1 - alpha)(N-1)/N.
      (try balanced(2, 1, 2, "0.5", "0.25", "0.125"), true),
    ]
  }

  /// `W` and `H` of the closed form, for `M >= N`: a simplex in the first N dimensions, features
  /// `|h| sqrt(N/(N-1)) (e_k - 1/N)` and the classifier along them.
  private static func point(
    _ model: UnconstrainedFeaturesModel, precisionInBits bits: Int
  ) throws -> RealMatrix {
    let (classes, samples) = (model.arguments.classCount, model.arguments.sampleCount)
    let dimension = model.arguments.dimension
    let closed = try model.closedForm(precisionInBits: bits)
    func real(_ numerator: Int, _ denominator: Int) throws -> Real {
      Real(
        try Fraction(numerator, denominator), precisionInBits: bits)
    }
    func length(_ name: String) throws -> Real {
      let squared = try #require(closed[Quantity(name)]).midpoint
      return try (squared * (try real(classes, classes - 1))).squareRoot()
    }
    let (weight, feature) = (try length("weight_norm_squared"), try length("feature_norm_squared"))
    let result = RealMatrix(rows: model.variableCount, columns: 1, precisionInBits: bits)
    for index in 0..<model.variableCount { result[index, 0] = try real(0, 1) }
    for k in 0..<classes {
      for m in 0..<classes {
        let entry = try real(k == m ? classes - 1 : -1, classes)
        result[k * dimension + m, 0] = weight * entry
        for sample in 0..<samples where model.arguments.classOfSample[sample] == k {
          result[classes * dimension + m * samples + sample, 0] = feature * entry
        }
      }
    }
    return result
  }

  @Test("the configuration of the closed form is stationary and has its value")
  func stationarity() throws {
    for (model, isCollapsed) in try Self.examples() {
      try ModelLaws.checkStationarity(model, at: try Self.point(model, precisionInBits: 400))
      let margin = try model.closedForm(precisionInBits: 400)[Quantity("margin")]
      #expect(try #require(margin).isCertainlyZero == isCollapsed, "\(model.parameters)")
    }
  }

  @Test("the classes collapse at alpha + 2 sqrt(N lambda_W lambda_H) = 1, and not a hair before")
  func threshold() throws {
    // N = 4, lambda_W = 0.04: 2 sqrt(0.16 lambda_H) = 1 - alpha = 0.6 at lambda_H = 0.5625.
    for (lambdaH, isCollapsed) in [
      ("0.5624999999999999999999999999999999", false), ("0.5625", true), ("0.6", true),
    ] {
      let model = try unconstrainedFeatures(
        ["N": "4", "K": "2", "M": "3"], alpha: "0.4", lambdaW: "0.04", lambdaH: lambdaH)
      for bits in [10, 53, 200] {
        let margin = try #require(
          try model.closedForm(precisionInBits: bits)[Quantity("margin")])
        #expect(margin.isCertainlyZero == isCollapsed && margin.isCertainlyNonnegative, "\(bits)")
      }
      let fine = try #require(try model.closedForm(precisionInBits: 400)[Quantity("margin")])
      #expect(fine.isCertainlyPositive != isCollapsed, "lambda_H = \(lambdaH)")
    }
  }

  @Test("never above the positive model, which has a larger cost of margin")
  func belowThePositiveModel() throws {
    for (model, isCollapsed) in try Self.examples() {
      let positive = try PositiveLayerPeeledModel(
        ModelArguments(
          try numbers(
            Dictionary(uniqueKeysWithValues: model.parameters.map { ($0.name, $0.value) }))
        ))
      let name = Quantity("objective")
      let lower = try #require(try model.closedForm(precisionInBits: 100)[name])
      let upper = try #require(try positive.closedForm(precisionInBits: 100)[name])
      #expect(isCollapsed ? lower.overlaps(upper) : lower.upper < upper.lower)
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

  @Test("balanced calls and equal class sizes agree")
  func balancedAgreesWithSizes() throws {
    let balanced = try unconstrainedFeatures(
      ["N": "4", "K": "3", "M": "3"], alpha: "0.1", lambdaW: "0.01", lambdaH: "0.02")
    let listed = try Self.model([3, 3, 3, 3], 3, "0.1", "0.01", "0.02")
    let (one, other) = (
      try balanced.closedForm(precisionInBits: 128), try listed.closedForm(precisionInBits: 128)
    )
    #expect(one[Quantity("margin")] == other[Quantity("margin", index: 4)])
    #expect(
      one[Quantity("feature_norm_squared")] == other[Quantity("feature_norm_squared", index: 2)])
    #expect(one[Quantity("objective")] == other[Quantity("objective")])
  }

  @Test("fewer dimensions than a simplex needs, and unequal classes, have no closed form")
  func limitations() throws {
    let few = try unconstrainedFeatures(
      ["N": "4", "K": "1", "M": "2"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01")
    let unequal = try Self.model([3, 1, 1], 5, "0", "0.01", "0.01")
    for (model, reason) in [
      (
        few,
        "M = 2 is less than N - 1 = 3, and the closed form needs a feature dimension of at least"
          + " the number of classes less one; descent still works"
      ),
      (
        unequal,
        "the class sizes differ, and with three classes or more the closed form is for classes of"
          + " equal size; descent still works"
      ),
    ] {
      #expect(model.limitation == reason)
      #expect(throws: ModelError.noClosedForm(model: "unconstrained-features", reason: reason)) {
        try model.closedForm(precisionInBits: 64)
      }
    }
    #expect(try Self.model([2, 2, 2], 2, "0", "0.01", "0.01").limitation == nil)
    #expect(try Self.model([3, 1], 1, "0", "0.01", "0.01").limitation == nil)
  }

  @Test("a precision nothing can have is an error, not a crash")
  func precisionRange() throws {
    ModelLaws.checkPrecisionRange(
      try unconstrainedFeatures(
        ["N": "2", "K": "1", "M": "1"], alpha: "0", lambdaW: "0.01", lambdaH: "0.01"))
  }
}
