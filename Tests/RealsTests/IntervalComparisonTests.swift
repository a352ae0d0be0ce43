import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Interval comparison") struct IntervalComparisonTests {
  private func between(_ low: Int, _ high: Int) throws -> Interval {
    try Interval(lower: Real(low, precisionInBits: 20), upper: Real(high, precisionInBits: 20))
  }

  @Test("on small integer endpoints every relation is what it says about all points")
  func exhaustive() throws {
    let pairs = (-2...2).flatMap { low in (low...2).map { (low, $0) } }
    for (a, b) in pairs {
      let x = try between(a, b)
      #expect(x.isCertainlyPositive == (a > 0) && x.isCertainlyNonnegative == (a >= 0))
      #expect(x.isCertainlyNegative == (b < 0) && x.isCertainlyNonpositive == (b <= 0))
      #expect(x.isCertainlyZero == (a == 0 && b == 0) && x.isPoint == (a == b))
      for (c, d) in pairs {
        let y = try between(c, d)
        #expect(x.isCertainlyLess(than: y) == (b < c) && x.isCertainlyAtMost(y) == (b <= c))
        #expect(x.isCertainlyGreater(than: y) == (a > d) && x.isCertainlyAtLeast(y) == (a >= d))
        #expect(x.contains(y) == (a <= c && d <= b))
        #expect(x.overlaps(y) == (max(a, c) <= min(b, d)))
        #expect(try x.hull(with: y) == between(min(a, c), max(b, d)))
        let common = max(a, c) <= min(b, d) ? try between(max(a, c), min(b, d)) : nil
        #expect(x.intersection(with: y) == common)
      }
    }
  }

  @Test("membership of exact numbers just inside and just outside")
  func membership() throws {
    let x = Interval(try rational("0.1"), precisionInBits: 53)
    let step = try rational("1e-60")
    let (low, high) = (try #require(x.lower.rational), try #require(x.upper.rational))
    #expect(x.contains(low) && x.contains(high) && x.contains(low + step))
    #expect(!x.contains(low - step) && !x.contains(high + step))
    #expect(x.contains(x.lower) && !x.contains(Real(Double.infinity, precisionInBits: 53)))
  }
}
