import Exact
import Testing

@testable import Kernel

/// Atoms have one number each, powers are replaced, and what is spent is counted.
@Suite("Atom tables") struct AtomTableTests {
  @Test("an atom keeps its number and the power it came with")
  func numbers() throws {
    let table = AtomTable()
    let x = Atom.term(.parameter(0))
    #expect(!table.contains(x))
    #expect(table.number(of: x) == 0 && !table.hasPowers)
    let square = Polynomial(atom: 0)
    let root = table.number(of: .squareRoot(square), power: (2, square))
    #expect(root == 1 && table.hasPowers && table.contains(x))
    #expect(table.number(of: x) == 0 && table.number(of: .squareRoot(square)) == 1)
    #expect(table.number(of: x, power: (3, .one)) == 0 && table.power(0) == nil)
    #expect(table.power(1)?.exponent == 2 && table.power(1)?.value == square)
    #expect(table.atoms == [x, .squareRoot(square)])
    #expect(table.parameter(0) == 0 && table.parameter(1) == nil)
    #expect(table.parameter(table.number(of: .term(.definition(0)))) == nil)
  }

  @Test("a power of an atom is replaced as often as it fits", arguments: 1...9)
  func powers(exponent: Int) throws {
    let table = AtomTable()
    let x = Polynomial(atom: table.number(of: .term(.parameter(0))))
    let whole = Polynomial(
      atom: table.number(of: .function(.exp, Quotient(numerator: x, denominator: .one))))
    let third = try x.multiplied(by: Polynomial(Fraction(1).divided(by: Fraction(3))), table)
    // The cube of exp(x/3) is exp(x).
    let root = Polynomial(
      atom: table.number(
        of: .function(.exp, Quotient(numerator: third, denominator: .one)), power: (3, whole)))
    var (power, expected) = (Polynomial.one, Polynomial.one)
    for _ in 0..<exponent { power = try power.multiplied(by: root, table) }
    for _ in 0..<exponent / 3 { expected = try expected.multiplied(by: whole, table) }
    for _ in 0..<exponent % 3 { expected = try expected.multiplied(by: root, table) }
    #expect(power == expected)
    #expect(power.coefficients.keys.allSatisfy { ($0[2] ?? 0) < 3 })
  }

  @Test("only the logarithm of a polynomial, alone, is seen as one")
  func logarithms() throws {
    let table = AtomTable()
    let x = Polynomial(atom: table.number(of: .term(.parameter(0))))
    func atom(_ function: UnaryFunction, over denominator: Polynomial = .one) -> Polynomial {
      Polynomial(
        atom: table.number(
          of: .function(function, Quotient(numerator: x, denominator: denominator))))
    }
    let sum = try x.adding(.one, table)
    #expect(table.logarithm(Quotient(numerator: atom(.log), denominator: .one)) == x)
    for quotient in [
      Quotient(numerator: atom(.exp), denominator: .one),
      Quotient(numerator: atom(.log), denominator: x),
      Quotient(numerator: atom(.log, over: sum), denominator: .one),
      Quotient(numerator: try atom(.log).adding(.one, table), denominator: .one),
      Quotient(numerator: x, denominator: .one),
    ] {
      #expect(table.logarithm(quotient) == nil, "\(quotient)")
    }
  }

  @Test("a step may cost so much and no more")
  func cost() throws {
    let table = AtomTable()
    try table.spend(AtomTable.largestCost - 1)
    try table.spend(1)
    #expect(throws: KernelError.self) { try table.spend(1) }
  }
}
