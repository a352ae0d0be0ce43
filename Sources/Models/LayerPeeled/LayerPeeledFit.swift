import LinearAlgebra

/// The data term of the layer-peeled objective in double precision, with its workspace.
///
///     fit(W, H) = (1/n) sum_i [logsumexp(W h_i) - <y_i, W h_i>],      G = (P - Y)/n
///
/// Allocated once; an evaluation allocates nothing on one thread. Bits do not depend on `jobs`.
struct LayerPeeledFit {
  /// The factors of `|W|^2` and `|H|^2`.
  let decayW: Double
  let decayH: Double
  let jobs: Int
  private(set) var weights: DoubleMatrix
  private(set) var features: DoubleMatrix
  /// The logits, then `P`, then `G`.
  private(set) var residual: DoubleMatrix
  private let variableCount: Int
  private let smoothing: Double
  /// `alpha/N`, the target of every class.
  private let share: Double
  /// For every sample, the index of its own class in the residual.
  private let ownEntries: [Int]
  private var logSumExp: [Double]
  private var sums: [Double]

  init(_ arguments: LayerPeeledArguments, jobs: Int) {
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    self.jobs = jobs
    variableCount = arguments.variableCount
    decayW = arguments.lambdaW.approximateDouble
    decayH = arguments.lambdaH.approximateDouble / Double(samples)
    smoothing = arguments.alpha.approximateDouble
    share = smoothing / Double(classes)
    weights = DoubleMatrix(rows: classes, columns: arguments.dimension)
    features = DoubleMatrix(rows: arguments.dimension, columns: samples)
    residual = DoubleMatrix(rows: classes, columns: samples)
    ownEntries = arguments.classOfSample.enumerated().map { $0 + samples * $1 }
    logSumExp = [Double](repeating: 0, count: samples)
    sums = logSumExp
  }

  /// Reads `W` and `H` from a flat vector of variables.
  mutating func setPoint(_ point: [Double]) {
    precondition(point.count == variableCount, "The point must have one entry per variable.")
    weights.assign(from: point, startingAt: 0)
    features.assign(from: point, startingAt: weights.values.count)
  }

  /// Leaves `P` in `residual`; returns the fit.
  ///
  /// Cost: one product of `N x M x n`.
  mutating func evaluateProbabilities() -> Double {
    residual.setProduct(weights, features, jobs: jobs)
    var matched = 0.0
    for own in ownEntries { matched += residual.values[own] }
    residual.softmaxColumns(logSumExp: &logSumExp, sums: &sums, jobs: jobs)
    var total = 0.0
    for sample in logSumExp.indices { total += logSumExp[sample] - share * sums[sample] }
    return (total - (1 - smoothing) * matched) / Double(logSumExp.count)
  }

  /// `P` becomes `G`.
  mutating func subtractTargets() {
    let perSample = 1 / Double(logSumExp.count)
    let (own, other) = (1 - smoothing, share)
    residual.withUnsafeMutableEntries { entries in
      for index in ownEntries { entries[index] -= own }
      for index in 0..<entries.count { entries[index] = (entries[index] - other) * perSample }
    }
  }
}
