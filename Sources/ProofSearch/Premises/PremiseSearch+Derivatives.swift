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

  /// By the numerator of the slack, as a polynomial in what algebra does not look into.
  private mutating func showBySimplerSlack(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    let node = vertex.node
    for kind in [AlgebraKind.plain, .rewriting] {
      guard let normalizer = try? node.normalizer(kind, precisionInBits: ProofTree.precisionInBits),
        let slack = try? normalizer.slack(of: goal), !slack.isZero
      else { continue }
      let relation: Relation = goal.relation.isStrict ? .greater : .greaterOrEqual
      let simpler = Term(slack, normalizer.table).compared(relation, 0)
      guard simpler != goal, simpler.sides[0].isShorter(than: goal) else { continue }
      guard let rest = assume(simpler, at: vertex, depth: depth + 1) else { continue }
      let weight = StepWeight(
        assumption: rest.node.assumptions.count, multiplier: .number(Fraction(1)))
      if apply(.algebra([weight]), to: rest) { return true }
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

extension Term {
  /// Whether the term has fewer operations than the sides of a comparison.
  fileprivate func isShorter(than comparison: Comparison) -> Bool {
    operationCount < comparison.left.operationCount + comparison.right.operationCount
  }

  private var operationCount: Int { 1 + operands.reduce(0) { $0 + $1.operationCount } }
}
