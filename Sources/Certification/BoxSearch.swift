import CertificateFormat
import Kernel

/// Searches for a proof of a claim on its whole domain: largest open box first.
///
/// Untrusted: whatever it tries, only rules of the kernel make lemmas.
final class BoxSearch {
  /// What is done with every goal at once, before anything else is tried.
  struct Strategy {
    /// Whether functions on both sides are taken off.
    var takesOffFunctions: Bool
    /// Whether absolute values, minima, maxima and conditions are decided case by case.
    var distinguishesCases: Bool

    static let all = [true, false].flatMap { functions in
      [true, false].map { Strategy(takesOffFunctions: functions, distinguishesCases: $0) }
    }
  }

  private let tree: ProofTree
  private let names: CertificateNames
  private let strategy: Strategy
  private var budget: SearchBudget

  init(
    _ tree: ProofTree, names: CertificateNames, strategy: Strategy, budget: SearchBudget
  ) {
    self.tree = tree
    self.names = names
    self.strategy = strategy
    self.budget = budget
  }

  /// Works on the open nodes of the tree until none is left or the budget is spent.
  func run() {
    var heap = Heap()
    for node in tree.openNodes.reversed() { heap.insert(node, priority: node.situation.share) }
    while let node = heap.removeFirst() {
      guard budget.boxes > 0, !budget.isExpired() else { return }
      budget.boxes -= 1
      examine(node)
      for child in node.children { heap.insert(child, priority: child.situation.share) }
    }
  }

  /// Open nodes by share, the largest first.
  private struct Heap {
    private var buckets: [Fraction: [ProofTree.Node]] = [:]
    private var order: [Fraction] = []

    mutating func insert(_ node: ProofTree.Node, priority: Fraction) {
      if buckets[priority] == nil {
        let position = order.firstIndex { $0 > priority } ?? order.endIndex
        order.insert(priority, at: position)
      }
      buckets[priority, default: []].append(node)
    }

    mutating func removeFirst() -> ProofTree.Node? {
      guard let largest = order.last, let node = buckets[largest]?.popLast() else { return nil }
      if buckets[largest]?.isEmpty == true {
        buckets[largest] = nil
        order.removeLast()
      }
      return node
    }
  }

  private func examine(_ node: ProofTree.Node) {
    let situation = node.situation
    func isApplied(_ step: CertificateStep) -> Bool { tree.apply(step, to: node) }
    if strategy.distinguishesCases, isApplied(.cases) { return }
    if strategy.takesOffFunctions, functions(of: situation).contains(where: isApplied) { return }
    if LeafSearch(situation).stages.contains(where: { $0().contains(where: isApplied) }) { return }
    let free = situation.box.ranges.indices.filter { !situation.box.ranges[$0].isPoint }
    if case .comparison = situation.goal,
      free.contains(where: { isApplied(.monotone(parameter: names.parameters[$0])) })
    {
      return
    }
    if let parameter = widest(free, of: situation) {
      let value = SplitPoint.value(
        in: situation.box.ranges[parameter], isInteger: situation.splitsAtIntegers(parameter))
      _ = isApplied(.split(parameter: names.parameters[parameter], at: value))
    }
  }

  /// Steps that take off a function of both sides, or of a term that is monotone; a square root from
  /// at least one.
  private func functions(of situation: Situation) -> [CertificateStep] {
    let sides: [Term] =
      switch situation.goal {
      case .comparison(let comparison): [comparison.left, comparison.right]
      case .derivative(let term, _, _): [term]
      }
    let hasSquareRoot = sides.contains { side in
      if case .unary(.squareRoot, _) = situation.statement.unfoldedAtTop(side) {
        true
      } else {
        false
      }
    }
    return StepReplay.functions.keys.sorted().filter { $0 != "sqrt" || hasSquareRoot }
      .map { .through($0) }
  }

  /// The parameter along which the slack may change most.
  private func widest(_ candidates: [Int], of situation: Situation) -> Int? {
    let slopes = try? situation.enclosedSlopes(precisionInBits: ProofTree.precisionInBits)
    func change(_ parameter: Int) -> Fraction {
      let range = situation.box.ranges[parameter].finitePart
      let slope = try? slopes?.first { $0.parameter == parameter }?.slope.absolute.upper.fraction
      return (range.upper - range.lower) * (slope ?? Fraction(1))
    }
    return candidates.max { change($0) < change($1) }
  }
}
