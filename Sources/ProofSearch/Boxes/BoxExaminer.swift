import CertificateFormat
import Exact
import Kernel

/// Finds the step with which the proof goes on from a node.
///
/// Doubles choose the rules that are worth asking for; every step is one that the kernel has
/// accepted.
struct BoxExaminer: Sendable {
  /// A node with its goal and box in doubles, where they can be had; not of a box without end.
  final class Task: Sendable {
    let node: Node
    let goal: GoalTape?
    let box: DoubleBox?
    let shape: GoalShape
    /// The share of the volume of the root.
    let share: Fraction

    /// A node whose goal is not known yet.
    init(_ node: Node, share: Fraction) {
      (self.node, self.share) = (node, share)
      goal = GoalTape(node)
      box = goal.flatMap { _ in DoubleBox(node.box) }
      shape = GoalShape(node)
    }

    /// A node with the goal of another.
    init(_ node: Node, share: Fraction, like other: Task) {
      (self.node, self.share) = (node, share)
      (goal, shape) = (other.goal, other.shape)
      box = goal.flatMap { _ in
        DoubleBox(node.box, near: other.box.map { (other.node.box, $0) })
      }
    }
  }

  /// A step that the kernel has accepted.
  struct Finding: Sendable {
    let step: CertificateStep
    let effect: StepEffect
    /// What is left to be examined.
    let children: [Task]
  }

  let names: CertificateNames
  let strategy: BoxSearch.Strategy

  /// The first step that the kernel accepts, the cheapest tried first; `nil` where all are refused.
  func finding(_ task: Task, _ workspace: inout TapeWorkspace?) -> Finding? {
    let node = task.node
    func tried(_ steps: [CertificateStep]) -> Finding? {
      for step in steps {
        if let finding = finding(step, task) { return finding }
      }
      return nil
    }
    if strategy.distinguishesCases, task.shape.hasBranches, let finding = tried([.cases()]) {
      return finding
    }
    if strategy.takesOffFunctions, let finding = tried(task.shape.functions) { return finding }
    if let power = strategy.reciprocalPower, let finding = tried(reciprocal(power, task)) {
      return finding
    }
    let filter = filter(task, &workspace)
    let answer = filter?.answer() ?? .unknown
    for stage in LeafSearch(node, share: task.share, answer, filter).stages {
      if let finding = tried(stage()) { return finding }
    }
    let free = node.box.ranges.indices.filter { !node.box.ranges[$0].isPoint }
    if case .comparison = node.goal {
      let monotone = free.filter { answer.monotone.hasBit($0) && mayFix($0, task) }
      let steps = monotone.map { CertificateStep.monotone(names.parameters[$0]) }
      if let finding = tried(steps) { return finding }
    }
    guard let parameter = answer.widest ?? widest(free, of: node) else { return nil }
    let value = SplitPoint.value(
      in: node.box.ranges[parameter], isInteger: node.splitsAtIntegers(parameter))
    return finding(.split(names.parameters[parameter], value), task)
  }

  /// The step that replaces the first parameter without end on which the goal depends; before it,
  /// one that cuts off what is not positive.
  private func reciprocal(_ power: Int, _ task: Task) -> [CertificateStep] {
    let node = task.node
    let endless = node.box.ranges.indices.first {
      node.box.ranges[$0].upper == nil && task.goal?.dependence.hasBit($0) ?? true
    }
    guard let parameter = endless else { return [] }
    let (name, range) = (names.parameters[parameter], node.box.ranges[parameter])
    if range.lower.sign > 0 { return [.reciprocal(name, power)] }
    let isInteger = node.splitsAtIntegers(parameter)
    return [.split(name, SplitPoint.value(in: range, isInteger: isInteger))]
  }

  /// Not where the parameter is a reciprocal that comes down to 0 and the goal, being strict, may
  /// fail at 0 alone: nothing is assumed of what is fixed.
  private func mayFix(_ parameter: Int, _ task: Task) -> Bool {
    guard task.node.replaced[parameter] != nil, let goal = task.goal, goal.isStrict,
      goal.dependence.hasBit(parameter)
    else { return true }
    return task.node.box.ranges[parameter].lower.sign > 0
  }

  private func filter(_ task: Task, _ workspace: inout TapeWorkspace?) -> RuleFilter? {
    guard let goal = task.goal, let box = task.box else { return nil }
    let fitting =
      if let known = workspace, known.fits(goal.tape) { known } else {
        TapeWorkspace(for: goal.tape)
      }
    workspace = fitting
    let fixed = task.node.moved.keys.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return RuleFilter(goal, on: box, fixed: fixed, fitting)
  }

  /// What the kernel makes of a step, if it accepts it.
  private func finding(_ step: CertificateStep, _ task: Task) -> Finding? {
    guard
      let effect = ProofTree.effect(of: step, on: task.node, names)
    else { return nil }
    guard case .children(let nodes, _) = effect else {
      return Finding(step: step, effect: effect, children: [])
    }
    let keepsGoal = [CertificateStep.split.keyword, CertificateStep.monotone.keyword]
      .contains(step.keyword)
    let children = zip(nodes, task.node.shares(of: nodes)).map { node, part in
      let share = task.share * part
      return keepsGoal ? Task(node, share: share, like: task) : Task(node, share: share)
    }
    return Finding(step: step, effect: effect, children: children)
  }

  /// The parameter along which the slack may change most.
  private func widest(_ candidates: [Int], of node: Node) -> Int? {
    let slopes = try? node.enclosedSlopes(precisionInBits: ProofTree.precisionInBits)
    func change(_ parameter: Int) -> Fraction {
      let range = node.box.ranges[parameter].finitePart
      let slope = try? slopes?.first { $0.parameter == parameter }?.slope.absolute.upper.fraction
      return (range.upper - range.lower) * (slope ?? Fraction(1))
    }
    return candidates.max { change($0) < change($1) }
  }
}

extension UInt64 {
  /// Whether a bit is set; one beyond the word counts as set.
  func hasBit(_ index: Int) -> Bool { index >= 64 || self >> UInt64(index) & 1 == 1 }
}
