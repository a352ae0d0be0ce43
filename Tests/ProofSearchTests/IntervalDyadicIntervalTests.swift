import Exact
import Kernel
import Reals
import Testing

@testable import ProofSearch

@Suite("Intervals of the kernel") struct IntervalDyadicIntervalTests {
  @Test("an interval is the same for both where its ends fit, and else contains the other")
  func conversion() throws {
    for (low, high) in [("-3/8", "5"), ("0", "0"), ("1/1024", "7/2"), ("-9", "-1/2")] {
      let lower = try #require(Fraction(low))
      let upper = try #require(Fraction(high))
      let kernel = try DyadicInterval(lower: lower, upper: upper, precisionInBits: 60)
      let exact = try Interval(kernel, precisionInBits: 60)
      #expect(exact.lower.rational == lower)
      #expect(exact.upper.rational == upper)
    }
    let third = try #require(Fraction("1/3"))
    let wide = try Interval(
      DyadicInterval(enclosing: third, precisionInBits: 200), precisionInBits: 20)
    let ends = [wide.lower, wide.upper].compactMap(\.rational)
    #expect(ends.count == 2 && ends[0] < third && third < ends[1])
    let endless = try DyadicInterval(lower: third, upper: nil, precisionInBits: 60)
    #expect(throws: ExactError.infinite) { try Interval(endless, precisionInBits: 60) }
  }
}
