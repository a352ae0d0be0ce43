import Exact

/// What the kernel has shown about a node: its assertion holds, but for the open boxes.
///
/// Only the rules of this file make lemmas; each states its side conditions, which
/// docs/proof-rules.md proves sufficient.
public struct Lemma: Sendable {
  /// What is shown, and where.
  public let node: Node
  /// The number of boxes below the node that were left open.
  public let openBoxes: Int
  /// What was believed on the way, but for functions.
  let axioms: Set<Axiom>

  /// A node that holds, where it was left with parts if those do.
  private init(
    _ node: Node, from parts: [Lemma] = [], believing axioms: Set<Axiom> = [], openBoxes: Int = 0
  ) {
    self.node = node
    self.openBoxes = parts.reduce(openBoxes) { $0 + $1.openBoxes }
    self.axioms = parts.reduce(node.axioms.union(axioms)) { $0.union($1.axioms) }
  }

  /// Evaluation: the enclosures of both sides, or of the derivative, show the goal.
  public static func evaluate(_ node: Node, precisionInBits: Int) throws(KernelError) -> Lemma {
    let holds: Bool
    switch node.goal {
    case .comparison(let comparison):
      let evaluator = try node.evaluator(precisionInBits: precisionInBits)
      holds = try evaluator.holds(comparison) == true
    case .derivative(let term, let direction, let parameter):
      let evaluator = try node.evaluator(
        precisionInBits: precisionInBits, order: 1,
        variables: [parameter])
      let slope = try evaluator.jet(of: term).first[0]
      holds = direction == .increases ? slope.isPositive : slope.isNegative
    }
    guard holds else { throw .refused("the enclosures do not show the goal on this box") }
    return Lemma(node)
  }

  /// Outside: a usable assumption fails on the whole box.
  public static func outside(
    _ node: Node, assumption: Int, precisionInBits: Int
  ) throws(KernelError) -> Lemma {
    let assumptions = node.assumptions
    guard assumptions.indices.contains(assumption),
      node.isUsable(assumption)
    else { throw .refused("assumption \(assumption + 1) cannot be used here") }
    let evaluator = try node.evaluator(precisionInBits: precisionInBits)
    guard try evaluator.holds(assumptions[assumption]) == false else {
      throw .refused("assumption \(assumption + 1) may hold on this box")
    }
    return Lemma(node)
  }

  /// Mean value form: slack at the centre plus derivatives on the box times distances.
  public static func mean(_ node: Node, precisionInBits: Int) throws(KernelError) -> Lemma {
    try node.requireAboveTangent(at: nil, precisionInBits: precisionInBits)
    return Lemma(node)
  }

  /// Convexity: where the slack is convex it lies above its tangent at any point of the box.
  ///
  /// Strictly above but at the point itself, where it is certainly strictly convex: a strict goal
  /// is shown by a tangent >= 0 if the point is not in the domain.
  public static func convex(
    _ node: Node, at centre: [Fraction], precisionInBits: Int
  ) throws(KernelError) -> Lemma {
    try node.requireAboveTangent(at: centre, precisionInBits: precisionInBits)
    return Lemma(node)
  }

  /// Convexity of a polynomial in the parameters: as `convex`, without rounding at the point.
  public static func convexPolynomial(
    _ node: Node, at centre: [Fraction], precisionInBits: Int
  ) throws(KernelError) -> Lemma {
    let comparison = try node.inequality
    try node.requireInBox(centre)
    let evaluator = try node.evaluator(
      facts: node.factsWithoutAssumptions, precisionInBits: precisionInBits)
    let normalizer = Normalizer(evaluator, .plain)
    let slack = try normalizer.polynomial(of: comparison)
    let table = normalizer.table
    var least = try slack.value(at: centre, table)
    var hessian: [DyadicInterval] = []
    for i in node.freeParameters {
      let slope = slack.derivative(in: table.number(of: .term(.parameter(i))))
      let distance = try node.distances(from: centre, in: i)
      let value = try slope.value(at: centre, table)
      least = least + min(value * distance.lower, value * distance.upper)
      for j in node.freeParameters where i <= j {
        let bend = slope.derivative(in: table.number(of: .term(.parameter(j))))
        hessian.append(try normalizer.range(of: bend))
      }
    }
    try evaluator.calculator.requirePositiveSemidefinite(
      packed: hessian, size: node.freeParameters.count)
    guard comparison.relation.isStrict ? least.sign > 0 : least.sign >= 0 else {
      throw .refused("the slack may be as low as \(least)")
    }
    return Lemma(node, believing: normalizer.axioms)
  }

  /// Algebra: as quotients of polynomials, the goal follows from assumptions with weights.
  public static func algebra(
    _ node: Node, weights: [Weight], precisionInBits: Int
  ) throws(KernelError) -> Lemma {
    guard case .comparison(let comparison) = node.goal else {
      throw .refused("only a comparison is a matter of algebra")
    }
    let axioms = try node.requireAlgebraically(
      comparison, weights: weights, precisionInBits: precisionInBits)
    return Lemma(node, believing: axioms)
  }

  /// The goal is an instance of a theorem about models.
  public static func instance(
    _ node: Node, of theorem: any ModelTheorem, precisionInBits: Int
  ) throws(KernelError) -> Lemma {
    try theorem.require(node.goal, by: try node.evaluator(precisionInBits: precisionInBits))
    return Lemma(node, believing: [theorem.axiom])
  }

  /// Nothing is shown; the box is counted.
  public static func open(_ node: Node) -> Lemma {
    Lemma(node, openBoxes: 1)
  }

  /// Split: a node holds if its two parts do.
  public static func split(_ lower: Lemma, _ upper: Lemma) throws(KernelError) -> Lemma {
    guard case .part(let parent) = lower.node.origin,
      case .part(let other) = upper.node.origin, parent === other,
      lower.node.isLowerNeighbour(of: upper.node, in: parent)
    else { throw .refused("the two parts do not make up one node") }
    return Lemma(parent, from: [lower, upper])
  }

  /// Cases, conditions: a node holds if it does in both cases, or if what it was left with does.
  public static func premises(_ lemmas: [Lemma]) throws(KernelError) -> Lemma {
    guard case .premise(let premises, _) = lemmas.first?.node.origin,
      premises.count == lemmas.count,
      lemmas.enumerated().allSatisfy({ index, lemma in
        guard case .premise(let other, index) = lemma.node.origin else { return false }
        return other === premises
      })
    else { throw .refused("the parts are not all that one step leaves, in their order") }
    return Lemma(premises.parent, from: lemmas)
  }

  /// Monotone, through, reciprocal: a node holds if what is left of it by `fixing`, `through` or
  /// `reciprocal` does.
  public static func remainder(_ lemma: Lemma) throws(KernelError) -> Lemma {
    guard case .remainder(let parent) = lemma.node.origin else {
      throw .refused("the node is not the remainder of another")
    }
    return Lemma(parent, from: [lemma])
  }
}

extension Node {
  /// The goal, where it is an inequality.
  fileprivate var inequality: Comparison {
    get throws(KernelError) {
      guard case .comparison(let comparison) = goal, comparison.relation != .equal else {
        throw .refused("the goal is not an inequality")
      }
      return comparison
    }
  }

  /// Whether some usable assumption certainly fails at a point of the box.
  fileprivate func excludes(_ point: [Fraction], precisionInBits: Int) -> Bool {
    guard let evaluator = try? evaluator(at: point, precisionInBits: precisionInBits)
    else { return false }
    return assumptions.indices.contains { index in
      isUsable(index) && (try? evaluator.holds(assumptions[index])) == false
    }
  }

  /// The ends of the range of a parameter, as seen from a point.
  fileprivate func distances(
    from centre: [Fraction], in parameter: Int
  ) throws(KernelError) -> (lower: Fraction, upper: Fraction) {
    let range = box.ranges[parameter]
    guard let upper = range.upper else {
      throw .refused("the range of parameter \(parameter + 1) has no end on this box")
    }
    return (range.lower - centre[parameter], upper - centre[parameter])
  }

  /// Requires that the slack of the goal at a point plus slopes times distances is certainly above
  /// zero.
  ///
  /// Without a point: at the middle, with the slopes on the box. At a given point with the slopes
  /// there, which needs a slack that is convex on the box.
  fileprivate func requireAboveTangent(
    at given: [Fraction]?, precisionInBits: Int
  ) throws(KernelError) {
    let comparison = try inequality
    if let given { try requireInBox(given) }
    let (free, known, order) = (freeParameters, factsWithoutAssumptions, given == nil ? 0 : 1)
    let evaluator = try evaluator(
      facts: known, precisionInBits: precisionInBits, order: order + 1, variables: free)
    let calculator = evaluator.calculator
    let slack = try evaluator.slack(of: comparison)
    let (centre, isDefinite): ([Fraction], Bool)
    if let given {
      isDefinite = try calculator.requirePositiveSemidefinite(
        packed: slack.second, size: free.count)
      centre = given
    } else {
      (centre, isDefinite) = (try box.midpoint, false)
    }
    let tangent = try self.evaluator(
      at: centre, facts: known, precisionInBits: precisionInBits, order: order, variables: free,
      isTangent: true
    ).slack(of: comparison)
    var total = tangent.value
    for (parameter, slope) in zip(free, given == nil ? slack.first : tangent.first) {
      let ends = try distances(from: centre, in: parameter)
      let distance = try calculator.interval(Box.Range(lower: ends.lower, upper: ends.upper))
      total = try calculator.add(total, try calculator.multiply(slope, distance))
    }
    let isStrict =
      comparison.relation.isStrict
      && !(isDefinite && excludes(centre, precisionInBits: precisionInBits))
    guard isStrict ? total.isPositive : total.isNonnegative else {
      throw .refused("the slack may not be above zero everywhere")
    }
  }

  fileprivate func requireInBox(_ point: [Fraction]) throws(KernelError) {
    guard box.contains(point) else { throw .refused("the point is not in the box") }
  }

  /// Whether this and another part of a node meet and make up the whole.
  fileprivate func isLowerNeighbour(of upper: Node, in parent: Node) -> Bool {
    let differing = box.ranges.indices.filter { box.ranges[$0] != upper.box.ranges[$0] }
    guard differing.count == 1, let parameter = differing.first else { return false }
    let gap = Fraction(splitsAtIntegers(parameter) ? 1 : 0)
    let (below, whole) = (box.ranges[parameter], parent.box.ranges[parameter])
    let above = upper.box.ranges[parameter]
    return below.lower == whole.lower && above.upper == whole.upper
      && below.upper.map { $0 + gap } == above.lower
  }
}

extension Calculator {
  /// Requires that every symmetric matrix in an interval matrix is positive semidefinite: Gaussian
  /// elimination with positive pivots; rows that are nothing but a pivot >= 0 are left out
  /// (docs/proof-rules.md, section 7).
  ///
  /// - Returns: whether each is positive definite, as no row was left out.
  @discardableResult public func requirePositiveSemidefinite(
    packed: [DyadicInterval], size: Int
  ) throws(KernelError) -> Bool {
    var rows: [[DyadicInterval]] = []
    var position = 0
    for i in 0..<size {
      rows.append(Array(packed[position..<position + size - i]))
      position += size - i
    }
    // rows[i][j - i] holds the entry (i, j), i <= j.
    var pivots = 0
    for k in 0..<size {
      let pivot = rows[k][0]
      guard pivot.isPositive else {
        guard pivot.isNonnegative, rows[k].dropFirst().allSatisfy({ $0 == Self.zero }) else {
          throw .refused("the matrix may be indefinite")
        }
        continue
      }
      pivots += 1
      for i in k + 1..<max(size, k + 1) {
        for j in i..<size {
          let product = try multiply(rows[k][i - k], rows[k][j - k])
          rows[i][j - i] = try subtract(rows[i][j - i], try divide(product, pivot))
        }
      }
    }
    return pivots == size
  }
}
