import CertificateFormat
import Exact
import Kernel

/// A proof on a domain while it grows: nodes, the steps that were applied to them, and what is
/// still open.
final class ProofTree {
  /// The precision of every step.
  static let precisionInBits = 64
  /// The most steps with children above a vertex of a tree that is read back.
  static let largestDepth = 1000

  /// A node and what has become of it.
  final class Vertex {
    fileprivate(set) var node: Node
    fileprivate var facts: [CertificateStep] = []
    fileprivate var step: CertificateStep?
    fileprivate var outcome = Outcome.open
    /// The share of the volume of the root.
    let share: Fraction
    let depth: Int

    fileprivate init(_ node: Node, share: Fraction, depth: Int) {
      (self.node, self.share, self.depth) = (node, share, depth)
    }

    var children: [Vertex] {
      if case .split(let children, _) = outcome { children } else { [] }
    }
  }

  fileprivate enum Outcome {
    case open
    case shown(Lemma)
    case split([Vertex], join: StepAction.Join)
  }

  let top: Vertex
  private let names: CertificateNames

  /// A tree that begins with these facts, as far as the rules allow them.
  init(root: Node, names: CertificateNames, facts: [CertificateStep] = []) {
    top = Vertex(root, share: Fraction(1), depth: 0)
    self.names = names
    for fact in facts { _ = apply(fact, to: top) }
  }

  /// A tree in which these steps show the goal of a node; `nil` where they do not.
  convenience init?(root: Node, names: CertificateNames, steps: [CertificateStep]) {
    self.init(root: root, names: names)
    resume(steps)
    guard openVertices.isEmpty else { return nil }
  }

  private init(_ top: Vertex, names: CertificateNames) { (self.top, self.names) = (top, names) }

  /// The part of the tree from a vertex on; its vertices are those of the tree.
  func part(at vertex: Vertex) -> ProofTree { ProofTree(vertex, names: names) }

  /// Applies a step; `false` leaves the vertex as it was, because a rule refused.
  func apply(_ step: CertificateStep, to vertex: Vertex) -> Bool {
    guard let effect = Self.effect(of: step, on: vertex.node, names) else { return false }
    record(step, effect, at: vertex)
    return true
  }

  /// Takes back the step that was applied to a vertex.
  func reopen(_ vertex: Vertex) { (vertex.step, vertex.outcome) = (nil, .open) }

  /// Puts a proof of the same node in the place of an open vertex.
  func graft(_ other: ProofTree, onto vertex: Vertex) {
    (vertex.node, vertex.facts) = (other.top.node, vertex.facts + other.top.facts)
    (vertex.step, vertex.outcome) = (other.top.step, other.top.outcome)
  }

  /// What a step leads to, or `nil` where a rule refuses.
  static func effect(
    of step: CertificateStep, on node: Node, _ names: CertificateNames
  ) -> StepEffect? {
    try? step.effect(
      at: StepPlace(node, names, precisionInBits: precisionInBits))
  }

  /// Writes down a step with what it led to.
  func record(_ step: CertificateStep, _ effect: StepEffect, at vertex: Vertex) {
    switch effect {
    case .fact(let node):
      vertex.node = node
      vertex.facts.append(step)
    case .leaf(let lemma):
      vertex.step = step
      vertex.outcome = .shown(lemma)
    case .children(let nodes, let join):
      let shares = vertex.node.shares(of: nodes)
      vertex.step = step
      vertex.outcome = .split(
        zip(nodes, shares).map {
          Vertex($0, share: vertex.share * $1, depth: vertex.depth + 1)
        }, join: join)
    }
  }

  /// Applies the steps of a proof of the same goal, without its scope, in their order, as far as
  /// they go.
  ///
  /// What does not fit, because the theorem file has changed or the file is damaged, stays open.
  func resume(_ steps: some Sequence<CertificateStep>) {
    var waiting = [top]
    for step in steps {
      if case .precision(let bits) = step.action {
        guard bits == Self.precisionInBits else { return }
        continue
      }
      guard let vertex = waiting.popLast() else { return }
      if step == .open() { continue }
      guard vertex.depth < Self.largestDepth, apply(step, to: vertex) else { return }
      switch vertex.outcome {
      case .open: waiting.append(vertex)
      case .shown: break
      case .split(let children, _): waiting += children.reversed()
      }
    }
  }

  /// The vertices that are open.
  var openVertices: [Vertex] {
    var (found, waiting): ([Vertex], [Vertex]) = ([], [top])
    while let vertex = waiting.popLast() {
      if case .open = vertex.outcome { found.append(vertex) }
      waiting += vertex.children.reversed()
    }
    return found
  }

  /// The steps that show the goal of the root where nothing is open, without a scope.
  func steps() throws(KernelError) -> [CertificateStep] {
    var (steps, open): ([CertificateStep], [OpenBox]) = ([], [])
    _ = try assemble(top, within: [], &steps, &open)
    return steps
  }

  /// What is shown, with the steps of a certificate; open boxes are listed.
  func proof() throws(KernelError) -> DomainProof {
    var steps = [CertificateStep.domain(), .precision(Self.precisionInBits)]
    var open: [OpenBox] = []
    let (lemma, openShare) = try assemble(top, within: [], &steps, &open)
    return DomainProof(
      theorem: try Theorem.domain(lemma), steps: steps, open: open, openShare: openShare)
  }

  /// The failure of a claim at a point where its contrary is shown, with the steps of a
  /// certificate.
  func refutation(
    at point: [Fraction]
  ) throws(KernelError) -> (theorem: Theorem, steps: [CertificateStep]) {
    var steps = [CertificateStep.contrary(point), .precision(Self.precisionInBits)]
    var open: [OpenBox] = []
    let (lemma, _) = try assemble(top, within: [], &steps, &open)
    return (try Theorem.fails(contrary: lemma, precisionInBits: Self.precisionInBits), steps)
  }

  private func assemble(
    _ vertex: Vertex, within larger: [Node], _ steps: inout [CertificateStep],
    _ open: inout [OpenBox]
  ) throws(KernelError) -> (lemma: Lemma, openShare: Fraction) {
    steps += vertex.facts
    steps.append(vertex.step ?? .open())
    switch vertex.outcome {
    case .open:
      open.append(OpenBox(vertex.node, share: vertex.share, within: larger))
      return (Lemma.open(vertex.node), vertex.share)
    case .shown(let lemma): return (lemma, Fraction(0))
    case .split(let children, let join):
      var shown: [(lemma: Lemma, openShare: Fraction)] = []
      let larger = larger + [vertex.node]
      for child in children {
        shown.append(try assemble(child, within: larger, &steps, &open))
      }
      let openShare = shown.reduce(Fraction(0)) { $0 + $1.openShare }
      return (try join(shown.map(\.lemma)), min(vertex.share, openShare))
    }
  }
}
