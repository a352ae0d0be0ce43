import CertificateFormat
import Exact
import Kernel

/// Where a parameter may be where both sides of a goal meet; untrusted.
struct Contact: Hashable {
  let parameter: Int
  let term: Term

  /// That the parameter compares so with the term.
  func position(_ relation: Relation) -> Comparison {
    Term.parameter(parameter).compared(relation, term)
  }
}

extension Node {
  /// Where both sides of the goal may meet along a parameter: where it is compared with something,
  /// at other parameters and roots, where the derivative is 0, where the slack seems to be least.
  func contacts(names: CertificateNames) -> [Contact] {
    guard case .comparison(let goal) = goal, goal.relation != .equal else { return [] }
    let moving = movingParameters
    let roots = rootsOfGoal.map { Term.definition($0) }
    var found: [Contact] = []
    for parameter in moving {
      let others = moving.filter { $0 != parameter }.map { Term.parameter($0) }
      let slope = slope(along: parameter, names: names)
      let stationary = slope.map { zeros(of: $0, along: parameter) } ?? []
      let (range, least) = (
        box.ranges[parameter], moving.count == 1 ? leastPlace(along: parameter) : nil
      )
      let numbers = [least, range.lower, range.upper].compactMap { $0 }.map { Term($0) }
      let known = termsCompared(with: parameter) + others + roots + stationary + numbers
      for term in known where !statement.mentions(term, parameter) {
        let contact = Contact(parameter: parameter, term: term)
        if !found.contains(contact) { found.append(contact) }
      }
    }
    return found
  }

  /// The parameters of the goal that take all values in an interval.
  var movingParameters: [Int] {
    guard case .comparison(let goal) = goal else { return [] }
    return freeParameters.filter { index in
      !splitsAtIntegers(index) && goal.sides.contains { statement.mentions($0, index) }
    }
  }

  /// The terms with which usable assumptions compare a parameter, the latest first.
  private func termsCompared(with parameter: Int) -> [Term] {
    assumptions.indices.reversed().filter {
      isUsable($0) && assumptions[$0].left == .parameter(parameter)
        && assumptions[$0].relation != .equal
    }.map { assumptions[$0].right }
  }

  /// A short number near the place on a line at which the slack of the goal is least.
  private func leastPlace(along parameter: Int) -> Fraction? {
    let (low, high) = box.ranges[parameter].finitePart
    func slack(_ share: Double) -> Double {
      guard let share = try? Fraction(exactly: share), case .comparison(let goal) = goal,
        let evaluator = try? evaluator(
          at: point(low + (high - low) * share, parameter), precisionInBits: 128),
        let value = try? evaluator.slack(of: goal).value
      else { return .infinity }
      return value.lower.approximateDouble
    }
    let count = 32
    let shares = (0...count).map { Double($0) / Double(count) }
    guard let best = shares.map({ ($0, slack($0)) }).min(by: { $0.1 < $1.1 })?.0 else { return nil }
    var (left, right) = (max(0, best - 1 / Double(count)), min(1, best + 1 / Double(count)))
    for _ in 0..<50 {
      let (a, b) = (left + (right - left) / 3, right - (right - left) / 3)
      if slack(a) <= slack(b) { right = b } else { left = a }
    }
    let (start, length) = (low.approximateDouble, (high - low).approximateDouble)
    let place = start + length * (left + right) / 2
    let short = Fraction(simplestNear: place, within: 1e-7 * max(1, length))
    return box.ranges[parameter].contains(short) ? short : nil
  }

  /// The point with a value of one parameter, others in the middle.
  private func point(_ value: Fraction, _ parameter: Int) -> [Fraction] {
    box.ranges.indices.map { $0 == parameter ? value : box.ranges[$0].middle }
  }

  /// The derivative in a parameter of the slack of the goal.
  private func slope(along parameter: Int, names: CertificateNames) -> Term? {
    let end = Contact(parameter: parameter, term: Term(box.ranges[parameter].lower))
    guard let parts = parts(beyond: end.position(.greaterOrEqual), names: names),
      case .comparison(let slope) = parts[2].goal
    else { return nil }
    return slope.left
  }

  /// What is to be shown by the derivative in a parameter.
  func parts(beyond position: Comparison, names: CertificateNames) -> [Node]? {
    let step = CertificateStep.derivative(names.text(of: position))
    guard case .children(let nodes, _) = ProofTree.effect(of: step, on: self, names) else {
      return nil
    }
    return nodes
  }

  /// Where a term is 0 in a parameter, as far as that is seen from its normal form.
  private func zeros(of term: Term, along parameter: Int) -> [Term] {
    var found: [Term] = []
    for kind in [AlgebraKind.plain, .rewriting] {
      guard let normalizer = try? normalizer(kind, precisionInBits: ProofTree.precisionInBits),
        let slack = try? normalizer.slack(of: term.compared(.equal, 0)),
        let zero = zero(of: slack, along: parameter, normalizer.table), !found.contains(zero)
      else { continue }
      found.append(zero)
    }
    return found
  }

  /// Where a polynomial is 0 that depends on a parameter by one atom: linear in it, or in its
  /// square.
  private func zero(
    of polynomial: Polynomial, along parameter: Int, _ table: AtomTable
  ) -> Term? {
    let moving = polynomial.atoms.filter {
      statement.mentions(Term(table.atoms[$0], table), parameter)
    }
    guard moving.count == 1, let atom = moving.first, let degree = polynomial.degree(in: atom),
      degree == 1 || degree == 2 && polynomial.coefficient(of: atom, 1).isZero
    else { return nil }
    let (rest, factor) = (
      polynomial.coefficient(of: atom, 0), polynomial.coefficient(of: atom, degree)
    )
    let quotient = (try? rest.negated.exactQuotient(factor, table)) ?? nil
    let value =
      quotient.map { Term($0, table) } ?? Term(rest, over: factor.negated, table)
    let solution = degree == 1 || rest.isZero ? value : value.squareRoot
    return argument(of: table.atoms[atom], solution, parameter, table)
  }

  /// Where a parameter is at which an atom has a value.
  private func argument(
    of atom: Atom, _ value: Term, _ parameter: Int, _ table: AtomTable
  ) -> Term? {
    switch atom {
    case .term(.parameter(parameter)): return value
    case .function(.exp, let a):
      return linearZero(a.numerator, a.denominator, value.log, parameter, table)
    case .function(.log, let a):
      return linearZero(a.numerator, a.denominator, value.exp, parameter, table)
    case .squareRoot(let a):
      let square = Term.binary(.power, value, 2)
      return linearZero(a, .one, square, parameter, table)
    default: return nil
    }
  }

  /// Where a parameter is at which a quotient that is linear in it has a value.
  private func linearZero(
    _ a: Polynomial, _ b: Polynomial, _ value: Term, _ parameter: Int, _ table: AtomTable
  ) -> Term? {
    let place = Atom.term(.parameter(parameter))
    guard let atom = a.atoms.first(where: { table.atoms[$0] == place }), a.degree(in: atom) == 1
    else { return nil }
    let (slope, rest) = (a.coefficient(of: atom, 1), a.coefficient(of: atom, 0))
    let scaled = b == .one ? value : value * Term(b, table)
    let above = rest.isZero ? scaled : scaled - Term(rest, table)
    return slope == .one ? above : above / Term(slope, table)
  }
}
