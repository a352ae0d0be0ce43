import Exact
import Kernel
import LinearAlgebra
import Models
import Reals
import Theories

extension WitnessSearch {
  /// The vectors of an `unconstrained-features` fact, one entry for each class.
  ///
  /// From the closed form of the model or, where there is none, a minimizer that is searched. The
  /// dual point lies towards the targets by 10^-gapDigits, so that the condition of the bound holds
  /// strictly.
  func unconstrainedFeatures(_ arguments: [String: EnclosedArgument]) throws -> [ClassVectors] {
    let model = try UnconstrainedFeaturesModel(try modelArguments(arguments))
    return model.limitation == nil ? try simplex(model) : try searched(model, arguments)
  }

  // MARK: The closed form

  /// The simplex with this margin t and these norms: the logits of class k are t (e_k - 1/N 1), and
  /// the dual point has their probabilities 1/(e^t + N - 1).
  private func simplex(_ model: UnconstrainedFeaturesModel) throws -> [ClassVectors] {
    let classes = model.arguments.classCount
    let optimum = try model.closedForm(precisionInBits: precisionInBits)
    func value(_ name: String) throws -> Interval {
      guard let value = optimum[Quantity(name)] ?? optimum[Quantity(name, index: 1)] else {
        throw KernelError.refused("the closed form names no \(name)")
      }
      return value
    }
    let margin = try value("margin")
    guard margin.isCertainlyPositive else {
      let uniform = try Fraction(1).divided(by: Fraction(classes))
      return (0..<classes).map { _ in
        ClassVectors(
          probabilities: Array(repeating: uniform, count: classes), weights: [Fraction(0)],
          features: [Fraction(0)])
      }
    }
    // Rows of the frame have the squared norm (N-1)/N.
    let scale = try (exact(classes) / exact(classes - 1) * value("feature_norm_squared"))
      .squareRoot()
    let other = try 1 / (margin.exp() + (classes - 1))
    let probability = try rounded(other.lower, .down) - Fraction(10).power(-gapDigits)
    let frame = try simplexFrame(classes)
    return try (0..<classes).map { k in
      var probabilities = Array(repeating: probability, count: classes)
      probabilities[k] = Fraction(1) - Fraction(classes - 1) * probability
      return ClassVectors(
        probabilities: probabilities,
        weights: try frame[k].map { try rounded((margin / scale * $0).midpoint, .down) },
        features: try frame[k].map { try rounded((scale * $0).midpoint, .down) })
    }
  }

  /// Rows r_k in N - 1 dimensions with <r_j, r_k> = delta_jk - 1/N, from orthonormal columns
  /// (1, ..., 1, -m, 0, ..., 0)/sqrt(m (m + 1)).
  private func simplexFrame(_ classes: Int) throws -> [[Interval]] {
    var rows = Array(repeating: [Interval](), count: classes)
    for m in 1..<classes {
      let unit = try exact(1) / exact(m * (m + 1)).squareRoot()
      for k in 0..<classes {
        rows[k].append(k < m ? unit : k == m ? -m * unit : exact(0))
      }
    }
    return rows
  }

  // MARK: A search

  private func searched(
    _ model: UnconstrainedFeaturesModel, _ arguments: [String: EnclosedArgument]
  ) throws -> [ClassVectors] {
    let point = try minimizer(model, gapDigits + Self.reserveDigits)
    let (sizes, dimension) = (model.arguments.classSizes, model.arguments.dimension)
    let (classes, samples) = (sizes.count, model.arguments.sampleCount)
    let split = classes * dimension
    guard point.rows == model.variableCount, point.columns == 1 else {
      throw KernelError.refused("the minimizer has another number of variables")
    }
    let weights = (0..<classes).map { k in
      (0..<dimension).map { point[k * dimension + $0, 0] }
    }
    var (result, first) = ([ClassVectors](), 0)
    for k in 0..<classes {
      // At the minimum all features of a class coincide, up to the digits of the search.
      let features = (0..<dimension).map { point[split + $0 * samples + first, 0] }
      first += sizes[k]
      let logits = weights.map { row in
        zip(row, features).dropFirst().reduce(row[0] * features[0]) { $0 + $1.0 * $1.1 }
      }
      result.append(
        ClassVectors(
          probabilities: try dual(logits, own: k, try interval(arguments, "alpha")),
          weights: try weights[k].map { try rounded($0, .down) },
          features: try features.map { try rounded($0, .down) }))
    }
    return result
  }

  /// Digits of the search beyond those of the gap.
  private static let reserveDigits = 8

  /// The softmax of logits, moved towards the target y: y + (1 - 10^-gapDigits)(P - y).
  private func dual(
    _ logits: [Real], own: Int, _ alpha: Interval
  ) throws -> [Fraction] {
    let count = logits.count
    let exponentials = logits.map {
      (Interval($0).rounded(toPrecisionInBits: precisionInBits) - Interval(logits[own])).exp()
    }
    let total = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }
    let shrink = try exact(1) / exact(10).power(gapDigits)
    let floor = try alpha / exact(count)
    var result = try exponentials.map { exponential in
      let probability = try exponential / total
      return try rounded((probability - shrink * (probability - floor)).midpoint, .down)
    }
    result[own] = Fraction(0)
    result[own] = Fraction(1) - result.reduce(Fraction(0), +)
    return result
  }
}
