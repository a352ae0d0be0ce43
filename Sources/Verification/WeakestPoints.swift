import Numbers
import TheoremLanguage

/// Looks for the points at which a claim is weakest: a random scan, then local search on the slack.
struct WeakestPoints {
  /// Points scanned when evaluating the claim is cheap.
  static let largestScan = 3_000
  /// Work, in evaluations of a term, after which the scan ends early.
  static let largestCost = 120_000
  /// Scanned points from which the local search sets out.
  static let searches = 4
  /// Slack evaluations of one local search.
  static let stepsOfOneSearch = 80
  /// Two points whose slack differs by less than this fraction are equally weak.
  static let smallestImprovement = 1e-6

  let domain: Domain
  let slack: Slack
  let seed: UInt64
  let isCancelled: @Sendable () -> Bool

  /// A point and how far the claim is from failing there.
  struct Candidate {
    var coordinates: [Double]
    var point: ParameterPoint
    var slack: Double
  }

  /// The weakest points found, weakest first, at most `count` of them.
  func candidates(count: Int) -> [Candidate] {
    var cost = 0
    var found = scan(cost: &cost).sorted { $0.slack < $1.slack }
    for index in found.indices.prefix(Self.searches) {
      found[index] = improved(found[index], cost: &cost)
    }
    found.sort { $0.slack < $1.slack }
    var seen: Set<ParameterPoint> = []
    return Array(found.filter { seen.insert($0.point).inserted }.prefix(count))
  }

  private func scan(cost: inout Int) -> [Candidate] {
    var generator = SeededGenerator(seed: seed, label: "scan \(slack.claim.name)")
    var found: [Candidate] = []
    for _ in 0..<Self.largestScan where cost < Self.largestCost && !isCancelled() {
      let coordinates = (0..<domain.dimension).map { _ in generator.uniform() }
      if let candidate = candidate(at: coordinates, cost: &cost) { found.append(candidate) }
    }
    return found
  }

  private func candidate(at coordinates: [Double], cost: inout Int) -> Candidate? {
    guard let point = try? domain.point(at: coordinates, origin: .weakest),
      (try? domain.satisfiesAssumptions(point.values)) == true,
      let slack = slack.slack(at: point, cost: &cost)
    else { return nil }
    return Candidate(coordinates: coordinates, point: point, slack: slack)
  }

  /// Pattern search: one coordinate at a time, the step halved when no direction helps.
  private func improved(_ start: Candidate, cost: inout Int) -> Candidate {
    var best = start
    var step = 0.25
    var evaluations = 0
    let limit = cost + Self.largestCost / Self.searches
    while step > 1.0 / 256, evaluations < Self.stepsOfOneSearch, cost < limit, !isCancelled() {
      var improved = false
      for axis in best.coordinates.indices {
        for signedStep in [step, -step] {
          var coordinates = best.coordinates
          coordinates[axis] = min(1, max(0, coordinates[axis] + signedStep))
          evaluations += 1
          guard let next = candidate(at: coordinates, cost: &cost),
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
}
