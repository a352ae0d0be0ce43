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
  public func check(_ certificate: Certificate) throws(CertificateRejection) -> [Theorem] {
    var theorems: [Theorem] = []
    for section in certificate.sections { theorems.append(try check(section)) }
    return theorems
  }

  private func check(_ section: Certificate.Section) throws(CertificateRejection) -> Theorem {
    guard let claim = names.claims.firstIndex(of: section.claim) else {
      throw CertificateRejection(section.line, "the theorem file has no claim \(section.claim)")
    }
    guard let scope = section.steps.first else {
      throw CertificateRejection(section.line, "nothing is said about the claim")
    }
    do {
      switch scope.step {
      case .domain:
        let root = try Node.root(of: statement, claim: claim)
        return try TreeChecker(replay: StepReplay(names: names), root: root).check(section.steps)
      case .point(let values), .refute(let values):
        let node = try Node.at(values, of: statement, claim: claim)
        return try PointChecker(names: names, node: node).check(section.steps)
      default:
        throw CertificateRejection(scope.line, "the scope must be `domain`, `point` or `refute`")
      }
    } catch let rejection as CertificateRejection {
      throw rejection
    } catch let error as KernelError {
      throw CertificateRejection(scope.line, error.message)
    } catch {
      throw CertificateRejection(scope.line, "\(error)")
    }
  }
}

extension CertificateNames {
  func parameter(_ name: String, _ line: Int) throws(CertificateRejection) -> Int {
    guard let index = parameters.firstIndex(of: name) else {
      throw CertificateRejection(line, "the theorem file has no parameter \(name)")
    }
    return index
  }

  func definition(_ name: String, _ line: Int) throws(CertificateRejection) -> Int {
    guard let index = definitions.firstIndex(of: name) else {
      throw CertificateRejection(line, "the theorem file has no definition \(name)")
    }
    return index
  }
}

extension CertificateStep {
  /// Weights with assumptions counted from 0.
  static func kernel(
    _ weights: [Weight], _ line: Int
  ) throws(CertificateRejection) -> [Kernel.Weight] {
    var result: [Kernel.Weight] = []
    for weight in weights {
      guard weight.assumption >= 1 else {
        throw CertificateRejection(line, "assumptions are counted from 1")
      }
      result.append(Kernel.Weight(assumption: weight.assumption - 1, weight: weight.weight))
    }
    return result
  }
}

/// The precision that steps start with.
let initialPrecisionInBits = 128
