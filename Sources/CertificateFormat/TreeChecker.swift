import Kernel

/// Replays the nodes of a `domain` section, without recursion.
struct TreeChecker {
  /// The most steps with children between the root and a leaf.
  static let largestDepth = 10_000

  let names: CertificateNames
  let root: Node

  /// A step with children: those that still wait, and what is shown so far.
  private struct Pending {
    var waiting: [Node]
    var shown: [Lemma] = []
    let join: StepAction.Join
  }

  func check(_ steps: [Certificate.NumberedStep]) throws(CertificateRejection) -> Theorem {
    var pending: [Pending] = []
    var current: Node? = root
    var precisionInBits = initialPrecisionInBits
    var finished: Lemma?
    var lastLine = steps.first?.line ?? 0
    for numbered in steps.dropFirst() {
      let line = numbered.line
      lastLine = line
      if case .precision(let bits) = numbered.step.action {
        precisionInBits = bits
        continue
      }
      guard let node = current else {
        throw CertificateRejection(line, "the proof of the claim is already complete")
      }
      (current, finished) = try rejecting(at: line) {
        try apply(numbered, to: node, precisionInBits, &pending)
      }
    }
    guard let finished else {
      throw CertificateRejection(lastLine, "the proof of the claim stops before it is complete")
    }
    return try rejecting(at: lastLine) { try Theorem.domain(finished) }
  }

  /// The node that comes next, or what is shown of the root when none is left.
  private func apply(
    _ numbered: Certificate.NumberedStep, to node: Node, _ precisionInBits: Int,
    _ pending: inout [Pending]
  ) throws -> (Node?, Lemma?) {
    let place = StepPlace(
      node, names, line: numbered.line, precisionInBits: precisionInBits)
    switch try numbered.step.effect(at: place) {
    case .fact(let extended): return (extended, nil)
    case .children(let children, let join):
      guard pending.count < Self.largestDepth else {
        throw CertificateRejection(
          numbered.line, "steps nest more than \(Self.largestDepth) deep")
      }
      pending.append(Pending(waiting: Array(children.dropFirst()), join: join))
      return (children.first, nil)
    case .leaf(let lemma): return try close(lemma, &pending)
    }
  }

  /// Joins what is shown until a child waits or the root is reached.
  private func close(
    _ lemma: Lemma, _ pending: inout [Pending]
  ) throws(KernelError) -> (Node?, Lemma?) {
    var lemma = lemma
    while var top = pending.popLast() {
      top.shown.append(lemma)
      if let next = top.waiting.first {
        top.waiting.removeFirst()
        pending.append(top)
        return (next, nil)
      }
      lemma = try top.join(top.shown)
    }
    return (nil, lemma)
  }
}
