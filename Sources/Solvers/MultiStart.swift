import Models
import Numbers

/// Double-precision descent from several random starts; the best one is kept.
///
/// Start `k` draws from its own stream `SeededGenerator(seed:, label: "start k")`, so it is the same
/// however many starts there are and in whatever order they run; the problem's `startScales` are
/// used in turn. The best of all starts is then shaken: descent from a nearby random point must not
/// end lower, otherwise the best was a saddle (or a shallow minimum) and the lower point replaces it.
/// Last, the problem's exchangeable blocks are drawn anew one at a time.
struct MultiStart {
  /// A start reached the best value when its value exceeds it by at most this times `1 + |best|`.
  static let agreement = 1e-9
  /// Values this close (times `1 + |best|`) count as equal when the smallest gradient decides.
  static let tie = 1e-13
  /// Rounds in which every block is drawn anew at most.
  static let redrawLimit = 8
  /// Sizes of a block drawn anew, relative to a random start, one a round: a small block grows towards
  /// what is missing most, a large one towards what it happens to fit.
  static let redrawScales = [0.1, 1]
  /// How often the best point is shaken before it is accepted as it is.
  static let shakeLimit = 3
  /// Size of the shaking, relative to the largest variable.
  static let shakeSize = 1e-2

  /// What the starts found.
  struct Outcome: Sendable {
    var best: ApproximatePoint
    var gradientNorm: Double
    var starts: Int
    var startsReachingBest: Int
    var evaluations: Int
  }

  private let seed: UInt64
  private let search: ApproximateSearch
  private var descent: ApproximateDescent

  init(
    _ problem: any DescentProblem, seed: UInt64, usesCurvature: Bool, iterationLimit: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.seed = seed
    search = ApproximateSearch(problem, isCancelled: isCancelled)
    descent = ApproximateDescent(
      search, usesCurvature: usesCurvature, iterationLimit: iterationLimit)
  }

  /// Runs `count` starts (at least one, the first one even when cancelled).
  mutating func run(starts count: Int, shakesBest: Bool) -> Outcome {
    var values: [Double] = []
    var best = descendFromStart(0)
    values.append(best.value)
    for index in 1..<max(count, 1) where !search.isCancelled() {
      let found = descendFromStart(index)
      values.append(found.value)
      if isBetter(found, than: best) { best = found }
    }
    if shakesBest {
      shake(&best)
      redrawBlocks(of: &best)
    }
    let ceiling = best.value + Self.agreement * (1 + abs(best.value))
    return Outcome(
      best: best, gradientNorm: search.bounds.projectedGradientNorm(at: best),
      starts: values.count, startsReachingBest: values.count { $0 <= ceiling },
      evaluations: search.evaluationCount)
  }

  /// Where the descent from start `index` ends; it depends on the seed and the index alone.
  mutating func descendFromStart(_ index: Int) -> ApproximatePoint {
    var generator = SeededGenerator(seed: seed, label: "start \(index)")
    let start = search.problem.randomStart(using: &generator)
    let scales = search.problem.startScales
    let scale = scales.isEmpty ? 1 : scales[index % scales.count]
    let found = descent.descend(from: start.map { scale * $0 })
    // Far out the value may overflow; the problem's own start should not.
    return found.value.isFinite ? found : descent.descend(from: start)
  }

  /// Lower value first; among equal values the smaller gradient.
  ///
  /// Never true of a value that is NaN.
  private func isBetter(_ a: ApproximatePoint, than b: ApproximatePoint) -> Bool {
    guard a.value.isFinite else { return false }
    guard b.value.isFinite else { return true }
    let tie = Self.tie * (1 + abs(b.value))
    if a.value < b.value - tie { return true }
    return a.value <= b.value + tie
      && search.bounds.projectedGradientNorm(at: a) < search.bounds.projectedGradientNorm(at: b)
  }

  /// Replaces the best point while descent from a nearby point ends lower.
  private mutating func shake(_ best: inout ApproximatePoint) {
    for index in 0..<Self.shakeLimit where !search.isCancelled() {
      var generator = SeededGenerator(seed: seed, label: "shake \(index)")
      let largest = largestMagnitude(best.variables)
      let size = Self.shakeSize * (largest > 0 ? largest : 1)
      let found = descent.descend(
        from: best.variables.enumerated().map { i, x in
          // Inwards at bounds, so that every variable moves.
          let shift = size * generator.normal()
          return search.bounds.isNonnegative[i] ? x + abs(shift) : x + shift
        })
      guard found.value < best.value - Self.agreement * (1 + abs(best.value)) else { return }
      best = found
    }
  }

  /// Draws one exchangeable block of the best point anew and descends again, block after block, until
  /// a round at every scale has found nothing lower.
  private mutating func redrawBlocks(of best: inout ApproximatePoint) {
    let blocks = search.problem.exchangeableBlocks
    guard !blocks.isEmpty else { return }
    var roundsWithoutGain = 0
    for round in 0..<Self.redrawLimit where roundsWithoutGain < Self.redrawScales.count {
      let scale = Self.redrawScales[round % Self.redrawScales.count]
      var gained = false
      for (index, block) in blocks.enumerated() where !search.isCancelled() {
        var generator = SeededGenerator(seed: seed, label: "redraw \(round) \(index)")
        let drawn = search.problem.randomStart(using: &generator)
        var variables = best.variables
        for variable in block { variables[variable] = scale * drawn[variable] }
        let found = descent.descend(from: variables)
        guard found.value < best.value - Self.agreement * (1 + abs(best.value)) else { continue }
        best = found
        gained = true
      }
      roundsWithoutGain = gained ? 0 : roundsWithoutGain + 1
    }
  }
}
