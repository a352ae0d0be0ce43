import CertificateFormat
import Kernel

/// Searches for certificates that a claim holds, or fails, at points.
///
/// What is found about roots at a point is kept for the other claims.
public final class PointCertifier {
  private let statement: Statement
  private let parameters: [String]
  private let definitions: [String]
  /// The digits to which equalities are to be shown.
  private let digits: Int
  private var known: [[Fraction]: (situation: PointSituation, steps: [CertificateStep])] = [:]

  /// A certifier for a theorem file with these names.
  public init(statement: Statement, parameters: [String], definitions: [String], digits: Int) {
    self.statement = statement
    self.parameters = parameters
    self.definitions = definitions
    self.digits = digits
  }

  /// What was shown about a point, and the steps of a certificate that replay it.
  public struct PointProof: Sendable {
    /// What the kernel returned.
    public let theorem: Theorem
    /// The steps, the scope first.
    public let steps: [CertificateStep]
  }

  private var hasLayerPeeledProblem: Bool {
    statement.problems.contains { $0.model == "positive_layer_peeled" }
  }

  /// Bits: 3.33 for each digit (twice the digits where the gap of a value enters by its square
  /// root), and a reserve.
  private var precisionInBits: Int {
    (hasLayerPeeledProblem ? 2 * digits + 20 : digits + 25) * 333 / 100 + 96
  }

  /// The claim at a point of its domain.
  ///
  /// - Throws: what the kernel, a model or a search says against it.
  public func proof(ofClaim claim: Int, at point: [Fraction]) throws -> PointProof {
    let (situation, found) = try prepared(claim, point, scope: .point(point))
    var steps = found
    var stated: Int?
    if case .comparison(let comparison) = statement.claims[claim], comparison.relation == .equal {
      stated = digits
      steps.append(.digits(digits))
    }
    steps.append(.holds)
    let theorem = try Theorem.holds(
      situation, digits: stated, precisionInBits: precisionInBits)
    return PointProof(theorem: theorem, steps: steps)
  }

  /// The failure of the claim at a point, or between it and one with a larger parameter.
  public func refutation(
    ofClaim claim: Int, at point: [Fraction], versus value: Fraction? = nil
  ) throws -> PointProof {
    let (situation, found) = try prepared(claim, point, scope: .refute(point))
    var steps = found
    var other: PointSituation?
    if case .monotone(_, _, let parameter) = statement.claims[claim], let value {
      var values = point
      values[parameter] = value
      steps.append(.versus(parameter: parameters[parameter], value))
      let second = try prepared(claim, values, scope: nil)
      other = second.0
      steps += second.1
    }
    steps.append(.fails)
    let theorem = try Theorem.fails(
      situation, versus: other, precisionInBits: precisionInBits)
    return PointProof(theorem: theorem, steps: steps)
  }

  /// The point with all facts that the claim needs.
  private func prepared(
    _ claim: Int, _ point: [Fraction], scope: CertificateStep?
  ) throws -> (PointSituation, [CertificateStep]) {
    let roots = try withRoots(claim, point)
    var situation = roots.situation.about(claim: claim)
    var steps = [scope, .precision(precisionInBits)].compactMap { $0 } + roots.steps
    for problem in problems(of: claim) {
      let (next, found) = try minimizing(problem, situation)
      situation = next
      steps += found
    }
    return (situation, steps)
  }

  private func withRoots(
    _ claim: Int, _ point: [Fraction]
  ) throws -> (situation: PointSituation, steps: [CertificateStep]) {
    if let known = known[point] { return known }
    var situation = try PointSituation.at(point, of: statement, claim: claim)
    var steps: [CertificateStep] = []
    for definition in statement.definitions.indices {
      guard case .root = statement.definitions[definition] else { continue }
      let search = RootSearch(
        definition: definition, name: definitions[definition], digits: digits,
        precisionInBits: precisionInBits)
      let (next, found) = try search.enclose(situation)
      situation = next
      steps += found
    }
    known[point] = (situation, steps)
    return (situation, steps)
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
    _ problem: Int, _ situation: PointSituation
  ) throws -> (PointSituation, [CertificateStep]) {
    let arguments = try situation.enclosedArguments(
      of: problem, precisionInBits: precisionInBits)
    let search = WitnessSearch(digits: digits, precisionInBits: precisionInBits)
    if statement.problems[problem].model == "positive_layer_peeled" {
      let classes = try search.layerPeeled(arguments)
      return (
        try situation.minimizing(problem, classes: classes, precisionInBits: precisionInBits),
        [.layerPeeled(problem: problem + 1)]
          + classes.map {
            .classWitness(
              probability: $0.probability, featureScale: $0.featureScale,
              classifierScale: $0.classifierScale)
          }
      )
    }
    let (x, y) = try search.memorizationDilation(arguments)
    return (
      try situation.minimizing(problem, x: x, y: y, precisionInBits: precisionInBits),
      [.memorizationDilation(problem: problem + 1, x: x, y: y)]
    )
  }
}
