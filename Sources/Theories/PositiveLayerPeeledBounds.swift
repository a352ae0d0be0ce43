import Exact
import Kernel

/// What a certificate gives for one class: the probability of the own class in the dual point, the
/// norm of the features and the length of the classifier's column in the primal one.
public struct ClassWitness: Hashable, Sendable {
  /// P, in (0, 1).
  public let probability: Fraction
  /// S, at least 0.
  public let featureScale: Fraction
  /// W.
  public let classifierScale: Fraction

  /// Makes a witness.
  public init(probability: Fraction, featureScale: Fraction, classifierScale: Fraction) {
    self.probability = probability
    self.featureScale = featureScale
    self.classifierScale = classifierScale
  }
}

/// Bounds of the minimum of the positive layer-peeled model (docs/certificate-format.md, section 9;
/// proofs in docs/proof-rules.md, section 9).
struct PositiveLayerPeeledBounds: LayerPeeledBounds {
  static let model = "positive_layer_peeled"
  static let largestClassCount = 10_000

  let call: LayerPeeledCall
  let witnesses: [ClassWitness]
  /// 1 - alpha (N-1)/N.
  private let target: Enclosure
  private var c: Calculator { call.c }
  private var others: Int { call.classCount - 1 }

  /// - Throws: `KernelError.refused` when arguments or witnesses are not admissible.
  init(_ arguments: ProblemArguments, _ witnesses: [ClassWitness]) throws(KernelError) {
    call = try LayerPeeledCall(arguments, largestClassCount: Self.largestClassCount)
    self.witnesses = witnesses
    guard witnesses.count == call.classCount else {
      throw .refused("there are \(call.classCount) classes, but \(witnesses.count) are given")
    }
    guard call.dimension >= call.classCount else {
      throw .refused("with M < N the construction of a minimizer does not apply")
    }
    target = try 1 - call.alpha * (call.c(call.classCount - 1) / call.classCount)
    for witness in witnesses {
      guard witness.probability.sign > 0, witness.probability < Fraction(1),
        witness.featureScale.sign >= 0
      else { throw .refused("a probability or a norm of a class is out of range") }
    }
  }

  /// s_k = 1 - alpha (N-1)/N - P_k.
  private func pull(_ k: Int) throws(KernelError) -> Enclosure {
    try target - c(witnesses[k].probability)
  }

  /// 1 - P_k.
  private func rest(_ k: Int) -> Enclosure { c(Fraction(1) - witnesses[k].probability) }

  /// o_k = (1 - P_k)/(N-1), the probability of every other class.
  private func other(_ k: Int) throws(KernelError) -> Enclosure { try rest(k) / others }

  /// The entropy of the dual point, where D is nonnegative on and off its diagonal.
  func lowerBound() throws(KernelError) -> Enclosure {
    var sum = c(0)
    for k in 0..<call.classCount {
      let pull = try pull(k)
      let square = try pull.power(2) * call.classCount / others
      guard pull.interval.isNonnegative,
        square.upper <= (try 4 * call.a * call.b / call.share(k)).lower
      else {
        throw .refused(
          "the dual point of class \(k + 1) does not satisfy the condition of its bound")
      }
      let own = c(witnesses[k].probability)
      let entropy = try -(own * own.function(.log)) - rest(k) * other(k).function(.log)
      sum = try sum + call.share(k) * entropy
    }
    return sum
  }

  /// The objective at h_k = S_k e_k, with column k of the classifier W_k (e_k - 1/N 1).
  func upperBound() throws(KernelError) -> Enclosure {
    var (losses, weights, features) = (c(0), c(0), c(0))
    for (k, witness) in witnesses.enumerated() {
      let lead = c(witness.classifierScale * witness.featureScale)
      let normalizer = try (lead.function(.exp) + others).function(.log)
      losses = try losses + call.share(k) * (normalizer - target * lead)
      weights = try weights + c(witness.classifierScale).power(2)
      features = try features + call.share(k) * c(witness.featureScale).power(2)
    }
    return try losses + call.a * (c(others) / call.classCount) * weights + call.b * features
  }

  // MARK: Quantities of every minimizer

  func quantities(gap: Enclosure) throws(KernelError) -> [QuantityName: Enclosure] {
    var columns: [LayerPeeledMinimizer.DualColumn] = []
    for (k, witness) in witnesses.enumerated() {
      columns.append(.init(own: c(witness.probability), others: [(try other(k), others)]))
    }
    let minimizer = try LayerPeeledMinimizer(call, columns, gap: gap)
    var quantities = try minimizer.quantities(call)
    let pulls = try classifierPulls()
    quantities[QuantityName("class_overlap")] = try overlap(minimizer, pulls).fromZero
    if call.isBalanced {
      quantities[QuantityName("classifier_misalignment")] =
        try misalignment(minimizer, pulls).power(2).fromZero
    }
    return quantities
  }

  /// a_k = q_k s_k N/((N-1) 2 lambda_W): how strongly class k pulls the classifier.
  private func classifierPulls() throws(KernelError) -> [Enclosure] {
    var result: [Enclosure] = []
    for k in 0..<call.classCount {
      let pull = try call.share(k) * self.pull(k) * call.classCount / (c(others) * 2 * call.a)
      guard pull.interval.isPositive else {
        throw .refused("a class does not pull the classifier")
      }
      result.append(pull)
    }
    return result
  }

  /// The largest overlap of two class means: a_j <m_j, h_i> = a_k <m_k, h_i> - lead, nearly.
  private func overlap(
    _ minimizer: LayerPeeledMinimizer, _ pulls: [Enclosure]
  ) throws(KernelError) -> Enclosure {
    let norm = try minimizer.largestNorm
    let offset = try norm * minimizer.variation.supremum.function(.squareRoot)
    let residual = try minimizer.distance * norm.power(2) / (2 * call.a)
    let slack = try (2 * residual).around
    let weakest = pulls.reduce(pulls[0]) { $0.minimum(with: $1) }
    var largest = c(0)
    for k in pulls.indices {
      let inner = try minimizer.normsSquared[k] + offset.around
      let difference = try pulls[k] * inner - minimizer.leads[k][0] + slack
      largest = largest.maximum(with: try difference.magnitude / weakest)
    }
    return largest
  }

  /// How far a row of the classifier lies from the line of its class mean, in a balanced call.
  private func misalignment(
    _ minimizer: LayerPeeledMinimizer, _ pulls: [Enclosure]
  ) throws(KernelError) -> Enclosure {
    let norm = try minimizer.largestNorm
    let most = pulls.reduce(pulls[0]) { $0.maximum(with: $1) }
    let least = pulls.reduce(pulls[0]) { $0.minimum(with: $1) }
    return try minimizer.distance * norm / (2 * call.a)
      + (most.supremum - least.infimum) * (2 * call.classCount * norm)
  }
}
