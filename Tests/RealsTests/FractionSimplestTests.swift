import Exact
import Testing

@testable import Reals

@Suite("Simplest fractions") struct FractionSimplestTests {
  private func fraction(_ p: Int, _ q: Int) throws -> Fraction {
    try Fraction(p, q)
  }

  @Test("no fraction between the ends has a smaller denominator")
  func isSimplest() throws {
    var generator = SeededGenerator(seed: 1, label: "simplest")
    for _ in 0..<300 {
      let q = 1 + Int(generator.uniform() * 400)
      let first = try fraction(Int(generator.uniform() * 1000) - 500, q)
      let second = try first + fraction(1 + Int(generator.uniform() * 30), 1 + q)
      let found = Fraction.simplest(between: first, and: second)
      #expect(first <= found && found <= second)
      let denominator = try #require(found.denominator.int)
      for smaller in 1..<denominator {
        let next = try Fraction((first * Fraction(smaller)).ceiling).divided(by: Fraction(smaller))
        #expect(next > second, "\(next) is simpler than \(found)")
      }
    }
  }

  @Test("the order of the ends and a common sign do not matter")
  func symmetry() throws {
    let (a, b) = (try fraction(31, 100), try fraction(35, 100))
    #expect(Fraction.simplest(between: b, and: a) == Fraction.simplest(between: a, and: b))
    #expect(Fraction.simplest(between: -a, and: -b) == -Fraction.simplest(between: a, and: b))
    #expect(Fraction.simplest(between: -a, and: b) == Fraction(0))
    #expect(Fraction.simplest(between: a, and: a) == a)
  }
}
