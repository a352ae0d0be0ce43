import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("WeakestPoints") struct WeakestPointsTests {
  /// Negative on an interval of 2 * 10^-4 only, away from corners: a few hundred random points miss
  /// it.
  private static let spike = "claim c: 1e-8 < (a - 0.37773)^2 + (b - 0.61117)^2"

  private func points(_ host: ElaboratedTheorem, jobs: Int = 1) -> [[ParameterPoint]] {
    WeakestPoints(theorem: host, seed: 1, jobs: jobs, isCancelled: { false }).points(count: 3)
  }

  @Test("local search climbs to a planted narrow weakness")
  func planted() throws {
    let host = try theorem(parameters: ["a, b : real in [0, 1]"], Self.spike)
    let weakest = try #require(points(host)[0].first)
    let (da, db) = (
      (weakest.values[0] - (try rational("0.37773"))).approximateDouble,
      (weakest.values[1] - (try rational("0.61117"))).approximateDouble
    )
    // Random scanning alone would leave about 1/sqrt(3000) = 0.018.
    #expect(abs(da) < 0.006 && abs(db) < 0.006, "\(weakest)")
  }

  @Test("the weakest come first, are different, inside, and the same for any number of jobs")
  func order() throws {
    let host = try theorem(
      parameters: ["a : real in [0, 1]", "n : integer in [1, 4]"],
      "assume a < 0.9\nclaim c: a*n < 3\nclaim d: a + n increases in a")
    let alone = points(host)
    #expect(alone.map(\.count) == [3, 3])
    for jobs in [2, 8] { #expect(points(host, jobs: jobs) == alone) }
    let bench = SlackBench(theorem: host, seed: 1)
    for (claim, found) in alone.enumerated() {
      #expect(Set(found).count == 3)
      for point in found { #expect(try bench.domain.contains(point.values)) }
      if claim == 1 {
        let slacks = found.compactMap { bench.slacks[claim].slack(at: $0) }
        #expect(slacks == slacks.sorted())
      }
    }
  }

  @Test("no parameters, no search; cancelled, no points")
  func nothing() throws {
    #expect(points(try theorem("claim c: 0 < 1")) == [[]])
    let host = try theorem(parameters: ["a : real in [0, 1]"], "claim c: a < 1\nclaim d: a < 2")
    let cancelled = WeakestPoints(theorem: host, seed: 1, jobs: 2, isCancelled: { true })
    #expect(cancelled.points(count: 3) == [[], []])
  }
}

@Suite("CounterexampleShrink") struct CounterexampleShrinkTests {
  @Test("a violation is kept, inside the domain, with few digits")
  func shrinks() throws {
    let host = try theorem(
      parameters: ["a : real in [0, 1]", "n : integer in [2, 900]", "b : real in [a, 2]"],
      "assume b > 0.1\nclaim c: a + b < 1.2")
    let bench = SlackBench(theorem: host, seed: 1)
    let shrink = CounterexampleShrink(domain: bench.domain, slack: bench.slacks[0])
    let start = try point("0.87651", "417", "1.23457")
    let slack = try #require(bench.slacks[0].slack(at: start))
    let small = shrink.shrunk(start, slack: slack)
    #expect(small == (try point("0.9", "2", "1")))
    #expect(try bench.domain.contains(small.values))
    #expect(try #require(bench.slacks[0].slack(at: small)) <= slack / 2)
  }

  @Test("what holds is left alone, and a violation that rounding would lose")
  func keeps() throws {
    let host = try theorem(
      parameters: ["a : real in [0, 1]"], "claim c: 1e-6 < (a - 0.34567)^2")
    let bench = SlackBench(theorem: host, seed: 1)
    let shrink = CounterexampleShrink(domain: bench.domain, slack: bench.slacks[0])
    for text in ["0.34567", "0.9123"] {
      let start = try point(text)
      #expect(shrink.shrunk(start, slack: try #require(bench.slacks[0].slack(at: start))) == start)
    }
  }
}
