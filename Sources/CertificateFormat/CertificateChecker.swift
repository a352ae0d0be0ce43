import Exact
import Kernel

/// Replays certificates against a theorem file; only rules of the kernel establish anything.
public struct CertificateChecker: Sendable {
  private let statement: Statement
  private let names: CertificateNames

  /// A checker for the theorem file that states `statement` with these names.
  public init(statement: Statement, names: CertificateNames) {
    self.statement = statement
    self.names = names
  }

  /// What the sections establish, in order.
  ///
  /// - Throws: `CertificateRejection` at the first line that is wrong.
  public func check(_ certificate: Certificate) throws(CertificateRejection) -> [CheckedTheorem] {
    var theorems: [CheckedTheorem] = []
    for section in certificate.sections { theorems.append(try check(section)) }
    return theorems
  }

  private func check(_ section: Certificate.Section) throws(CertificateRejection) -> CheckedTheorem
  {
    guard let claim = names.claims.firstIndex(of: section.claim) else {
      throw CertificateRejection(section.line, "the theorem file has no claim \(section.claim)")
    }
    guard let scope = section.steps.first else {
      throw CertificateRejection(section.line, "nothing is said about the claim")
    }
    return try rejecting(at: scope.line) {
      switch scope.step.action {
      case .domain:
        let root = try Node.root(of: statement, claim: claim)
        var checker = TreeChecker(names: names, root: root)
        return try checker.check(section.steps)
      case .contrary(let values):
        let root = try Node.at(values, of: statement, claim: claim).contrary()
        var checker = TreeChecker(names: names, root: root, isContrary: true)
        return try checker.check(section.steps)
      case .point(let values, let isRefutation):
        let node = try Node.at(values, of: statement, claim: claim)
        let checker = PointChecker(names: names, node: node, isRefutation: isRefutation)
        return CheckedTheorem(
          theorem: try checker.check(section.steps), openShare: Fraction(0))
      case .precision, .fact, .children, .leaf, .witnessClass, .atPoint:
        throw CertificateRejection(scope.line, "the scope must be `domain`, `point`, `refute` or `contrary`")
      }
    }
  }
}

/// The precision that steps start with.
let initialPrecisionInBits = 128
