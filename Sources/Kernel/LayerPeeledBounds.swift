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
struct LayerPeeledBounds {
  static let model = "positive_layer_peeled"
  static let largestClassCount = 10_000

  let c: Calculator
  /// The sizes of the classes, their sum, and whether all are alike by the form of the call.
  let sizes: [Int]
  let sampleCount: Int
  let isBalanced: Bool
  let classifierDecay: DyadicInterval
  let featureDecay: DyadicInterval
  let smoothing: DyadicInterval
  /// alpha (N-1)/N.
  let smoothed: DyadicInterval
  let witnesses: [ClassWitness]

  var classCount: Int { sizes.count }

  /// The facts that the witnesses establish.
  ///
  /// - Throws: `KernelError.refused` when the arguments are not admissible or the witnesses do not
  ///   satisfy the condition of the dual bound.
  static func bounds(
    arguments: [String: EnclosedArgument], witnesses: [ClassWitness], precisionInBits: Int
  ) throws(KernelError) -> ProblemBounds {
    let instance = try LayerPeeledBounds(
      arguments, witnesses, Calculator(checking: precisionInBits))
    let lower = try instance.lowerBound()
    let upper = try instance.upperBound()
    guard lower.lower <= upper.upper else { throw .refused("the bounds contradict each other") }
    let minimum = DyadicInterval(ordered: lower.lower, upper.upper)
    // Where the gap is too wide for the quantities of the minimizer, its value is still known.
    let gap = try instance.c.subtract(DyadicInterval(upper.upper), DyadicInterval(lower.lower))
    let quantities = try? LayerPeeledQuantities(instance, gap: try gap.cutAtZero()).all()
    return ProblemBounds(minimum: minimum, quantities: quantities ?? [:])
  }

  private init(
    _ arguments: [String: EnclosedArgument], _ witnesses: [ClassWitness], _ c: Calculator
  ) throws(KernelError) {
    self.c = c
    self.witnesses = witnesses
    let classCount: Int
    if case .list(let values) = arguments["class_sizes"] {
      guard arguments["K"] == nil else { throw .refused("K and class_sizes are both given") }
      var sizes: [Int] = []
      for value in values { sizes.append(try value.requireInteger("a class size")) }
      self.sizes = sizes
      isBalanced = false
      classCount = arguments["N"] == nil ? sizes.count : try arguments.integer("N")
    } else {
      classCount = try arguments.integer("N")
      let size = try arguments.integer("K")
      sizes = Array(repeating: size, count: min(max(classCount, 0), Self.largestClassCount + 1))
      isBalanced = true
    }
    guard classCount == sizes.count, (2...Self.largestClassCount).contains(classCount),
      sizes.allSatisfy({ $0 >= 1 })
    else { throw .refused("there must be 2 to \(Self.largestClassCount) classes of 1 or more") }
    guard witnesses.count == classCount else {
      throw .refused("there are \(classCount) classes, but \(witnesses.count) are given")
    }
    guard try arguments.integer("M") >= classCount else {
      throw .refused("with M < N the construction of a minimizer does not apply")
    }
    sampleCount = sizes.reduce(0, +)
    smoothing = try arguments.smoothing()
    classifierDecay = try arguments.positive("lambda_W")
    featureDecay = try arguments.positive("lambda_H")
    let others = try c.divide(c.integer(classCount - 1), c.integer(classCount))
    smoothed = try c.multiply(smoothing, others)
    for witness in witnesses {
      guard witness.probability.sign > 0, witness.probability < Fraction(1),
        witness.featureScale.sign >= 0
      else { throw .refused("a probability or a norm of a class is out of range") }
    }
  }

  /// q_k = n_k/n.
  func share(_ k: Int) throws(KernelError) -> DyadicInterval {
    try c.divide(c.integer(sizes[k]), c.integer(sampleCount))
  }

  /// s_k = 1 - alpha (N-1)/N - P_k.
  func pull(_ k: Int) throws(KernelError) -> DyadicInterval {
    try c.subtract(
      try c.subtract(Calculator.one, smoothed), c.number(witnesses[k].probability))
  }

  /// o_k = (1 - P_k)/(N-1), the probability of every other class.
  func other(_ k: Int) throws(KernelError) -> DyadicInterval {
    try c.divide(
      c.number(Fraction(1) - witnesses[k].probability), c.integer(classCount - 1))
  }

  /// The entropy of the dual point, where D is nonnegative on and off its diagonal.
  private func lowerBound() throws(KernelError) -> DyadicInterval {
    var sum = Calculator.zero
    for k in 0..<classCount {
      let pull = try pull(k)
      let square = try c.divide(
        try c.multiply(try c.power(pull, 2), c.integer(classCount)), c.integer(classCount - 1))
      let decays = try c.multiply(try c.multiply(c.integer(4), classifierDecay), featureDecay)
      guard pull.isNonnegative,
        square.upper <= (try c.divide(decays, try share(k))).lower
      else {
        throw .refused(
          "the dual point of class \(k + 1) does not satisfy the condition of its bound")
      }
      let own = c.number(witnesses[k].probability)
      let rest = c.number(Fraction(1) - witnesses[k].probability)
      let entropy = try c.subtract(
        try c.multiply(own, try c.function(.log, own)).negated,
        try c.multiply(rest, try c.function(.log, try other(k))))
      sum = try c.add(sum, try c.multiply(try share(k), entropy))
    }
    return sum
  }

  /// The objective at h_k = S_k e_k, with column k of the classifier W_k (e_k - 1/N 1).
  private func upperBound() throws(KernelError) -> DyadicInterval {
    var (losses, weights, features) = (Calculator.zero, Calculator.zero, Calculator.zero)
    for (k, witness) in witnesses.enumerated() {
      let lead = c.number(witness.classifierScale * witness.featureScale)
      let normalizer = try c.function(
        .log, try c.add(try c.function(.exp, lead), c.integer(classCount - 1)))
      let target = try c.multiply(try c.subtract(Calculator.one, smoothed), lead)
      let share = try share(k)
      losses = try c.add(losses, try c.multiply(share, try c.subtract(normalizer, target)))
      weights = try c.add(weights, try c.power(c.number(witness.classifierScale), 2))
      features = try c.add(
        features, try c.multiply(share, try c.power(c.number(witness.featureScale), 2)))
    }
    let others = try c.divide(c.integer(classCount - 1), c.integer(classCount))
    let classifier = try c.multiply(try c.multiply(classifierDecay, others), weights)
    return try c.add(try c.add(losses, classifier), try c.multiply(featureDecay, features))
  }
}
