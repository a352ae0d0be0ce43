import Kernel

/// What a step of a `domain` section leads to.
package enum StepEffect: Sendable {
  /// The same node, with one more fact.
  case fact(Node)
  /// The nodes that are left to be shown, and what joins them.
  case children([Node], join: StepAction.Join)
  /// What is shown.
  case leaf(Lemma)
}

extension CertificateStep {
  /// What the step leads to in a `domain` section, by the rules of the kernel.
  ///
  /// - Throws: `CertificateRejection` for names that do not exist and steps that do not belong
  ///   here, `KernelError` when a rule refuses.
  package func effect(at place: StepPlace) throws -> StepEffect {
    switch action {
    case .fact(let learn): return .fact(try learn(place))
    case .children(_, let children, let join): return .children(try children(place), join: join)
    case .leaf(let show): return .leaf(try show(place))
    case .domain, .point, .contrary, .precision, .witnessClass, .atPoint:
      throw CertificateRejection(
        place.line, "this step does not belong in a `domain` section")
    }
  }
}
