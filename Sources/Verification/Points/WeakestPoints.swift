import Concurrency
import Reals
import TheoremLanguage

/// Looks for the points at which the claims of a theorem are weakest: one scan of the domain for
/// all of them, then local search on the slack of each.
struct WeakestPoints: Sendable {
  /// Points scanned at most.
  static let largestScan = 3_000
  /// Points scanned by one thread in one go; also the sample by which the cost is judged.
  static let chunk = 20
  /// Work of one scan, in the units of `ApproximateOptima`; fewer points are scanned to meet it.
  static let scanCost = 250_000
  /// Scanned points from which the local search of a claim sets out.
  static let searches = 4
  /// Slack evaluations of one local search.
  static let searchLimit = 80
  /// Work of one local search.
  static let searchCost = 8_000
  /// A slack that improves by less than this fraction has not improved.
  static let smallestImprovement = 1e-6
  /// Slack below which double precision suggests that a claim fails, not merely rounds.
  static let suspiciousSlack = -1e-9

  let theorem: ElaboratedTheorem
  let seed: UInt64
  let jobs: Int
  let isCancelled: @Sendable () -> Bool

  private struct Candidate {
    var coordinates: [Double]
    var point: ParameterPoint
    var slack: Double
  }

  /// For each claim the weakest points found, weakest first, at most `count` of them; those that
  /// look like counterexamples are made small.
  func points(count: Int) -> [[ParameterPoint]] {
    // Without parameters there is one point, and it is known.
    guard !theorem.parameters.isEmpty else { return theorem.claims.map { _ in [] } }
    let scanned = scan()
    return parallelMap(count: theorem.claims.count, jobs: jobs) { claim in
      let candidates = scanned.compactMap { entry in
        entry.slacks[claim].map {
          Candidate(coordinates: entry.coordinates, point: entry.point, slack: $0)
        }
      }
      return weakest(candidates, claim: claim, count: count)
    }
  }

  private struct Entry: Sendable {
    let coordinates: [Double]
    let point: ParameterPoint
    let slacks: [Double?]
  }

  /// A first chunk, by whose cost the size of the rest is chosen, then the rest in parallel.
  private func scan() -> [Entry] {
    let first = scan(chunk: 0)
    let costOfChunk = max(first.cost, 1)
    let chunks = min(Self.largestScan / Self.chunk, max(1, Self.scanCost / costOfChunk))
    let rest = parallelMap(count: chunks - 1, jobs: jobs) { scan(chunk: $0 + 1).entries }
    return first.entries + rest.flatMap { $0 }
  }

  private func scan(chunk: Int) -> (entries: [Entry], cost: Int) {
    guard !isCancelled() else { return ([], 0) }
    var generator = SeededGenerator(seed: seed, label: "scan \(chunk)")
    var entries: [Entry] = []
    var cost = 0
    for _ in 0..<Self.chunk where !isCancelled() {
      let coordinates = theorem.parameters.map { _ in generator.uniform() }
      // A bench of its own for each point: its optima are of no use at the next one.
      let bench = SlackBench(theorem: theorem, seed: seed)
      guard let point = bench.point(at: coordinates) else { continue }
      let slacks = bench.slacks.map { $0.slack(at: point) }
      entries.append(Entry(coordinates: coordinates, point: point, slacks: slacks))
      cost += bench.optima.cost
    }
    return (entries, cost)
  }

  private func weakest(
    _ candidates: [Candidate], claim: Int, count: Int
  ) -> [ParameterPoint] {
    var found = candidates.sorted { $0.slack < $1.slack }
    for index in found.indices.prefix(Self.searches) {
      found[index] = improved(found[index], claim: claim)
    }
    found.sort { $0.slack < $1.slack }
    var seen: Set<ParameterPoint> = []
    let different = found.filter { seen.insert($0.point).inserted }
    return different.prefix(count).map { candidate in
      guard candidate.slack < Self.suspiciousSlack else { return candidate.point }
      let bench = SlackBench(theorem: theorem, seed: seed)
      return CounterexampleShrink(domain: bench.domain, slack: bench.slacks[claim])
        .shrunk(candidate.point, slack: candidate.slack)
    }
  }

  /// Pattern search: one coordinate at a time, the step halved when no direction helps.
  private func improved(_ start: Candidate, claim: Int) -> Candidate {
    let bench = SlackBench(theorem: theorem, seed: seed)
    var best = start
    var step = 0.25
    var evaluations = 0
    while step > 1.0 / 256, evaluations < Self.searchLimit, bench.optima.cost < Self.searchCost,
      !isCancelled()
    {
      var improved = false
      for axis in best.coordinates.indices {
        for signedStep in [step, -step] {
          evaluations += 1
          guard let next = neighbour(of: best, axis, signedStep, bench, claim: claim),
            next.slack < best.slack - Self.smallestImprovement * abs(best.slack)
          else { continue }
          best = next
          improved = true
          break
        }
      }
      if !improved { step /= 2 }
    }
    return best
  }

  private func neighbour(
    of candidate: Candidate, _ axis: Int, _ step: Double, _ bench: SlackBench, claim: Int
  ) -> Candidate? {
    var coordinates = candidate.coordinates
    coordinates[axis] = min(1, max(0, coordinates[axis] + step))
    guard let point = bench.point(at: coordinates), point != candidate.point,
      let slack = bench.slacks[claim].slack(at: point)
    else { return nil }
    return Candidate(coordinates: coordinates, point: point, slack: slack)
  }
}
