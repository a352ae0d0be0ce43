import CertificateFormat
import Exact
import Kernel
import Models
import Reals
import Synchronization
import Theories

/// Searches for certificates that a claim holds, or fails, at points.
///
/// What is found about roots at a point is kept for the other claims; threads may share a
/// certifier.
public final class PointCertifier: Sendable {
  private let statement: Statement
  private let names: CertificateNames
  /// The digits to which equalities are to be shown.
  private let digits: Int
  private let minimizer: MinimizerSearch
  private let known = Mutex<[RootPlace: Known]>([:])
  private let witnesses = Mutex<[Place: MinimumWitness]>([:])

  private struct Place: Hashable {
    let problem: Int
    let point: [Fraction]
    let accuracy: WitnessAccuracy
  }

  private struct RootPlace: Hashable {
    let roots: [Int]
    let point: [Fraction]
  }

  /// A point with its roots enclosed, and the steps that do it.
  private struct Known {
    let node: Node
    let steps: [CertificateStep]
  }

  /// A certifier for a theorem file with these names; the search serves problems without closed
  /// form.
  public init(
    statement: Statement, names: CertificateNames, digits: Int,
    minimizer: @escaping MinimizerSearch
  ) {
    self.minimizer = minimizer
    self.statement = statement
    self.names = names
    self.digits = digits
  }

  /// What was shown about a point, and the steps of a certificate that replay it.
  public struct PointProof: Sendable {
    /// What the kernel returned.
    public let theorem: Theorem
    /// The steps, the scope first.
    public let steps: [CertificateStep]
    /// Of a refutation: the two sides, or the term at both points of a claim that it is monotone.
    public var sides: (left: Interval, right: Interval)?
  }

  /// The claim at a point of its domain.
  ///
  /// - Throws: what the kernel, a model or a search says against it.
  public func proof(ofClaim claim: Int, at point: [Fraction]) throws -> PointProof {
    var stated: Int?
    if case .comparison(let comparison) = statement.claims[claim], comparison.relation == .equal {
      if let proof = try? exactEquality(claim, at: point) { return proof }
      stated = digits
    }
    return try firstSuccess { accuracy in
      let (node, found) = try prepared(claim, point, scope: .point(point), accuracy)
      let theorem = try Theorem.holds(
        node, digits: stated, precisionInBits: accuracy.precisionInBits)
      let ending: [CertificateStep] = stated.map { [.digits($0)] } ?? []
      return PointProof(theorem: theorem, steps: found + ending + [.holds()])
    }
  }

  /// An equality at a point where both sides have the same rational value.
  private func exactEquality(_ claim: Int, at point: [Fraction]) throws -> PointProof {
    let node = try Node.at(point, of: statement, claim: claim)
    let bits = accuracies[0].precisionInBits
    let theorem = try Theorem.holds(node, digits: nil, precisionInBits: bits)
    return PointProof(theorem: theorem, steps: [.point(point), .precision(bits), .holds()])
  }

  /// That a point lies in the domain, for a section about a claim.
  public func pointOfDomain(ofClaim claim: Int, at point: [Fraction]) throws -> PointProof {
    let known = try withRoots(claim, point)
    let bits = accuracies[0].precisionInBits
    let theorem = try Theorem.inside(try known.node.about(claim: claim), precisionInBits: bits)
    return PointProof(
      theorem: theorem, steps: [.point(point)] + known.steps + [.precision(bits), .inside()])
  }

  /// The failure of the claim at a point, or between it and one with a larger parameter.
  public func refutation(
    ofClaim claim: Int, at point: [Fraction], versus value: Fraction? = nil
  ) throws -> PointProof {
    try firstSuccess { accuracy in
      var (node, steps) = try prepared(claim, point, scope: .refute(point), accuracy)
      var other: Node?
      if case .monotone(_, _, let parameter) = statement.claims[claim], let value {
        var values = point
        values[parameter] = value
        steps.append(.versus(names.parameters[parameter], value))
        let second = try prepared(claim, values, scope: nil, accuracy)
        other = second.0
        steps += second.1
      }
      let theorem = try Theorem.fails(
        node, versus: other, precisionInBits: accuracy.precisionInBits)
      return PointProof(
        theorem: theorem, steps: steps + [.fails()],
        sides: try sides(ofClaim: claim, node, other ?? node, accuracy))
    }
  }

  /// The values of both sides, or of the term at both points.
  private func sides(
    ofClaim claim: Int, _ first: Node, _ second: Node, _ accuracy: WitnessAccuracy
  ) throws -> (left: Interval, right: Interval) {
    func value(_ term: Term, _ node: Node) throws -> Interval {
      try Interval(
        try node.enclosure(of: term, precisionInBits: accuracy.precisionInBits),
        precisionInBits: accuracy.precisionInBits)
    }
    return switch statement.claims[claim] {
    case .comparison(let comparison):
      (try value(comparison.left, first), try value(comparison.right, first))
    case .monotone(let term, _, _): (try value(term, first), try value(term, second))
    }
  }

  // MARK: Accuracy

  /// What is tried one after the other.
  ///
  /// Where quantities of a minimizer are known to the square root of the gap of the minimum, the
  /// root is divided by weight decays and probabilities, which may be small: hence a second attempt
  /// with more in reserve. A digit has 3.33 bits.
  private var accuracies: [WitnessAccuracy] {
    let factor = statement.problems.reduce(1) { factor, problem in
      max(factor, (try? ModelCatalogue.model(named: problem.model))?.gapDigitsPerDigit ?? 1)
    }
    return (factor == 1 ? [12] : [12, 72]).map { reserve in
      let gapDigits = factor * digits + reserve
      return WitnessAccuracy(
        gapDigits: gapDigits, precisionInBits: (gapDigits + 10) * 333 / 100 + 96)
    }
  }

  private func firstSuccess(
    _ attempt: (WitnessAccuracy) throws -> PointProof
  ) throws -> PointProof {
    let accuracies = accuracies
    for accuracy in accuracies.dropLast() {
      if let proof = try? attempt(accuracy) { return proof }
    }
    return try attempt(accuracies[accuracies.count - 1])
  }

  // MARK: Facts

  /// The point with all facts that the claim needs.
  private func prepared(
    _ claim: Int, _ point: [Fraction], scope: CertificateStep?, _ accuracy: WitnessAccuracy
  ) throws -> (Node, [CertificateStep]) {
    let roots = try withRoots(claim, point)
    var node = try roots.node.about(claim: claim)
    var steps = [scope].compactMap { $0 } + roots.steps + [.precision(accuracy.precisionInBits)]
    for problem in problems(of: claim) {
      let (next, found) = try minimizing(problem, node, accuracy)
      node = next
      steps += found
    }
    return (node, steps)
  }

  /// Whether the kernel confirms at a point that every root is the only one in its range.
  public func enclosesRoots(ofClaim claim: Int, at point: [Fraction]) -> Bool {
    (try? withRoots(claim, point)) != nil
  }

  private func withRoots(
    _ claim: Int, _ point: [Fraction]
  ) throws -> Known {
    let roots = statement.roots(ofClaim: claim)
    let place = RootPlace(roots: roots, point: point)
    if let known = known.withLock({ $0[place] }) { return known }
    var node = try Node.at(point, of: statement, claim: claim)
    var steps: [CertificateStep] = []
    for definition in roots {
      let search = RootSearch(
        definition: definition, name: names.definitions[definition], digits: digits,
        precisionInBits: accuracies[0].precisionInBits)
      let (next, found) = try search.enclose(node)
      node = next
      steps += found
    }
    let found = Known(node: node, steps: steps)
    known.withLock { $0[place] = found }
    return found
  }

  private func problems(of claim: Int) -> [Int] {
    let terms: [Term] =
      switch statement.claims[claim] {
      case .comparison(let comparison): [comparison.left, comparison.right]
      case .monotone(let term, _, _): [term]
      }
    return terms.reduce(into: Set<Int>()) { $0.formUnion($1.problems) }.sorted()
  }

  private func minimizing(
    _ problem: Int, _ node: Node, _ accuracy: WitnessAccuracy
  ) throws -> (Node, [CertificateStep]) {
    let witness = try witness(problem, node, accuracy)
    return (
      try node.minimizing(problem, by: witness, precisionInBits: accuracy.precisionInBits),
      CertificateStep.steps(of: witness, problem: problem + 1)
    )
  }

  /// What bounds the minimum of a problem; searched once at each point.
  private func witness(
    _ problem: Int, _ node: Node, _ accuracy: WitnessAccuracy
  ) throws -> MinimumWitness {
    let place = Place(problem: problem, point: node.point, accuracy: accuracy)
    if let known = witnesses.withLock({ $0[place] }) { return known }
    let found = try WitnessSearch(accuracy: accuracy, minimizer: minimizer).witness(
      statement.problems[problem].model,
      try node.enclosedArguments(of: problem, precisionInBits: accuracy.precisionInBits))
    witnesses.withLock { $0[place] = found }
    return found
  }
}
