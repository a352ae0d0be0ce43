import CertificateFormat
import Concurrency
import Kernel
import Reals

/// Searches for a proof of a claim on its whole domain: largest open boxes first.
///
/// Untrusted: whatever it tries, only rules of the kernel make lemmas. In each round the largest
/// open boxes are examined on several threads, and what is found is recorded in their order, so
/// that the number of threads changes nothing but the time.
final class BoxSearch {
  /// Boxes that each strategy may examine before the best of them gets the whole budget.
  static let trialBoxes = 250

  /// What is done with every goal at once, before anything else is tried.
  struct Strategy: Sendable {
    /// Whether functions on both sides are taken off.
    var takesOffFunctions: Bool
    /// Whether absolute values, minima, maxima and conditions are decided case by case.
    var distinguishesCases: Bool
    /// The power P with which y^-P replaces a parameter without end, if one is replaced.
    var reciprocalPower: Int?

    /// Nothing is done at once.
    static let plain = Strategy(takesOffFunctions: false, distinguishesCases: false)

    /// The plain ones first.
    static let all = [nil, 1, 2].flatMap { power in
      [true, false].flatMap { functions in
        [true, false].map {
          Strategy(
            takesOffFunctions: functions, distinguishesCases: $0, reciprocalPower: power)
        }
      }
    }

    /// Cases and functions are taken up first or not at all; without cases or ranges without end
    /// there is less to try.
    static func all(for root: Node) -> [Strategy] {
      let hasCases =
        (try? root.distinguished(precisionInBits: ProofTree.precisionInBits)) != nil
      let isEndless = root.box.ranges.contains { $0.upper == nil }
      return all.filter {
        (hasCases || !$0.distinguishesCases) && (isEndless || $0.reciprocalPower == nil)
      }
    }
  }

  /// An open vertex of the tree.
  private struct OpenVertex {
    let vertex: ProofTree.Vertex
    let task: BoxExaminer.Task
  }

  /// The most boxes of a round.
  private static let roundSize = 256

  private let tree: ProofTree
  private let examiner: BoxExaminer
  private var budget: SearchBudget
  private var heap = BoxHeap<OpenVertex>()
  /// The boxes that were examined.
  private(set) var examinedBoxes = 0

  /// Whether nothing is left to examine: boxes that are open are too small or have no next step.
  var isStuck: Bool { heap.isEmpty }

  init(
    _ tree: ProofTree, names: CertificateNames, strategy: Strategy, budget: SearchBudget
  ) {
    self.tree = tree
    examiner = BoxExaminer(names: names, strategy: strategy)
    self.budget = budget
  }

  /// Works on the open vertices of the tree until none is left or the budget is spent.
  func run() {
    for vertex in tree.openVertices {
      insert(vertex, BoxExaminer.Task(vertex.node, share: vertex.share))
    }
    while budget.boxes > 0, !heap.isEmpty, !budget.isExpired() {
      var round: [OpenVertex] = []
      while round.count < min(Self.roundSize, budget.boxes), let open = heap.removeFirst() {
        round.append(open)
      }
      budget.boxes -= round.count
      examinedBoxes += round.count
      for (open, finding) in zip(round, findings(round.map(\.task))) {
        guard let finding else { continue }
        tree.record(finding.step, finding.effect, at: open.vertex)
        for (child, task) in zip(open.vertex.children, finding.children) { insert(child, task) }
      }
    }
  }

  private func findings(_ tasks: [BoxExaminer.Task]) -> [BoxExaminer.Finding?] {
    let (examiner, isExpired) = (examiner, budget.isExpired)
    let workspace: @Sendable () -> TapeWorkspace? = { nil }
    return parallelMap(count: tasks.count, jobs: budget.jobs, workspace: workspace()) {
      workspace, index in
      isExpired() ? nil : examiner.finding(tasks[index], &workspace)
    }
  }

  private func insert(_ vertex: ProofTree.Vertex, _ task: BoxExaminer.Task) {
    heap.insert(
      OpenVertex(vertex: vertex, task: task), priority: task.share.approximateDouble)
  }
}
