import Testing

@testable import Numbers

@Suite("Simplest fractions") struct RationalSimplestTests {
  private func fraction(_ p: Int, _ q: Int) throws -> Rational {
    try Rational(numerator: p, denominator: q)
  }

  @Test("no fraction between the ends has a smaller denominator")
  func isSimplest() throws {
    var generator = SeededGenerator(seed: 1, label: "simplest")
    for _ in 0..<300 {
      let q = 1 + Int(generator.uniform() * 400)
      let first = try fraction(Int(generator.uniform() * 1000) - 500, q)
      let second = try first + fraction(1 + Int(generator.uniform() * 30), 1 + q)
      let found = Rational.simplest(between: first, and: second)
      #expect(first <= found && found <= second)
      let denominator = try #require(found.denominator.integer)
      for smaller in 1..<denominator {
        let next = try -(-first * Rational(smaller)).floor.divided(by: Rational(smaller))
        #expect(next > second, "\(next) is simpler than \(found)")
      }
    }
  }

  @Test("the order of the ends and a common sign do not matter")
  func symmetry() throws {
    let (a, b) = (try fraction(31, 100), try fraction(35, 100))
    #expect(Rational.simplest(between: b, and: a) == Rational.simplest(between: a, and: b))
    #expect(Rational.simplest(between: -a, and: -b) == -Rational.simplest(between: a, and: b))
    #expect(Rational.simplest(between: -a, and: b) == Rational(0))
    #expect(Rational.simplest(between: a, and: a) == a)
  }

  @Test("numerator and denominator make the fraction; halves round up")
  func parts() throws {
    let value = try fraction(-6, 8)
    #expect(value.numerator == Rational(-3) && value.denominator == Rational(4))
    #expect(try fraction(5, 2).nearestInteger == Rational(3))
    #expect(try fraction(-7, 3).nearestInteger == Rational(-2))
  }
}
