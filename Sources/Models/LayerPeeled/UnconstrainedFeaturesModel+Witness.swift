import Exact
import LinearAlgebra
import Reals
import Theories

extension UnconstrainedFeaturesModel {
  /// The vectors of an `unconstrained-features` fact, one entry for each class.
  ///
  /// The dual point lies towards the targets by the gap, so that the condition of the bound holds
  /// strictly.
  public func witness(
    to accuracy: WitnessAccuracy, searching minimizer: MinimizerSearch
  ) throws -> MinimumWitness {
    .unconstrainedFeatures(
      limitation == nil
        ? try simplex(accuracy)
        : try vectors(of: try minimizer(self, accuracy.gapDigits + Self.reserveDigits), accuracy))
  }

  // MARK: The closed form

  /// The simplex with this margin t and these norms: the logits of class k are t (e_k - 1/N 1), and
  /// the dual point has their probabilities 1/(e^t + N - 1).
  private func simplex(_ accuracy: WitnessAccuracy) throws -> [ClassVectors] {
    let (classes, bits) = (arguments.classCount, accuracy.precisionInBits)
    guard classes <= Self.largestSimplex else {
      throw ModelError.tooLarge(name: "N", value: "\(classes)", limit: Self.largestSimplex)
    }
    let optimum = try LayerPeeledClassOptimum(
      arguments, squaredCost: squaredCost, precisionInBits: bits + closedFormGuardBits)
    let margin = optimum.margin.rounded(toPrecisionInBits: bits)
    guard margin.isCertainlyPositive else {
      let uniform = try Fraction(1).divided(by: Fraction(classes))
      return (0..<classes).map { _ in
        ClassVectors(
          probabilities: Array(repeating: uniform, count: classes), weights: [Fraction(0)],
          features: [Fraction(0)])
      }
    }
    // Rows of the frame have the squared norm (N-1)/N.
    let norm = try featureNormSquared(margin: optimum.margin).rounded(toPrecisionInBits: bits)
    let scale = try (accuracy.exact(classes) / accuracy.exact(classes - 1) * norm).squareRoot()
    let other = try 1 / (margin.exp() + (classes - 1))
    let probability = try accuracy.rounded(other.lower, .down) - accuracy.gap()
    let frame = try simplexFrame(accuracy)
    return try (0..<classes).map { k in
      var probabilities = Array(repeating: probability, count: classes)
      probabilities[k] = Fraction(1) - Fraction(classes - 1) * probability
      return ClassVectors(
        probabilities: probabilities,
        weights: try frame[k].map { try accuracy.rounded((margin / scale * $0).midpoint, .down) },
        features: try frame[k].map { try accuracy.rounded((scale * $0).midpoint, .down) })
    }
  }

  /// Rows r_k in N - 1 dimensions with <r_j, r_k> = delta_jk - 1/N, from orthonormal columns
  /// (1, ..., 1, -m, 0, ..., 0)/sqrt(m (m + 1)).
  private func simplexFrame(_ accuracy: WitnessAccuracy) throws -> [[Interval]] {
    let (classes, exact) = (arguments.classCount, accuracy.exact)
    var rows = Array(repeating: [Interval](), count: classes)
    for m in 1..<classes {
      let unit = try exact(1) / exact(m * (m + 1)).squareRoot()
      for k in 0..<classes {
        rows[k].append(k < m ? unit : k == m ? -m * unit : exact(0))
      }
    }
    return rows
  }

  /// The frame has N^2 entries.
  private static let largestSimplex = ModelLimits.descent.classes

  // MARK: A search

  /// Digits of the search beyond those of the gap.
  private static let reserveDigits = 8

  private func vectors(
    of point: RealMatrix, _ accuracy: WitnessAccuracy
  ) throws -> [ClassVectors] {
    precondition(
      point.rows == variableCount && point.columns == 1, "The point must be variableCount x 1.")
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    let dimension = arguments.dimension
    let weights = (0..<classes).map { k in
      (0..<dimension).map { point[k * dimension + $0, 0] }
    }
    return try (0..<classes).map { k in
      // At the minimum all features of a class coincide, up to the digits of the search.
      let first = classes * dimension + arguments.samples(ofClass: k).lowerBound
      let features = (0..<dimension).map { point[first + $0 * samples, 0] }
      let logits = weights.map { row in
        zip(row, features).dropFirst().reduce(row[0] * features[0]) { $0 + $1.0 * $1.1 }
      }
      return ClassVectors(
        probabilities: try dual(logits, own: k, accuracy),
        weights: try weights[k].map { try accuracy.rounded($0, .down) },
        features: try features.map { try accuracy.rounded($0, .down) })
    }
  }

  /// The softmax of logits, moved towards the target y: y + (1 - 10^-gapDigits)(P - y).
  private func dual(
    _ logits: [Real], own: Int, _ accuracy: WitnessAccuracy
  ) throws -> [Fraction] {
    let bits = accuracy.precisionInBits
    let exponentials = logits.map {
      (Interval($0).rounded(toPrecisionInBits: bits) - Interval(logits[own])).exp()
    }
    let total = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }
    let shrink = try accuracy.exact(1) / accuracy.exact(10).power(accuracy.gapDigits)
    let floor =
      try Interval(arguments.alpha, precisionInBits: bits) / accuracy.exact(logits.count)
    var result = try exponentials.map { exponential in
      let probability = try exponential / total
      return try accuracy.rounded(
        (probability - shrink * (probability - floor)).midpoint, .down)
    }
    result[own] = Fraction(0)
    result[own] = Fraction(1) - result.reduce(Fraction(0), +)
    return result
  }
}
