import Exact
import Testing

@testable import Kernel

/// Comparisons of intervals against comparisons of all numbers on a grid inside.
@Suite("Relations") struct RelationTests {
  private func holds(_ relation: Relation, _ a: Int, _ b: Int) -> Bool {
    switch relation {
    case .equal: a == b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }

  @Test(
    "a comparison is certain where it holds, or fails, for all numbers",
    arguments: Relation.allCases)
  func certainty(relation: Relation) {
    let ranges = (0...4).flatMap { low in (low...4).map { low...$0 } }
    for a in ranges {
      for b in ranges {
        // Intervals between integers hold more numbers, but their ends decide.
        let answers = Set(a.flatMap { x in b.map { holds(relation, x, $0) } })
        let wanted = answers.count == 1 ? answers.first : nil
        #expect(relation.holds(interval(a), interval(b)) == wanted, "\(a) \(relation) \(b)")
      }
    }
    for a in -2...2 {
      for b in -2...2 {
        #expect(relation.holds(Fraction(a), Fraction(b)) == holds(relation, a, b))
      }
    }
    #expect(relation.isStrict == (!holds(relation, 0, 0)))
  }

  private func interval(_ range: ClosedRange<Int>) -> DyadicInterval {
    DyadicInterval(ordered: Dyadic(range.lowerBound), Dyadic(range.upperBound))
  }
}
