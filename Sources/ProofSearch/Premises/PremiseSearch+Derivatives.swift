import CertificateFormat
import Exact
import Kernel

extension PremiseSearch {
  /// By the derivative in a parameter, from where both sides meet.
  mutating func showByDerivatives(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    guard usesDerivatives, goal.relation != .equal, !vertex.node.hasMeans else {
      return false
    }
    if depth > 0, !isThorough, showBySigns(vertex, depth: depth) { return true }
    if depth > 0, showBySimplerSlack(vertex, goal, depth: depth) { return true }
    let contacts = vertex.node.contacts(names: names)
    for contact in contacts {
      if showBeyond(contact, vertex, isStrict: goal.relation.isStrict, depth: depth) { return true }
    }
    if depth == 0, showBySimplerSlack(vertex, goal, depth: depth) { return true }
    guard Set(contacts.map(\.parameter)).count == 1 else { return false }
    return contacts.contains {
      showNear($0, vertex, isStrict: goal.relation.isStrict, depth: depth)
    }
  }

  /// By the numerator of the slack, as a polynomial in what algebra does not look into, without
  /// positive divisors of the goal that divide it.
  private mutating func showBySimplerSlack(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    let node = vertex.node
    for kind in [AlgebraKind.plain, .rewriting] {
      guard let normalizer = try? node.normalizer(kind, precisionInBits: ProofTree.precisionInBits),
        let slack = try? normalizer.slack(of: goal), !slack.isZero
      else { continue }
      let (rest, factor) = normalizer.divided(slack, by: goal.divisors)
      let relation: Relation = goal.relation.isStrict ? .greater : .greaterOrEqual
      let simpler = Term(rest, normalizer.table).compared(relation, 0)
      guard simpler != goal, simpler.sides[0].isShorter(than: goal),
        let place = assume(simpler, at: vertex, depth: depth + 1)
      else { continue }
      let multiplier = names.text(of: Term(factor, normalizer.table)).filter { $0 != " " }
      let weight = StepWeight(
        assumption: place.node.assumptions.count,
        multiplier: factor == .one ? .number(Fraction(1)) : .term(multiplier))
      if apply(.algebra([weight]), to: place) { return true }
      tree.reopen(vertex)
    }
    return false
  }

  /// On a part of the range around where both sides meet, and on what is left of it.
  private mutating func showNear(
    _ contact: Contact, _ vertex: ProofTree.Vertex, isStrict: Bool, depth: Int
  ) -> Bool {
    guard depth < Self.largestDepth - 1, vertex.node.sidesMeet(at: contact, names) else {
      return false
    }
    for window in vertex.node.windows(around: contact) {
      guard window.node.mayMeet(contact, names, isStrict: isStrict) else { continue }
      var place = vertex
      var isShown = true
      for cut in window.cuts where isShown {
        isShown = apply(.split(names.parameters[contact.parameter], cut.value), to: place)
        guard isShown else { break }
        let (lower, upper) = (place.children[0], place.children[1])
        isShown = show(cut.isLower ? lower : upper, depth: depth + 1)
        place = cut.isLower ? upper : lower
      }
      if isShown, showBeyond(contact, place, isStrict: isStrict, depth: depth) { return true }
      tree.reopen(vertex)
    }
    return false
  }

  /// On the side of a place on which the points lie, or on both.
  private mutating func showBeyond(
    _ contact: Contact, _ vertex: ProofTree.Vertex, isStrict: Bool, depth: Int
  ) -> Bool {
    let node = vertex.node
    let relations = Contact.relations(isStrict: isStrict)
    for relation in relations where node.mayMeet(contact.position(relation), names) {
      if showBeyond(contact.position(relation), vertex, depth: depth) { return true }
    }
    let cut = contact.position(.greaterOrEqual)
    guard !isStrict, node.mayMeet(contact, names, isStrict: false),
      apply(.either(names.text(of: cut)), to: vertex)
    else { return false }
    let isShown = zip(relations, vertex.children).allSatisfy { relation, child in
      showBeyond(contact.position(relation), child, depth: depth)
    }
    return isShown || reopen(vertex)
  }

  private mutating func showBeyond(
    _ position: Comparison, _ vertex: ProofTree.Vertex, depth: Int
  ) -> Bool {
    guard apply(.derivative(names.text(of: position)), to: vertex) else { return false }
    let isShown =
      show(vertex.children[0], depth: depth + 1)
      && showInRange(vertex.children[1], depth: depth + 1)
      && show(vertex.children[3], depth: depth + 1) && show(vertex.children[2], depth: depth + 1)
    return isShown || reopen(vertex)
  }

  /// That a term lies in the range of a parameter; of another parameter by what its range is.
  private mutating func showInRange(_ vertex: ProofTree.Vertex, depth: Int) -> Bool {
    if show(vertex, depth: depth) { return true }
    guard case .comparison(let goal) = vertex.node.goal, case .parameter(let other) = goal.left,
      apply(.range(names.parameters[other]), to: vertex)
    else { return false }
    return show(vertex.children[0], depth: depth) || reopen(vertex)
  }
}

extension Normalizer {
  /// A polynomial without the positive ones among some terms that divide it, and their product.
  fileprivate func divided(
    _ polynomial: Polynomial, by terms: [Term]
  ) -> (rest: Polynomial, factor: Polynomial) {
    var (rest, factor) = (polynomial, Polynomial.one)
    for term in terms {
      guard let divisor = try? slack(of: term.compared(.greaterOrEqual, 0)),
        !divisor.atoms.isEmpty, (try? isPositive(divisor, orZero: false)) == true
      else { continue }
      while let quotient = (try? rest.exactQuotient(divisor, table)) ?? nil,
        let product = try? factor.multiplied(by: divisor, table)
      {
        (rest, factor) = (quotient, product)
      }
    }
    return (rest, factor)
  }
}

extension Comparison {
  /// The divisors in both sides.
  fileprivate var divisors: [Term] {
    func divisors(_ term: Term) -> [Term] {
      let own: [Term] = if case .binary(.divide, _, let b) = term { [b] } else { [] }
      return own + term.operands.flatMap(divisors)
    }
    return Array(Set(sides.flatMap(divisors))).sorted { "\($0)" < "\($1)" }
  }
}

extension Term {
  /// Whether the term has fewer operations than the sides of a comparison.
  fileprivate func isShorter(than comparison: Comparison) -> Bool {
    operationCount < comparison.left.operationCount + comparison.right.operationCount
  }

  private var operationCount: Int { 1 + operands.reduce(0) { $0 + $1.operationCount } }
}
