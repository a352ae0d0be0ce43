import CertificateFormat
import Exact
import Kernel

extension PremiseSearch {
  /// By a multiple of an equation, or by the goal with one side of it in the place of the other.
  mutating func showByEquations(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    let (node, all) = (vertex.node, equations)
    defer { equations = all }
    for index in all where node.isUsable(index) {
      equations = all.filter { $0 != index }
      let multiples = weights(index, node.multipliers(for: goal))
      if applyAlgebra(multiples.map { [$0] }, to: vertex) { return true }
      for other in node.assumptions[index].rewritings(of: goal) {
        guard let rest = assume(other, at: vertex, depth: depth + 1) else { continue }
        let whole = StepWeight(assumption: rest.node.assumptions.count, weight: Fraction(1))
        if applyAlgebra([[whole]] + multiples.map { [whole, $0] }, to: rest) { return true }
        tree.reopen(vertex)
      }
    }
    return false
  }

  private mutating func applyAlgebra(
    _ choices: [[StepWeight]], to vertex: ProofTree.Vertex
  ) -> Bool {
    for weights in choices where apply(.algebra(weights), to: vertex) { return true }
    return false
  }

  /// An equation with each of these multipliers and with its negative.
  private func weights(_ equation: Int, _ multipliers: [Term]) -> [StepWeight] {
    multipliers.flatMap { multiplier in
      [multiplier, 0 - multiplier].map { term in
        StepWeight(
          assumption: equation + 1,
          multiplier: .term(names.text(of: term).filter { $0 != " " }))
      }
    }
  }
}

extension Node {
  /// 1 and the factors of products in a goal: what an equation may be multiplied by.
  fileprivate func multipliers(for goal: Comparison) -> [Term] {
    [1] + factors(of: goal)
  }
}

extension Comparison {
  /// A comparison with one side of this equation in the place of the other, where that stands.
  func rewritings(of goal: Comparison) -> [Comparison] {
    [(left, right), (right, left)].compactMap { old, new in
      if case .number = old { return nil }
      let other = goal.left.replacing(old, by: new)
        .compared(goal.relation, goal.right.replacing(old, by: new))
      return other == goal ? nil : other
    }
  }
}
