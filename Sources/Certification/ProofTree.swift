import CertificateFormat
import Kernel

/// A proof on a domain while it grows: situations, the steps that were applied to them, and what is
/// still open.
final class ProofTree {
  /// The precision of every step.
  static let precisionInBits = 64
  /// The most steps with children above a node of a tree that is read back.
  static let largestDepth = 1000

  /// A situation and what has become of it.
  final class Node {
    fileprivate(set) var situation: Situation
    fileprivate var facts: [CertificateStep] = []
    fileprivate var step: CertificateStep?
    fileprivate var outcome = Outcome.open
    let depth: Int

    fileprivate init(_ situation: Situation, depth: Int) {
      self.situation = situation
      self.depth = depth
    }

    var children: [Node] {
      if case .split(let children, _) = outcome { children } else { [] }
    }
  }

  fileprivate enum Outcome {
    case open
    case shown(Lemma)
    case split([Node], join: StepReplay.Join)
  }

  let top: Node
  private let replay: StepReplay

  init(root: Situation, names: CertificateNames) {
    top = Node(root, depth: 0)
    replay = StepReplay(names: names)
  }

  /// Applies a step; `false` leaves the node as it was, because a rule refused.
  func apply(_ step: CertificateStep, to node: Node) -> Bool {
    guard let effect = Self.effect(of: step, on: node.situation, replay) else { return false }
    record(step, effect, at: node)
    return true
  }

  /// What a step leads to, or `nil` where a rule refuses.
  static func effect(
    of step: CertificateStep, on situation: Situation, _ replay: StepReplay
  ) -> StepReplay.Effect? {
    try? replay.effect(
      of: Certificate.NumberedStep(step), on: situation, precisionInBits: precisionInBits)
  }

  /// Writes down a step with what it led to.
  func record(_ step: CertificateStep, _ effect: StepReplay.Effect, at node: Node) {
    switch effect {
    case .fact(let situation):
      node.situation = situation
      node.facts.append(step)
    case .leaf(let lemma):
      node.step = step
      node.outcome = .shown(lemma)
    case .children(let situations, let join):
      node.step = step
      node.outcome = .split(
        situations.map { Node($0, depth: node.depth + 1) }, join: join)
    }
  }

  /// Applies the steps of an earlier proof of the same claim, in their order, as far as they go.
  ///
  /// What does not fit, because the theorem file has changed or the file is damaged, stays open.
  func resume(_ steps: [CertificateStep]) {
    var waiting = [top]
    for step in steps.dropFirst() {
      if case .precision(let bits) = step {
        guard bits == Self.precisionInBits else { return }
        continue
      }
      guard let node = waiting.popLast() else { return }
      if case .open = step { continue }
      guard node.depth < Self.largestDepth, apply(step, to: node) else { return }
      switch node.outcome {
      case .open: waiting.append(node)
      case .shown: break
      case .split(let children, _): waiting += children.reversed()
      }
    }
  }

  /// The nodes that are open.
  var openNodes: [Node] {
    var (found, waiting): ([Node], [Node]) = ([], [top])
    while let node = waiting.popLast() {
      if case .open = node.outcome { found.append(node) }
      waiting += node.children.reversed()
    }
    return found
  }

  /// What is shown, with the steps of a certificate; open boxes are listed.
  func proof() throws(KernelError) -> DomainProof {
    var steps = [CertificateStep.domain, .precision(Self.precisionInBits)]
    var open: [OpenBox] = []
    let lemma = try assemble(top, within: [], &steps, &open)
    return DomainProof(theorem: try Theorem.domain(lemma), steps: steps, open: open)
  }

  private func assemble(
    _ node: Node, within larger: [Situation], _ steps: inout [CertificateStep],
    _ open: inout [OpenBox]
  ) throws(KernelError) -> Lemma {
    steps += node.facts
    steps.append(node.step ?? .open)
    switch node.outcome {
    case .open:
      open.append(OpenBox(node.situation, within: larger))
      return Lemma.open(node.situation)
    case .shown(let lemma): return lemma
    case .split(let children, let join):
      var lemmas: [Lemma] = []
      let larger = larger + [node.situation]
      for child in children {
        lemmas.append(try assemble(child, within: larger, &steps, &open))
      }
      return try join(lemmas)
    }
  }
}
