import Kernel

/// Replays a `point` or `refute` section.
struct PointChecker {
  let names: CertificateNames
  let situation: PointSituation

  private struct State {
    var current: PointSituation
    var first: PointSituation?
    var precisionInBits = initialPrecisionInBits
    var digits: Int?
    /// The problem whose classes are being read, and those read so far.
    var layerPeeled: (problem: Int, line: Int)?
    var classes: [ClassWitness] = []
  }

  func check(_ steps: [Certificate.NumberedStep]) throws(CertificateRejection) -> Theorem {
    var state = State(current: situation)
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
        line, "the section does not end with `\(isRefutation ? "fails" : "holds")`")
    }
    return theorem
  }

  private func apply(
    _ numbered: Certificate.NumberedStep, _ isRefutation: Bool, _ state: inout State
  ) throws -> Theorem? {
    let line = numbered.line
    if case .classWitness(let p, let s, let w) = numbered.step {
      guard state.layerPeeled != nil else {
        throw CertificateRejection(line, "a class stands outside `layer-peeled`")
      }
      state.classes.append(ClassWitness(probability: p, featureScale: s, classifierScale: w))
      return nil
    }
    try finishClasses(&state)
    switch numbered.step {
    case .precision(let bits): state.precisionInBits = bits
    case .layerPeeled(let problem): state.layerPeeled = (problem, line)
    case .digits(let count) where !isRefutation && state.digits == nil: state.digits = count
    case .versus(let name, let value) where isRefutation && state.first == nil:
      let parameter = try names.parameter(name, line)
      var point = situation.point
      point[parameter] = value
      state.first = state.current
      state.current = try PointSituation.at(
        point, of: situation.statement, claim: situation.claim)
      guard case .monotone(_, _, parameter) = situation.statement.claims[situation.claim] else {
        throw CertificateRejection(line, "\(name) is not the parameter the claim is about")
      }
    case .holds where !isRefutation:
      return try Theorem.holds(
        state.current, digits: state.digits, precisionInBits: state.precisionInBits)
    case .fails where isRefutation:
      return try Theorem.fails(
        state.first ?? state.current, versus: state.first == nil ? nil : state.current,
        precisionInBits: state.precisionInBits)
    default: state.current = try fact(numbered, state)
    }
    return nil
  }

  /// The classes of a `layer-peeled` fact are complete when another line follows.
  private func finishClasses(_ state: inout State) throws {
    guard let (problem, line) = state.layerPeeled else { return }
    do throws(KernelError) {
      state.current = try state.current.minimizing(
        problem - 1, classes: state.classes, precisionInBits: state.precisionInBits)
    } catch {
      throw CertificateRejection(line, error.message)
    }
    (state.layerPeeled, state.classes) = (nil, [])
  }

  private func fact(
    _ numbered: Certificate.NumberedStep, _ state: State
  ) throws -> PointSituation {
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
    case .memorizationDilation(let problem, let x, let y):
      return try current.minimizing(problem - 1, x: x, y: y, precisionInBits: bits)
    default:
      throw CertificateRejection(line, "this step does not belong into a section about a point")
    }
  }
}
