import Concurrency
import Models
import Reals

/// Double-precision descent from several random starts; the best one is kept.
///
/// Start `k` draws from its own stream `SeededGenerator(seed:, label: "start k")`, so it is the
/// same however many starts there are and in whatever order they run; the problem's `startScales`
/// are used in turn. The best of all starts is then shaken: descent from a nearby random point must
/// not end lower, otherwise the best was a saddle (or a shallow minimum) and the lower point
/// replaces it. Last, the problem's exchangeable blocks are drawn anew one at a time.
///
/// Descents that do not need each other's result run on several threads, each with a workspace of
/// its own. Results are merged in the order of their indices, as if one thread had found them all.
struct MultiStart {
  /// A start reached the best value when its value exceeds it by at most this times `1 + |best|`.
  static let agreement = 1e-9
  /// Values this close (times `1 + |best|`) count as equal when the smallest gradient decides.
  static let tie = 1e-13
  /// Starts of one thread whose results are held at a time.
  static let startsPerThread = 4
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

  /// Where one descent ended, and what it took.
  struct Found: Sendable {
    var point: ApproximatePoint
    var gradientNorm: Double
    var evaluations: Int
  }

  let problem: any DescentProblem
  let seed: UInt64
  let usesCurvature: Bool
  let iterationLimit: Int
  var jobs = 1
  /// Variables of all points from which redraws of one round descend, so that rounds stay
  /// affordable.
  ///
  /// Every block is drawn in problems of 10,000 variables and 50 blocks, fewer in larger ones:
  /// there a descent takes a second.
  var redrawnVariables = 500_000
  let isCancelled: @Sendable () -> Bool

  /// Runs `count` starts (at least one, the first one even when cancelled).
  func run(starts count: Int, shakesBest: Bool) -> Outcome {
    let starts = runStarts(max(count, 1))
    var (best, evaluations) = (starts.best, starts.evaluations)
    if shakesBest {
      evaluations += shake(&best)
      evaluations += redrawBlocks(of: &best)
    }
    let ceiling = best.point.value + Self.agreement * (1 + abs(best.point.value))
    return Outcome(
      best: best.point, gradientNorm: best.gradientNorm, starts: starts.values.count,
      startsReachingBest: starts.values.count { $0 <= ceiling }, evaluations: evaluations)
  }

  /// Where the descent from start `index` ends; it depends on the seed and the index alone.
  func descendFromStart(_ index: Int, jobs: Int = 1) -> Found {
    var generator = SeededGenerator(seed: seed, label: "start \(index)")
    let start = problem.randomStart(using: &generator)
    let scales = problem.startScales
    let scale = scales.isEmpty ? 1 : scales[index % scales.count]
    var found = descend(from: start.map { scale * $0 }, jobs: jobs)
    // Far out the value may overflow; the problem's own start should not.
    if !found.point.value.isFinite {
      let spent = found.evaluations
      found = descend(from: start, jobs: jobs)
      found.evaluations += spent
    }
    return found
  }

  /// One descent with a workspace of its own.
  func descend(from start: [Double], jobs: Int) -> Found {
    let search = ApproximateSearch(problem, jobs: jobs, isCancelled: isCancelled)
    var descent = ApproximateDescent(
      search, usesCurvature: usesCurvature, iterationLimit: iterationLimit)
    let point = descent.descend(from: start)
    return Found(
      point: point, gradientNorm: search.bounds.projectedGradientNorm(at: point),
      evaluations: search.evaluationCount)
  }

  /// Descents that may go on at the same time, in the order of their indices, up to a cancellation.
  ///
  /// `descend` is told how many threads are left for each.
  func inParallel(
    _ indices: Range<Int>, _ descend: @Sendable (_ index: Int, _ jobs: Int) -> Found
  ) -> [Found] {
    let share = max(1, jobs / max(1, indices.count))
    let found: [Found?] = parallelMap(count: indices.count, jobs: jobs) { offset in
      let index = indices.lowerBound + offset
      return index > 0 && isCancelled() ? nil : descend(index, share)
    }
    return Array(found.prefix { $0 != nil }.compactMap { $0 })
  }

  private func runStarts(_ count: Int) -> (best: Found, values: [Double], evaluations: Int) {
    // In batches, so that memory does not grow with the number of starts.
    let size = jobs * Self.startsPerThread
    var next = min(size, count)
    var batch = inParallel(0..<next) { descendFromStart($0, jobs: $1) }
    var (best, values, evaluations) = (batch[0], [Double](), 0)
    while true {
      for found in batch {
        values.append(found.point.value)
        evaluations += found.evaluations
        if isBetter(found, than: best) { best = found }
      }
      guard next < count, !isCancelled() else { return (best, values, evaluations) }
      let end = min(next + size, count)
      batch = inParallel(next..<end) { descendFromStart($0, jobs: $1) }
      next = end
    }
  }

  /// Lower value first; among equal values the smaller gradient.
  ///
  /// Never true of a value that is NaN.
  private func isBetter(_ a: Found, than b: Found) -> Bool {
    guard a.point.value.isFinite else { return false }
    guard b.point.value.isFinite else { return true }
    let tie = Self.tie * (1 + abs(b.point.value))
    if a.point.value < b.point.value - tie { return true }
    return a.point.value <= b.point.value + tie && a.gradientNorm < b.gradientNorm
  }

  /// Whether a descent from near the best point ended lower than it, beyond rounding.
  func isLower(_ found: Found, than best: Found) -> Bool {
    let value = best.point.value
    return found.point.value < value - Self.agreement * (1 + abs(value))
  }

  /// Replaces the best point while descent from a nearby point ends lower; returns the evaluations.
  private func shake(_ best: inout Found) -> Int {
    var evaluations = 0
    for index in 0..<Self.shakeLimit where !isCancelled() {
      var generator = SeededGenerator(seed: seed, label: "shake \(index)")
      let largest = largestMagnitude(best.point.variables)
      let size = Self.shakeSize * (largest > 0 ? largest : 1)
      let start = zip(best.point.variables, problem.isNonnegative).map { x, isNonnegative in
        // Inwards at bounds, so that every variable moves.
        let shift = size * generator.normal()
        return isNonnegative ? x + abs(shift) : x + shift
      }
      let found = descend(from: start, jobs: jobs)
      evaluations += found.evaluations
      guard isLower(found, than: best) else { break }
      best = found
    }
    return evaluations
  }
}
