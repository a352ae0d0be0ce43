import Exact
import Kernel

/// Replays the nodes of a `domain` or a `contrary` section, without recursion.
struct TreeChecker {
  /// The most steps with children between the root and a leaf.
  static let largestDepth = 10_000

  private let names: CertificateNames
  /// Whether the contrary of the claim is shown at a point.
  private let isContrary: Bool
  /// The node that the next step is about, with its share of the volume of the root.
  private var current: (node: Node, share: Fraction)?
  private var pending: [Pending] = []
  private var finished: (lemma: Lemma, openShare: Fraction)?

  /// A step with children: those that still wait, and what is shown so far.
  private struct Pending {
    let share: Fraction
    var waiting: ArraySlice<(node: Node, share: Fraction)>
    var shown: [Lemma] = []
    var openShare = Fraction(0)
    let join: StepAction.Join
  }

  init(names: CertificateNames, root: Node, isContrary: Bool = false) {
    (self.names, current) = (names, (root, Fraction(1)))
    self.isContrary = isContrary
  }

  mutating func check(
    _ steps: [Certificate.NumberedStep]
  ) throws(CertificateRejection) -> CheckedTheorem {
    var precisionInBits = initialPrecisionInBits
    var lastLine = steps.first?.line ?? 0
    for numbered in steps.dropFirst() {
      lastLine = numbered.line
      if case .precision(let bits) = numbered.step.action {
        precisionInBits = bits
        continue
      }
      guard let (node, share) = current else {
        throw CertificateRejection(lastLine, "the proof of the claim is already complete")
      }
      let place = StepPlace(node, names, line: lastLine, precisionInBits: precisionInBits)
      try rejecting(at: lastLine) { try apply(try numbered.step.effect(at: place), place, share) }
    }
    guard let finished else {
      throw CertificateRejection(lastLine, "the proof of the claim stops before it is complete")
    }
    let theorem = try rejecting(at: lastLine) {
      try isContrary
        ? Theorem.fails(contrary: finished.lemma, precisionInBits: precisionInBits)
        : Theorem.domain(finished.lemma)
    }
    return CheckedTheorem(theorem: theorem, openShare: finished.openShare)
  }

  private mutating func apply(
    _ effect: StepEffect, _ place: StepPlace, _ share: Fraction
  ) throws {
    switch effect {
    case .fact(let extended): current = (extended, share)
    case .children(let children, let join):
      guard pending.count < Self.largestDepth else {
        throw CertificateRejection(place.line, "steps nest more than \(Self.largestDepth) deep")
      }
      let shares = place.node.shares(of: children).map { share * $0 }
      let waiting = zip(children, shares).map { (node: $0, share: $1) }
      current = waiting.first
      pending.append(Pending(share: share, waiting: waiting.dropFirst(), join: join))
    case .leaf(let lemma): try close(lemma, openShare: lemma.openBoxes > 0 ? share : Fraction(0))
    }
  }

  /// Joins what is shown until a child waits or the root is reached.
  private mutating func close(_ leaf: Lemma, openShare leafShare: Fraction) throws(KernelError) {
    var (lemma, openShare) = (leaf, leafShare)
    while var top = pending.popLast() {
      top.shown.append(lemma)
      top.openShare = min(top.share, top.openShare + openShare)
      current = top.waiting.popFirst()
      if current != nil { return pending.append(top) }
      (lemma, openShare) = (try top.join(top.shown), top.openShare)
    }
    (current, finished) = (nil, (lemma, openShare))
  }
}
