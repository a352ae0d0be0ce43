import CertificateFormat
import Exact
import Kernel

/// Looks for multipliers with which a goal follows from assumptions by algebra; untrusted.
///
/// An assumption is multiplied so that something is gone from what is left of the goal: an atom in
/// which both are linear, a part that the assumption divides, or a negative monomial.
struct Elimination {
  /// The most assumptions that are looked at, the latest first.
  private static let largestCount = 24
  /// The most ways to use a first assumption that are followed by a second one.
  private static let largestFirstCount = 5
  /// The most ways to use one assumption.
  private static let largestRestCount = 12
  /// The most monomials of a multiplier.
  private static let largestLength = 30

  /// An assumption that may be used, as a polynomial.
  private struct Source {
    let index: Int
    let relation: Relation
    let slack: Polynomial
  }

  /// An assumption, by its index, times a quotient.
  private struct Weight {
    let index: Int
    let numerator, denominator: Polynomial
  }

  /// What is left of the goal, the weights so far, and whether a strict assumption is among them.
  private struct Rest {
    let slack: Polynomial
    var weights: [Weight] = []
    var isAbove = false
  }

  private let node: Node
  private let normalizer: Normalizer
  private let names: CertificateNames
  private let goal: Comparison
  private let slack: Polynomial
  private let sources: [Source]

  /// `nil` where the goal is no matter of algebra.
  init?(_ node: Node, _ kind: AlgebraKind, names: CertificateNames) {
    guard case .comparison(let goal) = node.goal,
      let normalizer = try? node.normalizer(kind, precisionInBits: ProofTree.precisionInBits),
      let slack = try? normalizer.slack(of: goal)
    else { return nil }
    (self.node, self.normalizer, self.names) = (node, normalizer, names)
    (self.goal, self.slack) = (goal, slack)
    let found = node.assumptions.indices.reversed().prefix(Self.largestCount).compactMap { index in
      let assumption = node.assumptions[index]
      guard goal.relation != .equal || assumption.relation == .equal,
        assumption.relation != .equal || assumption.left.problems.isEmpty, node.isUsable(index),
        let slack = try? normalizer.slack(of: assumption)
      else { return nil as Source? }
      return Source(index: index, relation: assumption.relation, slack: slack)
    }
    sources = found.filter { $0.relation == .equal } + found.filter { $0.relation != .equal }
  }

  /// An assumption from which the goal follows, with the weight 1.
  func unitWeight() -> [StepWeight]? {
    for source in sources where relation != .equal {
      let rest = try? subtracting(source, from: Rest(slack: slack), (.one, .one))
      if let rest, isShown(rest) { return written(rest) }
    }
    return nil
  }

  /// Weights with which the goal follows, of one assumption or of two.
  func weights() -> [StepWeight]? {
    let firsts = sources.flatMap { rests(of: Rest(slack: slack), $0) }
    if let found = firsts.first(where: isShown) { return written(found) }
    let likeliest = firsts.sorted { $0.slack.negativeCount < $1.slack.negativeCount }
    for first in likeliest.prefix(Self.largestFirstCount) {
      for source in sources where source.index != first.weights[0].index {
        let seconds = rests(of: first, source).prefix(Self.largestRestCount)
        if let found = seconds.first(where: isShown) { return written(found) }
      }
    }
    return nil
  }

  /// The weights as a certificate has them; expectations are written as in the goal and the
  /// assumptions, which says more of the signs of their parts than their forms.
  private func written(_ rest: Rest) -> [StepWeight] {
    normalizer.table.forgetCost()
    var origins: [Int: Term] = [:]
    let used = rest.weights.flatMap { node.assumptions[$0.index].sides }
    for part in node.statement.parts(of: goal.sides + used) where part.isMean {
      let slack = try? normalizer.slack(of: part.compared(.greaterOrEqual, 0))
      if let slack, let atom = slack.atoms.first, slack.atoms.count == 1 { origins[atom] = part }
    }
    return rest.weights.map { weight in
      let term = Term(
        weight.numerator, over: weight.denominator, normalizer.table, origins: origins)
      let text = names.text(of: term).filter { $0 != " " }
      return StepWeight(assumption: weight.index + 1, multiplier: .term(text))
    }
  }

  private var relation: Relation { goal.relation }

  private func isShown(_ rest: Rest) -> Bool {
    normalizer.table.forgetCost()
    if relation == .equal { return rest.slack.isZero }
    let orZero = rest.isAbove || !relation.isStrict
    return (try? normalizer.isPositive(rest.slack, orZero: orZero)) == true
  }

  /// What an assumption may leave, the fewest negative monomials first.
  private func rests(of rest: Rest, _ source: Source) -> [Rest] {
    normalizer.table.forgetCost()
    var found: [Rest] = []
    func add(_ next: Rest?) {
      guard let next, !found.contains(where: { $0.slack == next.slack }) else { return }
      found.append(next)
    }
    for atom in rest.slack.atoms.intersection(source.slack.atoms).sorted(by: >) {
      add(try? eliminating(atom, from: rest, source))
      add(try? dividing(rest, by: source, in: atom))
    }
    add(try? dividing(rest, by: source))
    let others =
      source.relation == .equal ? clearing(rest, by: source) : cancelling(rest, by: source)
    for other in others.prefix(Self.largestRestCount) { add(other) }
    return found.sorted { $0.slack.negativeCount < $1.slack.negativeCount }
  }

  private func eliminating(
    _ atom: Int, from rest: Rest, _ source: Source
  ) throws(KernelError) -> Rest? {
    let (a, b) = (rest.slack.derivative(in: atom), source.slack.derivative(in: atom))
    guard !a.atoms.contains(atom), !b.atoms.contains(atom),
      let (numerator, denominator) = try multiplier(a, over: b),
      numerator.coefficients.count <= Self.largestLength,
      denominator.coefficients.count <= Self.largestLength
    else { return nil }
    return try subtracting(source, from: rest, (numerator, denominator))
  }

  /// What division by an assumption leaves: the parts of the goal that go with each product of
  /// atoms that the assumption has not, where it divides them.
  private func dividing(_ rest: Rest, by source: Source) throws(KernelError) -> Rest? {
    let (table, own) = (normalizer.table, source.slack.atoms)
    var quotient = Polynomial(Fraction(0))
    for (monomial, part) in rest.slack.parts(outside: own) {
      guard let factor = try part.exactQuotient(source.slack, table) else { continue }
      let multiple = try factor.multiplied(by: Polynomial(monomial: monomial), table)
      quotient = try quotient.adding(multiple, table)
    }
    guard !quotient.isZero, quotient.coefficients.count <= Self.largestLength else { return nil }
    return try subtracting(source, from: rest, (quotient, .one))
  }

  /// The same where both are polynomials in one atom: powers whose coefficients the leading one
  /// does not divide stay.
  private func dividing(
    _ rest: Rest, by source: Source, in atom: Int
  ) throws(KernelError) -> Rest? {
    let table = normalizer.table
    guard let degree = source.slack.degree(in: atom), let top = rest.slack.degree(in: atom),
      degree > 0, top >= degree
    else { return nil }
    let leading = source.slack.coefficient(of: atom, degree)
    var (slack, quotient) = (rest.slack, Polynomial(Fraction(0)))
    for power in (degree...top).reversed() {
      let coefficient = slack.coefficient(of: atom, power)
      guard !coefficient.isZero, let part = try coefficient.exactQuotient(leading, table) else {
        continue
      }
      var monomial: Polynomial.Monomial = [:]
      if power > degree { monomial[atom] = power - degree }
      let multiple = try part.multiplied(by: Polynomial(monomial: monomial), table)
      quotient = try quotient.adding(multiple, table)
      slack = try slack.adding(
        try source.slack.multiplied(by: multiple.negated, table), table)
    }
    guard !quotient.isZero, quotient.coefficients.count <= Self.largestLength else { return nil }
    return try subtracting(source, from: rest, (quotient, .one))
  }

  /// What is left of the goal, times a factor of it or of an equation and a monomial, when the
  /// equation cancels a monomial of that.
  private func clearing(_ rest: Rest, by source: Source) -> [Rest] {
    var multipliers: Set<[Polynomial]> = []
    for factor in normalizer.factors where factor.coefficients.count <= Self.largestLength {
      guard (try? normalizer.isPositive(factor, orZero: false)) == true,
        let product = try? factor.multiplied(by: rest.slack, normalizer.table)
      else { continue }
      for (divisor, other) in product.sorted.prefix(Self.largestRestCount) {
        for (quotient, ratio) in source.slack.quotients(by: divisor, other) {
          let scale = Polynomial(ratio.sign < 0 ? -ratio : ratio)
          let denominator = try? Polynomial(monomial: quotient)
            .multiplied(by: scale, normalizer.table).multiplied(by: factor, normalizer.table)
          if let denominator {
            multipliers.insert([Polynomial(Fraction(ratio.sign)), denominator])
          }
        }
      }
    }
    let found = multipliers.compactMap { pair -> Rest? in
      guard (try? normalizer.isPositive(pair[1], orZero: false)) == true else { return nil }
      return try? subtracting(source, from: rest, (pair[0], pair[1]))
    }
    return found.sorted { $0.slack.coefficients.count < $1.slack.coefficients.count }
  }

  /// What is left without multiples of an assumption by single monomials, each of which cancels a
  /// negative one.
  private func cancelling(_ rest: Rest, by source: Source) -> [Rest] {
    var multipliers: Set<Polynomial> = []
    for (divisor, other) in source.slack.coefficients where other.sign < 0 {
      for (quotient, ratio) in rest.slack.quotients(by: divisor, other) where ratio.sign > 0 {
        let scaled = try? Polynomial(monomial: quotient)
          .multiplied(by: Polynomial(ratio), normalizer.table)
        if let scaled { multipliers.insert(scaled) }
      }
    }
    return multipliers.compactMap { try? subtracting(source, from: rest, ($0, .one)) }
      .sorted { $0.slack.negativeCount < $1.slack.negativeCount }
  }

  /// What is left without an assumption times a quotient; `nil` where its sign is not certain.
  private func subtracting(
    _ source: Source, from rest: Rest,
    _ multiplier: (numerator: Polynomial, denominator: Polynomial)
  ) throws(KernelError) -> Rest? {
    let (numerator, denominator) = multiplier
    var isAbove = rest.isAbove
    if source.relation != .equal {
      guard try normalizer.isPositive(numerator, orZero: true) else { return nil }
      if source.relation.isStrict, try normalizer.isPositive(numerator, orZero: false) {
        isAbove = true
      }
    }
    let table = normalizer.table
    let slack = try rest.slack.multiplied(by: denominator, table)
      .adding(try source.slack.multiplied(by: numerator.negated, table), table)
    let weight = Weight(index: source.index, numerator: numerator, denominator: denominator)
    return Rest(slack: slack, weights: rest.weights + [weight], isAbove: isAbove)
  }

  /// a/b in simpler terms, with a positive denominator.
  private func multiplier(
    _ a: Polynomial, over b: Polynomial
  ) throws(KernelError) -> (numerator: Polynomial, denominator: Polynomial)? {
    let table = normalizer.table
    if let quotient = try a.exactQuotient(b, table) { return (quotient, .one) }
    var (a, b) = (a, b)
    for divisor in [a] + normalizer.factors where divisor.constant == nil {
      while let first = try a.exactQuotient(divisor, table),
        let second = try b.exactQuotient(divisor, table)
      {
        (a, b) = (first, second)
      }
    }
    for (atom, exponent) in b.commonMonomial {
      let shared = min(exponent, a.commonMonomial.first { $0.atom == atom }?.exponent ?? 0)
      guard shared > 0 else { continue }
      (a, b) = (a.divided(by: atom, shared), b.divided(by: atom, shared))
    }
    if try normalizer.isPositive(b, orZero: false) { return (a, b) }
    return try normalizer.isPositive(b.negated, orZero: false) ? (a.negated, b.negated) : nil
  }
}
