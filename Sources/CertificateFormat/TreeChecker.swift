import Kernel

/// Replays the nodes of a `domain` section, without recursion.
struct TreeChecker {
  /// The most steps with children between the root and a leaf.
  static let largestDepth = 10_000

  let names: CertificateNames
  let root: Situation

  /// A step with children: those that still wait, and what is shown so far.
  private struct Pending {
    var waiting: [Situation]
    var shown: [Lemma] = []
  }

  func check(_ steps: [Certificate.NumberedStep]) throws(CertificateRejection) -> Theorem {
    var pending: [Pending] = []
    var current: Situation? = root
    var precisionInBits = initialPrecisionInBits
    var finished: Lemma?
    var lastLine = steps.first?.line ?? 0
    for numbered in steps.dropFirst() {
      let line = numbered.line
      lastLine = line
      if case .precision(let bits) = numbered.step {
        precisionInBits = bits
        continue
      }
      guard let situation = current else {
        throw CertificateRejection(line, "the proof of the claim is already complete")
      }
      do {
        (current, finished) = try apply(numbered, to: situation, precisionInBits, &pending)
      } catch let rejection as CertificateRejection {
        throw rejection
      } catch let error as KernelError {
        throw CertificateRejection(line, error.message)
      } catch {
        throw CertificateRejection(line, "\(error)")
      }
    }
    guard let finished else {
      throw CertificateRejection(lastLine, "the proof of the claim stops before it is complete")
    }
    do throws(KernelError) {
      return try Theorem.domain(finished)
    } catch {
      throw CertificateRejection(lastLine, error.message)
    }
  }

  /// The situation that comes next, or what is shown of the root when none is left.
  private func apply(
    _ numbered: Certificate.NumberedStep, to situation: Situation, _ precisionInBits: Int,
    _ pending: inout [Pending]
  ) throws -> (Situation?, Lemma?) {
    if let extended = try fact(numbered, situation, precisionInBits) { return (extended, nil) }
    if let children = try children(numbered, situation, precisionInBits) {
      guard pending.count < Self.largestDepth else {
        throw CertificateRejection(
          numbered.line, "steps nest more than \(Self.largestDepth) deep")
      }
      pending.append(Pending(waiting: Array(children.dropFirst())))
      return (children.first, nil)
    }
    return try close(try leaf(numbered, situation, precisionInBits), &pending)
  }

  /// Joins what is shown until a child waits or the root is reached.
  private func close(
    _ lemma: Lemma, _ pending: inout [Pending]
  ) throws(KernelError) -> (Situation?, Lemma?) {
    var lemma = lemma
    while var top = pending.popLast() {
      top.shown.append(lemma)
      if let next = top.waiting.first {
        top.waiting.removeFirst()
        pending.append(top)
        return (next, nil)
      }
      lemma =
        top.shown.count == 2
        ? try Lemma.split(top.shown[0], top.shown[1]) : try Lemma.remainder(top.shown[0])
    }
    return (nil, lemma)
  }

  private func fact(
    _ numbered: Certificate.NumberedStep, _ situation: Situation, _ precisionInBits: Int
  ) throws -> Situation? {
    let line = numbered.line
    switch numbered.step {
    case .boundByEvaluation(let name, let side, let value):
      return try situation.bounding(
        try names.definition(name, line), side, by: value, method: .evaluate,
        precisionInBits: precisionInBits)
    case .boundByAlgebra(let name, let side, let value, let weights):
      return try situation.bounding(
        try names.definition(name, line), side, by: value,
        method: .algebra(try CertificateStep.kernel(weights, line)),
        precisionInBits: precisionInBits)
    case .root(let name, let below, let around, let above):
      return try situation.enclosingRoot(
        try names.definition(name, line), below: below, around: around, above: above,
        precisionInBits: precisionInBits)
    case .narrow(let name, let a, let b):
      return try situation.narrowingRoot(
        try names.definition(name, line), a, b, precisionInBits: precisionInBits)
    default: return nil
    }
  }

  private func children(
    _ numbered: Certificate.NumberedStep, _ situation: Situation, _ precisionInBits: Int
  ) throws -> [Situation]? {
    switch numbered.step {
    case .split(let name, let value):
      let parts = try situation.split(try names.parameter(name, numbered.line), at: value)
      return [parts.lower, parts.upper]
    case .monotone(let name):
      return [
        try situation.fixing(
          monotone: try names.parameter(name, numbered.line), precisionInBits: precisionInBits)
      ]
    case .through(let name):
      guard let function = Self.functions[name] else {
        throw CertificateRejection(numbered.line, "there is no increasing function \(name)")
      }
      return [try situation.through(function, precisionInBits: precisionInBits)]
    default: return nil
    }
  }

  /// The functions that `through` may name.
  static let functions: [String: UnaryFunction] = [
    "log": .log, "exp": .exp, "sqrt": .squareRoot, "log1p": .log1p, "expm1": .expm1,
    "softplus": .softplus, "sigmoid": .sigmoid,
  ]

  private func leaf(
    _ numbered: Certificate.NumberedStep, _ situation: Situation, _ precisionInBits: Int
  ) throws -> Lemma {
    switch numbered.step {
    case .evaluate: return try Lemma.evaluate(situation, precisionInBits: precisionInBits)
    case .outside(let assumption):
      return try Lemma.outside(
        situation, assumption: assumption - 1, precisionInBits: precisionInBits)
    case .mean: return try Lemma.mean(situation, precisionInBits: precisionInBits)
    case .convex(let centre):
      return try Lemma.convex(situation, at: centre, precisionInBits: precisionInBits)
    case .algebra(let weights):
      return try Lemma.algebra(
        situation, weights: try CertificateStep.kernel(weights, numbered.line),
        precisionInBits: precisionInBits)
    case .theorem(let name):
      guard let theorem = ModelTheorem(rawValue: name) else {
        throw CertificateRejection(numbered.line, "there is no theorem \(name)")
      }
      return try Lemma.model(situation, theorem: theorem, precisionInBits: precisionInBits)
    case .open: return Lemma.open(situation)
    default:
      throw CertificateRejection(numbered.line, "this step does not belong into a `domain` section")
    }
  }
}
