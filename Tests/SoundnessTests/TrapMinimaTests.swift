import Exact
import Kernel
import Reals
import TestSupport
import Testing
import Theories

/// Traps 5 and 6: certified lower and upper bounds of one minimum, from witnesses good and bad.
///
/// Any two enclosures of one number overlap. The tests fail when a witness, however bad, gives a
/// lower bound above an upper bound of another, and when good ones do not enclose narrowly.
@Suite("Trap minima") struct TrapMinimaTests {
  private static let bits = 128

  private func unit(_ generator: inout SeededGenerator) -> Fraction {
    Fraction(mantissa: BigInteger(Int(generator.next() >> 44)), exponent: -20)
  }

  /// The enclosures of the minimum that a witness gives, where it gives one.
  private func expectOverlap(_ enclosures: [DyadicInterval], width: Fraction) throws {
    try #require(enclosures.count >= 100)
    let lower = try #require(enclosures.map(\.lower).max())
    let upper = try #require(enclosures.map(\.upper).min())
    let (low, high) = (try lower.fraction, try upper.fraction)
    #expect(low <= high, "a lower bound \(low) above an upper bound \(high)")
    #expect(high - low < width)
  }

  @Test("bounds of the layer-peeled minimum never cross", arguments: [2, 3, 7])
  func layerPeeled(classes: Int) throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem positive_layer_peeled(
        N = \(classes), K = 2, M = \(classes), alpha = 0.1, lambda_W = 0.01, lambda_H = 0.02)
      claim c: minimum < 1
      """)
    let point = try Node.at([], of: theorem.statement, claim: 0)
    var generator = SeededGenerator(seed: 6, label: "trap 6/\(classes)")
    var found: [DyadicInterval] = []
    for trial in 0..<2_000 {
      // Small steps from good values, or values from anywhere.
      let range = Fraction(mantissa: BigInteger(1), exponent: -(trial % 12))
      let witness = ClassWitness(
        probability: try #require(Fraction("1/2")) + unit(&generator) * Fraction.half,
        featureScale: Fraction(2) + unit(&generator) * range,
        classifierScale: Fraction(2) + unit(&generator) * range)
      let bounded = try? point.minimizing(
        0, by: MinimumWitness.positiveLayerPeeled(Array(repeating: witness, count: classes)),
        precisionInBits: Self.bits)
      guard let bounded else { continue }
      found.append(
        try bounded.evaluator(precisionInBits: Self.bits).value(of: .minimum(problem: 0)))
    }
    try expectOverlap(found, width: Fraction.half)
  }

  @Test(
    "bounds for features of any sign never cross",
    arguments: ["N = 3, K = 2", "class_sizes = [3, 4, 2]"])
  func unconstrainedFeatures(sizes: String) throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem unconstrained_features(
        \(sizes), M = 3, alpha = 0.1, lambda_W = 0.05, lambda_H = 0.02)
      claim c: minimum < 1
      """)
    let point = try Node.at([], of: theorem.statement, claim: 0)
    var generator = SeededGenerator(seed: 6, label: "trap 6/\(sizes)")
    var found: [DyadicInterval] = []
    for trial in 0..<3_000 {
      // Primal and dual points near the optimum, or far from it: each with both of the other.
      let classes = anySigned(
        primal: Fraction(mantissa: BigInteger(1), exponent: -(trial % 6)),
        dual: Fraction(mantissa: BigInteger(1), exponent: -(trial / 6 % 6)), &generator)
      let bounded = try? point.minimizing(
        0, by: MinimumWitness.unconstrainedFeatures(classes), precisionInBits: Self.bits)
      guard let bounded else { continue }
      found.append(
        try bounded.evaluator(precisionInBits: Self.bits).value(of: .minimum(problem: 0)))
    }
    try expectOverlap(found, width: Fraction.half)
  }

  /// Vectors near a simplex: docs/models.md gives the scales 0.96 and 2.6 for equal classes, and
  /// probabilities 0.07 of other classes, which the dual bound does not allow to be larger.
  private func anySigned(
    primal: Fraction, dual: Fraction, _ generator: inout SeededGenerator
  ) -> [ClassVectors] {
    func hundredths(_ value: Int) -> Fraction {
      Fraction(value) * (Fraction("1/100") ?? Fraction(0))
    }
    func signed() -> Fraction { Fraction(2) * unit(&generator) - Fraction(1) }
    return (0..<3).map { k in
      var probabilities = (0..<2).map { _ in
        hundredths(6) * (Fraction(1) + signed() * dual) + hundredths(3) * unit(&generator) * dual
      }
      probabilities.insert(Fraction(1) - probabilities[0] - probabilities[1], at: k)
      return ClassVectors(
        probabilities: probabilities,
        weights: (0..<3).map { hundredths($0 == k ? 64 : -32) + signed() * primal },
        features: (0..<3).map { hundredths($0 == k ? 174 : -87) + signed() * primal })
    }
  }

  @Test("bounds of the memorization-dilation minimum never cross")
  func memorizationDilation() throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      problem memorization_dilation(
        margin = 2, feature_norm = 1, eta = 0.1, alpha = 0.1, lambda = 0.01, C_MD = 1, M = 3)
      claim c: minimum < 1
      """)
    let point = try Node.at([], of: theorem.statement, claim: 0)
    var generator = SeededGenerator(seed: 6, label: "trap 6/dilation")
    var found: [DyadicInterval] = []
    for _ in 0..<110 {
      let (x, y) = (Fraction(2) * unit(&generator), Fraction(2) * unit(&generator))
      let bounded = try? point.minimizing(
        0, by: MinimumWitness.memorizationDilation(x: x, y: y), precisionInBits: 64)
      guard let bounded else { continue }
      found.append(try bounded.evaluator(precisionInBits: 64).value(of: .minimum(problem: 0)))
    }
    try expectOverlap(found, width: Fraction(1))
  }
}
