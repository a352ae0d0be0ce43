import Exact
import Kernel

/// What a certificate gives for one class: its column of the dual point, its row of the classifier
/// and the features of its samples in the primal one.
public struct ClassVectors: Hashable, Sendable {
  /// P_k: N positive numbers, one for every class, of sum 1.
  public let probabilities: [Fraction]
  /// w_k: r numbers, 1 <= r <= M, r the same for all classes.
  public let weights: [Fraction]
  /// h_k: r numbers.
  public let features: [Fraction]

  /// Makes the vectors of a class.
  public init(probabilities: [Fraction], weights: [Fraction], features: [Fraction]) {
    self.probabilities = probabilities
    self.weights = weights
    self.features = features
  }
}

/// Bounds of the minimum of the unconstrained features model (docs/certificate-format.md, section
/// 9; proofs in docs/proof-rules.md, section 9).
struct UnconstrainedFeaturesBounds: LayerPeeledBounds {
  static let model = "unconstrained_features"
  /// The matrix of the dual bound is factored: N^3 operations.
  static let largestClassCount = 200

  let call: LayerPeeledCall
  private let vectors: [ClassVectors]
  private var c: Calculator { call.c }
  private var classes: Range<Int> { 0..<call.classCount }

  /// - Throws: `KernelError.refused` when arguments or vectors are not admissible.
  init(_ arguments: ProblemArguments, _ vectors: [ClassVectors]) throws(KernelError) {
    call = try LayerPeeledCall(arguments, largestClassCount: Self.largestClassCount)
    self.vectors = vectors
    guard vectors.count == call.classCount else {
      throw .refused("there are \(call.classCount) classes, but \(vectors.count) are given")
    }
    for one in vectors {
      guard one.probabilities.count == call.classCount,
        one.probabilities.reduce(Fraction(0), +) == Fraction(1)
      else { throw .refused("the probabilities of a class are not N numbers of sum 1") }
      guard one.features.count == one.weights.count,
        one.weights.count == vectors[0].weights.count,
        1 <= one.weights.count, one.weights.count <= call.dimension
      else { throw .refused("weights and features must have one length, 1 to M") }
    }
  }

  // MARK: The dual bound

  /// The entropy of the dual point, where 4 a b - sum q_k G_k G_k^T is positive semidefinite.
  func lowerBound() throws(KernelError) -> Enclosure {
    try c.requirePositiveSemidefinite(packed: try gap(), size: call.classCount)
    var sum = c(0)
    for k in classes {
      var entropy = c(0)
      for probability in vectors[k].probabilities {
        let own = c(probability)
        entropy = try entropy - own * own.function(.log)
      }
      sum = try sum + call.share(k) * entropy
    }
    return sum
  }

  /// The entries (i, j), i <= j, of 4 a b I - sum q_k G_k G_k^T, where G_k = P_k - y_k.
  private func gap() throws(KernelError) -> [DyadicInterval] {
    let share = try call.alpha / call.classCount
    var (columns, shares): ([[Enclosure]], [Enclosure]) = ([], [])
    for k in classes {
      var column: [Enclosure] = []
      for (j, probability) in vectors[k].probabilities.enumerated() {
        let rest = try c(probability) - share
        column.append(j == k ? try rest - (1 - call.alpha) : rest)
      }
      columns.append(column)
      shares.append(try call.share(k))
    }
    let decays = try 4 * call.a * call.b
    var packed: [DyadicInterval] = []
    for i in classes {
      for j in i..<call.classCount {
        var entry = i == j ? decays : c(0)
        for k in classes { entry = try entry - shares[k] * columns[k][i] * columns[k][j] }
        packed.append(entry.interval)
      }
    }
    return packed
  }

  // MARK: The primal bound

  /// The objective at the features h_k and the classifier with rows w_k.
  func upperBound() throws(KernelError) -> Enclosure {
    let weights = vectors.map { $0.weights.map { c($0) } }
    let features = vectors.map { $0.features.map { c($0) } }
    var (losses, weightNorm, featureNorm) = (c(0), c(0), c(0))
    for k in classes {
      losses = try losses + call.share(k) * loss(ofClass: k, weights, features[k])
      weightNorm = try weightNorm + inner(weights[k], weights[k])
      featureNorm = try featureNorm + call.share(k) * inner(features[k], features[k])
    }
    return try losses + call.a * weightNorm + call.b * featureNorm
  }

  /// log sum_j e^(z_j - z_k) + (alpha/N) sum_j (z_k - z_j).
  private func loss(
    ofClass k: Int, _ weights: [[Enclosure]], _ feature: [Enclosure]
  ) throws(KernelError) -> Enclosure {
    let own = try inner(weights[k], feature)
    var (exponentials, leads) = (c(0), c(0))
    for j in classes {
      let lead = j == k ? c(0) : try own - inner(weights[j], feature)
      exponentials = try exponentials + (-lead).function(.exp)
      leads = try leads + lead
    }
    return try exponentials.function(.log) + call.alpha / call.classCount * leads
  }

  private func inner(_ x: [Enclosure], _ y: [Enclosure]) throws(KernelError) -> Enclosure {
    var sum = c(0)
    for (x, y) in zip(x, y) { sum = try sum + x * y }
    return sum
  }

  // MARK: Quantities of every minimizer

  func quantities(gap: Enclosure) throws(KernelError) -> [QuantityName: Enclosure] {
    var columns: [LayerPeeledMinimizer.DualColumn] = []
    for k in classes {
      let all = vectors[k].probabilities.map { c($0) }
      columns.append(
        .init(own: all[k], others: classes.filter { $0 != k }.map { (all[$0], 1) }))
    }
    let minimizer = try LayerPeeledMinimizer(call, columns, gap: gap)
    var quantities = try minimizer.quantities(call)
    if call.isBalanced {
      let others = columns.flatMap(\.others).map(\.probability)
      let other = others.reduce(others[0]) { $0.hull(with: $1) }
      let geometry = try geometry(minimizer, other: other)
      quantities[QuantityName("simplex_defect")] = geometry.simplexDefect.fromZero
      quantities[QuantityName("classifier_misalignment")] = geometry.misalignment.fromZero
    }
    return quantities
  }

  /// How far class means are from a simplex, and rows of the classifier from the lines of their
  /// means: with y_k - P_k = kappa (e_k - 1/N 1), nearly, both follow from 2 b h = W^T (y - p).
  private func geometry(
    _ minimizer: LayerPeeledMinimizer, other: Enclosure
  ) throws(KernelError) -> (simplexDefect: Enclosure, misalignment: Enclosure) {
    let kappa = try call.classCount * other - call.alpha
    guard kappa.interval.isPositive else { throw .refused("a class does not pull the classifier") }
    let width = try other.supremum - other.infimum
    let distance = try minimizer.distance + 2 * (call.classCount - 1) * width
    let leads = minimizer.leads.flatMap { $0 }
    let lead = leads.reduce(leads[0]) { $0.hull(with: $1) }
    let reach =
      try minimizer.weightsSquared.function(.squareRoot) * distance
      * minimizer.largestNorm
    let error = try (kappa * (lead.supremum - lead.infimum) + reach) / (2 * call.b)
    return (try 3 * error, try 4 * minimizer.weightsSquared * distance.power(2) / kappa.power(2))
  }
}
