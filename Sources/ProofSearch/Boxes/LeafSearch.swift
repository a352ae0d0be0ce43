import CertificateFormat
import Exact
import Kernel

/// The steps that may show the goal of a node at once, the cheapest first.
///
/// Rules that cannot show it, as far as doubles tell, are left out.
struct LeafSearch {
  private let node: Node
  private let answer: RuleFilter.Answer
  private let filter: RuleFilter?
  private let share: Fraction

  init(_ node: Node, share: Fraction, _ answer: RuleFilter.Answer, _ filter: RuleFilter?) {
    (self.node, self.share, self.answer, self.filter) = (node, share, answer, filter)
  }

  /// Candidates, stage by stage; a stage is worked out when it is asked for.
  var stages: [() -> [CertificateStep]] { [{ direct }, { algebra }, { convex }] }

  private var direct: [CertificateStep] {
    let outside = node.assumptions.indices.filter { answer.outside.hasBit($0) }
    // A goal about a problem has no filter.
    let theorems = filter == nil ? node.statement.theory.theorems : []
    return (answer.evaluate ? [.evaluate()] : []) + outside.map { .outside($0 + 1) }
      + theorems.map { .theorem($0.axiom.name) } + (answer.mean ? [.mean()] : [])
  }

  /// Weights are not worth looking for on boxes with a smaller share of the volume.
  private static let leastShare = Fraction(mantissa: BigInteger(1), exponent: -6)

  /// Without assumptions, with one of them, or with weights that fit at points.
  private var algebra: [CertificateStep] {
    guard case .comparison = node.goal else { return [] }
    let promising = filter?.algebra() ?? ~0
    let single = node.assumptions.indices.filter { promising.hasBit($0 + 1) }.map {
      CertificateStep.algebra([StepWeight(assumption: $0 + 1, weight: Fraction(1))])
    }
    let fitted =
      share >= Self.leastShare
      ? WeightSearch(node).weights.map { [CertificateStep.algebra($0)] } ?? [] : []
    return (promising.hasBit(0) ? [.algebra([])] : []) + single + fitted
  }

  /// Where the slack may be convex: near its minimum, the point nearest to zero, and the middle.
  private var convex: [CertificateStep] {
    let isConvex =
      filter?.convex() ?? true
      && node.hasConvexSlack(precisionInBits: ProofTree.precisionInBits)
    let isPolynomial = isPolynomial && filter?.convexPolynomial() ?? true
    guard isConvex || isPolynomial, let middle = try? node.box.midpoint else { return [] }
    let nearest = node.box.ranges.map { range in
      min(max(Fraction(0), range.lower), range.finitePart.upper)
    }
    let lowest = MinimumSearch(node, filter).point
    var seen: Set<[Fraction]> = []
    return [lowest, nearest, middle].compactMap { $0 }.filter { seen.insert($0).inserted }
      .flatMap { centre in
        (isPolynomial ? [.convexPolynomial(centre)] : []) + (isConvex ? [.convex(centre)] : [])
      }
  }

  /// Whether both sides are polynomials, as far as a look at their operations tells.
  private var isPolynomial: Bool {
    guard case .comparison(let comparison) = node.goal else { return false }
    return comparison.relation != .equal
      && [comparison.left, comparison.right].allSatisfy(isPolynomial)
  }

  private func isPolynomial(_ term: Term) -> Bool {
    switch term {
    case .number, .parameter: true
    case .unary(.negate, let a): isPolynomial(a)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b),
      .binary(.multiply, let a, let b), .binary(.divide, let a, let b):
      isPolynomial(a) && isPolynomial(b)
    case .binary(.power, let a, .number): isPolynomial(a)
    case .definition(let index):
      if case .term(let body) = node.statement.definitions[index] {
        isPolynomial(body)
      } else {
        false
      }
    default: false
    }
  }
}
