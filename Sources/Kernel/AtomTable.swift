import Exact

/// A quotient of polynomials as part of an atom.
package struct Quotient: Hashable, Sendable {
  package let numerator, denominator: Polynomial
}

/// An atom of a polynomial: something that algebra does not look into.
package enum Atom: Hashable, Sendable {
  /// A term, with definitions written out.
  case term(Term)
  /// A function of one argument.
  case function(UnaryFunction, Quotient)
  /// An expectation, by its two arguments.
  case mean(BinaryFunction, Quotient, Quotient)
  /// The square root of a polynomial.
  case squareRoot(Polynomial)
}

/// The atoms of one step, numbered from 0 as they appear, and what the step has cost.
///
/// The cost (docs/certificate-format.md, section 6) depends on nothing but polynomials, so that
/// checkers agree on it.
package final class AtomTable {
  /// The largest cost of a step.
  static let largestCost = 1 << 27

  private var numbers: [Atom: Int] = [:]
  package private(set) var atoms: [Atom] = []
  /// For some atoms, a power of it and what that is.
  private var powers: [Int: (exponent: Int, value: Polynomial)] = [:]
  private var cost = 0
  private var work: LimitedWork

  init(_ limit: EvaluationLimit = .none) { work = LimitedWork(limit, askingEvery: 1 << 16) }

  /// The number of an atom; where it is new, a power of it may be another polynomial.
  func number(of atom: Atom, power: (exponent: Int, value: Polynomial)? = nil) -> Int {
    if let known = numbers[atom] { return known }
    let number = atoms.count
    numbers[atom] = number
    atoms.append(atom)
    powers[number] = power
    return number
  }

  /// Whether an atom has a number.
  func contains(_ atom: Atom) -> Bool { numbers[atom] != nil }

  /// The least power of an atom that is replaced, and by what.
  func power(_ number: Int) -> (exponent: Int, value: Polynomial)? { powers[number] }

  /// Whether powers of atoms are replaced.
  var hasPowers: Bool { !powers.isEmpty }

  /// What a quotient is the logarithm of, if it is a logarithm of a polynomial.
  func logarithm(_ quotient: Quotient) -> Polynomial? {
    guard quotient.denominator == .one, let atom = quotient.numerator.singleAtom,
      case .function(.log, let argument) = atoms[atom], argument.denominator == .one
    else { return nil }
    return argument.numerator
  }

  /// The parameter that an atom is.
  func parameter(_ number: Int) -> Int? {
    if case .term(.parameter(let index)) = atoms[number] { index } else { nil }
  }

  /// Forgets the cost so far, for a search that tries many things with one table.
  package func forgetCost() { cost = 0 }

  /// Counts a cost, before the work is done.
  func spend(_ amount: Int) throws(KernelError) {
    cost += amount
    guard cost <= Self.largestCost else {
      throw .limit("algebra costs more than \(Self.largestCost)")
    }
    try work.add(amount)
  }
}
