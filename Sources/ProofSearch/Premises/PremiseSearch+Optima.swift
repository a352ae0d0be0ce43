import CertificateFormat
import Exact
import Kernel

extension PremiseSearch {
  /// Shows the minima of problems by dual points, then the goal.
  mutating func showOptima(at vertex: ProofTree.Vertex, _ problems: [Int]) -> Bool {
    guard let problem = problems.first else { return show(vertex, depth: 0) }
    guard let groups = DualCandidates(of: problem, in: vertex.node.statement) else { return false }
    var choices = groups.groups.map { _ in 0 }
    while let witness = groups.witness(choices) {
      let texts = TermTexts(witness.map { names.text(of: $0) })
      guard apply(.dual(problem + 1, texts), to: vertex) else { return false }
      guard let failing = firstFailingPremise(of: vertex) else {
        return vertex.children.last.map { showOptima(at: $0, Array(problems.dropFirst())) } ?? false
      }
      tree.reopen(vertex)
      guard let group = DualCandidates.group(ofPremise: failing) else { return false }
      choices[group] += 1
    }
    return false
  }

  private mutating func firstFailingPremise(of vertex: ProofTree.Vertex) -> Int? {
    for (index, premise) in vertex.children.dropLast().enumerated() {
      guard show(premise, depth: 1) else { return index }
    }
    return nil
  }
}

/// Terms that may be the probabilities of a dual point of a layer-peeled problem.
struct DualCandidates {
  /// For each group of classes the candidates, in the order in which they are tried.
  let groups: [[Term]]

  /// `nil` where no theorem is about the problem.
  init?(of problem: Int, in statement: Statement) {
    let call = statement.problems[problem]
    guard statement.theory.duals.contains(where: { $0.model == call.model }) else { return nil }
    func number(_ name: String) -> Term? {
      if case .number(let term) = call.arguments[name] { term } else { nil }
    }
    guard let alpha = number("alpha"), let lambdaW = number("lambda_W"),
      let lambdaH = number("lambda_H")
    else { return nil }
    let (decays, count): (Term, Term)
    decays = lambdaW * lambdaH
    let shares: [Term]
    if case .list(let sizes) = call.arguments["class_sizes"], let first = sizes.first {
      count = .number(ExactDecimal(sizes.count))
      let total = sizes.dropFirst().reduce(first, +)
      let classCount = count
      shares = sizes.map { classCount * $0 / total }
    } else if let classCount = number("N") {
      (count, shares) = (classCount, [1])
    } else {
      return nil
    }
    let (others, isFree) = (count - 1, call.model == "unconstrained_features")
    let classCount = count
    groups = shares.map { share in
      let threshold =
        isFree
        ? 2 * others * (decays / classCount).squareRoot
        : 2 * (share == 1 ? others * decays : others * decays / share).squareRoot
      let apart = 1 - alpha * others / classCount - threshold
      let collapsed = 1 / classCount
      return [
        apart, collapsed,
        .conditional(apart.compared(.greater, collapsed), then: apart, else: collapsed),
      ]
    }
  }

  /// The terms of these choices; `nil` where a group has no more.
  func witness(_ choices: [Int]) -> [Term]? {
    let terms = zip(groups, choices).compactMap { $1 < $0.count ? $0[$1] : nil }
    return terms.count == groups.count ? terms : nil
  }

  /// The group that a premise is about; `nil` for those that are about the problem.
  static func group(ofPremise index: Int) -> Int? { index < 6 ? nil : (index - 6) / 7 }
}
