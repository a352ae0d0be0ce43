import Kernel

/// Replays a `point` or `refute` section.
struct PointChecker {
  let names: CertificateNames
  let node: Node

  private struct State {
    var current: Node
    var first: Node?
    var precisionInBits = initialPrecisionInBits
    var digits: Int?
    /// The step whose classes are being read, and those read so far.
    var classesOf: Certificate.NumberedStep?
    var classes: [CertificateStep] = []
  }

  func check(_ steps: [Certificate.NumberedStep]) throws(CertificateRejection) -> Theorem {
    var state = State(current: node)
    let isRefutation = if case .refute? = steps.first?.step { true } else { false }
    var theorem: Theorem?
    var line = steps.first?.line ?? 0
    for numbered in steps.dropFirst() {
      line = numbered.line
      guard theorem == nil else {
        throw CertificateRejection(line, "something follows the end of the section")
      }
      do {
        theorem = try apply(numbered, isRefutation, &state)
      } catch let rejection as CertificateRejection {
        throw rejection
      } catch let error as KernelError {
        throw CertificateRejection(line, error.message)
      } catch {
        throw CertificateRejection(line, "\(error)")
      }
    }
    guard let theorem else {
      throw CertificateRejection(
        line, "the section does not end with `\(isRefutation ? "fails`" : "holds` or `inside`")")
    }
    return theorem
  }

  private func apply(
    _ numbered: Certificate.NumberedStep, _ isRefutation: Bool, _ state: inout State
  ) throws -> Theorem? {
    let line = numbered.line
    if try isNextClass(numbered.step, &state) { return nil }
    switch numbered.step {
    case .precision(let bits): state.precisionInBits = bits
    case .layerPeeled, .unconstrainedFeatures: state.classesOf = numbered
    case .memorizationDilation(let problem, let x, let y):
      state.current = try minimizing(problem, by: .memorizationDilation(x: x, y: y), line, state)
    case .classWitness, .classVectors:
      throw CertificateRejection(line, "a class stands outside a list of classes")
    case .digits(let count) where !isRefutation && state.digits == nil: state.digits = count
    case .versus(let name, let value) where isRefutation && state.first == nil:
      let parameter = try names.parameter(name, line)
      var point = node.point
      point[parameter] = value
      state.first = state.current
      state.current = try Node.at(
        point, of: node.statement, claim: node.claim)
      guard case .monotone(_, _, parameter) = node.statement.claims[node.claim] else {
        throw CertificateRejection(line, "\(name) is not the parameter the claim is about")
      }
    case .holds where !isRefutation:
      return try Theorem.holds(
        state.current, digits: state.digits, precisionInBits: state.precisionInBits)
    case .inside where !isRefutation && state.digits == nil:
      return try Theorem.inside(state.current, precisionInBits: state.precisionInBits)
    case .fails where isRefutation:
      return try Theorem.fails(
        state.first ?? state.current, versus: state.first == nil ? nil : state.current,
        precisionInBits: state.precisionInBits)
    default: state.current = try fact(numbered, state)
    }
    return nil
  }

  /// Whether the step is one more class of those being read; they are complete when another line
  /// follows.
  private func isNextClass(
    _ step: CertificateStep, _ state: inout State
  ) throws(CertificateRejection) -> Bool {
    switch (state.classesOf?.step, step) {
    case (.layerPeeled, .classWitness), (.unconstrainedFeatures, .classVectors):
      state.classes.append(step)
      return true
    case (.layerPeeled(let problem), _):
      let classes = state.classes.compactMap(\.classWitness)
      try finish(problem, .positiveLayerPeeled(classes), &state)
    case (.unconstrainedFeatures(let problem), _):
      let classes = state.classes.compactMap(\.classVectors)
      try finish(problem, .unconstrainedFeatures(classes), &state)
    default: break
    }
    return false
  }

  private func finish(
    _ problem: Int, _ witness: MinimumWitness, _ state: inout State
  ) throws(CertificateRejection) {
    state.current = try minimizing(problem, by: witness, state.classesOf?.line ?? 0, state)
    (state.classesOf, state.classes) = (nil, [])
  }

  private func minimizing(
    _ problem: Int, by witness: MinimumWitness, _ line: Int, _ state: State
  ) throws(CertificateRejection) -> Node {
    do throws(KernelError) {
      return try state.current.minimizing(
        problem - 1, by: witness, precisionInBits: state.precisionInBits)
    } catch {
      throw CertificateRejection(line, error.message)
    }
  }

  private func fact(
    _ numbered: Certificate.NumberedStep, _ state: State
  ) throws -> Node {
    let (line, bits, current) = (numbered.line, state.precisionInBits, state.current)
    switch numbered.step {
    case .boundByEvaluation(let name, let side, let value):
      return try current.bounding(
        try names.definition(name, line), side, by: value, method: .evaluate,
        precisionInBits: bits)
    case .boundByAlgebra(let name, let side, let value, let weights):
      return try current.bounding(
        try names.definition(name, line), side, by: value,
        method: .algebra(try CertificateStep.kernel(weights, line)), precisionInBits: bits)
    case .root(let name, let below, let around, let above):
      return try current.enclosingRoot(
        try names.definition(name, line), below: below, around: around, above: above,
        precisionInBits: bits)
    case .narrow(let name, let a, let b):
      return try current.narrowingRoot(
        try names.definition(name, line), a, b, precisionInBits: bits)
    default:
      throw CertificateRejection(line, "this step does not belong into a section about a point")
    }
  }
}

extension CertificateStep {
  /// The class that a line of `layer-peeled` gives.
  fileprivate var classWitness: ClassWitness? {
    guard case .classWitness(let p, let s, let w) = self else { return nil }
    return ClassWitness(probability: p, featureScale: s, classifierScale: w)
  }

  /// The class that a line of `unconstrained-features` gives.
  fileprivate var classVectors: ClassVectors? {
    guard case .classVectors(let p, let w, let h) = self else { return nil }
    return ClassVectors(probabilities: p, weights: w, features: h)
  }
}
