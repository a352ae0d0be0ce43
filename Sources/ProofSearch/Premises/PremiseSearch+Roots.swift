import CertificateFormat
import Kernel

extension PremiseSearch {
  /// Shows that roots exist, by the signs at their ends, and returns what is left;
  /// those for which that fails stay as they are.
  mutating func solveRoots(
    _ roots: [Int], at vertex: ProofTree.Vertex
  ) -> ProofTree.Vertex {
    var place = vertex
    for root in roots {
      for relation in [Relation.lessOrEqual, .greaterOrEqual] {
        let step = CertificateStep.solution(names.definitions[root], relation)
        guard let next = rest(after: step, at: place) else { continue }
        place = next
        break
      }
    }
    return place
  }

  /// By whether a root of the goal is positive.
  mutating func showByRootSigns(_ vertex: ProofTree.Vertex, depth: Int) -> Bool {
    let node = vertex.node
    for root in node.rootsOfGoal where node.isSolved(root) {
      let comparison = Term.definition(root).compared(.greater, 0)
      let opposite = Term.definition(root).compared(.lessOrEqual, 0)
      guard !node.assumptions.contains(where: { $0 == comparison || $0 == opposite }),
        apply(.either(names.text(of: comparison)), to: vertex)
      else { continue }
      var isShown = true
      for part in vertex.children where isShown { isShown = show(part, depth: depth + 1) }
      return isShown || reopen(vertex)
    }
    return false
  }
}

extension Node {
  /// The definitions that are roots on which the goal depends, in their order.
  var rootsOfGoal: [Int] {
    guard case .comparison(let goal) = goal else { return [] }
    return statement.roots(in: goal.sides)
  }

  /// Those of them that are not known to exist.
  var openRoots: [Int] {
    rootsOfGoal.filter { root in
      !isSolved(root) && !factsInForce.contains { $0.definition == root && $0.isRoot }
    }
  }
}
