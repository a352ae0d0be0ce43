import Kernel

/// What one step of a `domain` section does, by the rules of the kernel.
public struct StepReplay: Sendable {
  private let names: CertificateNames

  /// A replay of steps that use these names.
  public init(names: CertificateNames) { self.names = names }

  /// What a step leads to.
  public enum Effect: Sendable {
    /// The same node, with one more fact.
    case fact(Node)
    /// The nodes that are left to be shown, and what joins them.
    case children([Node], join: Join)
    /// What is shown.
    case leaf(Lemma)
  }

  /// Makes one lemma of those of the children, in their order.
  public typealias Join = @Sendable ([Lemma]) throws(KernelError) -> Lemma

  /// The effect of a step on a node.
  ///
  /// - Throws: `CertificateRejection` for names that do not exist and steps that do not belong here,
  ///   `KernelError` when a rule refuses.
  public func effect(
    of numbered: Certificate.NumberedStep, on node: Node, precisionInBits: Int
  ) throws -> Effect {
    if let extended = try fact(numbered, node, precisionInBits) { return .fact(extended) }
    if let (children, join) = try children(numbered, node, precisionInBits) {
      return .children(children, join: join)
    }
    return .leaf(try leaf(numbered, node, precisionInBits))
  }

  private func fact(
    _ numbered: Certificate.NumberedStep, _ node: Node, _ precisionInBits: Int
  ) throws -> Node? {
    let line = numbered.line
    switch numbered.step {
    case .boundByEvaluation(let name, let side, let value):
      return try node.bounding(
        try names.definition(name, line), side, by: value, method: .evaluate,
        precisionInBits: precisionInBits)
    case .boundByAlgebra(let name, let side, let value, let weights):
      return try node.bounding(
        try names.definition(name, line), side, by: value,
        method: .algebra(try CertificateStep.kernel(weights, line)),
        precisionInBits: precisionInBits)
    case .root(let name, let below, let around, let above):
      return try node.enclosingRoot(
        try names.definition(name, line), below: below, around: around, above: above,
        precisionInBits: precisionInBits)
    case .narrow(let name, let a, let b):
      return try node.narrowingRoot(
        try names.definition(name, line), a, b, precisionInBits: precisionInBits)
    default: return nil
    }
  }

  /// The nodes that are left to be shown, and what joins them.
  private func children(
    _ numbered: Certificate.NumberedStep, _ node: Node, _ precisionInBits: Int
  ) throws -> ([Node], Join)? {
    let remainder: Join = { (lemmas) throws(KernelError) in try Lemma.remainder(lemmas[0]) }
    switch numbered.step {
    case .split(let name, let value):
      let parts = try node.split(try names.parameter(name, numbered.line), at: value)
      return (
        [parts.lower, parts.upper],
        { (lemmas) throws(KernelError) in try Lemma.split(lemmas[0], lemmas[1]) }
      )
    case .cases:
      let cases = try node.distinguished(precisionInBits: precisionInBits)
      return (
        [cases.first, cases.second],
        { (lemmas) throws(KernelError) in try Lemma.cases(lemmas[0], lemmas[1]) }
      )
    case .monotone(let name):
      let parameter = try names.parameter(name, numbered.line)
      return (
        [try node.fixing(monotone: parameter, precisionInBits: precisionInBits)], remainder
      )
    case .through(let name):
      guard let function = Self.functions[name] else {
        throw CertificateRejection(numbered.line, "there is no increasing function \(name)")
      }
      return ([try node.through(function, precisionInBits: precisionInBits)], remainder)
    case .reciprocal(let name, let power):
      let parameter = try names.parameter(name, numbered.line)
      let rest = try node.reciprocal(
        parameter, power: power, precisionInBits: precisionInBits)
      return ([rest], remainder)
    default: return nil
    }
  }

  /// The functions that `through` may name.
  public static let functions: [String: UnaryFunction] = [
    "log": .log, "exp": .exp, "sqrt": .squareRoot, "log1p": .log1p, "expm1": .expm1,
    "softplus": .softplus, "sigmoid": .sigmoid,
  ]

  private func leaf(
    _ numbered: Certificate.NumberedStep, _ node: Node, _ precisionInBits: Int
  ) throws -> Lemma {
    switch numbered.step {
    case .evaluate: return try Lemma.evaluate(node, precisionInBits: precisionInBits)
    case .outside(let assumption):
      return try Lemma.outside(
        node, assumption: assumption - 1, precisionInBits: precisionInBits)
    case .mean: return try Lemma.mean(node, precisionInBits: precisionInBits)
    case .convex(let centre):
      return try Lemma.convex(node, at: centre, precisionInBits: precisionInBits)
    case .convexPolynomial(let centre):
      return try Lemma.convexPolynomial(node, at: centre, precisionInBits: precisionInBits)
    case .algebra(let weights):
      return try Lemma.algebra(
        node, weights: try CertificateStep.kernel(weights, numbered.line),
        precisionInBits: precisionInBits)
    case .theorem(let name):
      guard let theorem = ModelTheorem(rawValue: name) else {
        throw CertificateRejection(numbered.line, "there is no theorem \(name)")
      }
      return try Lemma.model(node, theorem: theorem, precisionInBits: precisionInBits)
    case .open: return Lemma.open(node)
    default:
      throw CertificateRejection(numbered.line, "this step does not belong into a `domain` section")
    }
  }
}
