import CertificateFormat
import Kernel

/// Searches for the proof of one claim on its whole domain.
public struct DomainCertifier: Sendable {
  private let statement: Statement
  private let parameters: [String]
  private let definitions: [String]

  /// A certifier for a theorem file with these names.
  public init(statement: Statement, parameters: [String], definitions: [String]) {
    self.statement = statement
    self.parameters = parameters
    self.definitions = definitions
  }

  /// Values tried as lower bounds of definitions, the most telling first.
  private static let bounds = [2, 4, 10, 100, 1000, 1_000_000]

  /// A proof, perhaps with open boxes; `nil` when the claim has no meaning on the domain's box.
  ///
  /// A cheap search comes first, both with and without passing through functions; the better way
  /// gets the whole budget.
  public func proof(ofClaim claim: Int, budget: SearchBudget) -> DomainProof? {
    guard let root = try? Situation.root(of: statement, claim: claim) else { return nil }
    var budget = budget
    if !isMatterOfBoxes(claim) { budget.boxes = min(budget.boxes, 1) }
    let (situation, facts) = withBounds(root)
    var best: (proof: DomainProof, usesFunctions: Bool)?
    for usesFunctions in [true, false] {
      var trial = budget
      trial.boxes = min(budget.boxes, 250)
      guard let proof = search(situation, facts, usesFunctions, trial) else { continue }
      if proof.openBoxes == 0 { return proof }
      if best.map({ Self.share(proof) < Self.share($0.proof) }) ?? true {
        best = (proof, usesFunctions)
      }
    }
    guard let best, budget.boxes > 250, !budget.isExpired() else { return best?.proof }
    return search(situation, facts, best.usesFunctions, budget) ?? best.proof
  }

  /// Whether smaller boxes can help: not for equalities, nor where nothing is known about a minimum.
  private func isMatterOfBoxes(_ claim: Int) -> Bool {
    switch statement.claims[claim] {
    case .comparison(let comparison):
      comparison.relation != .equal && comparison.left.problems.isEmpty
        && comparison.right.problems.isEmpty
    case .monotone(let term, _, _): term.problems.isEmpty
    }
  }

  private static func share(_ proof: DomainProof) -> Fraction {
    if case .domain(_, let share) = proof.theorem.conclusion { share } else { Fraction(0) }
  }

  private func search(
    _ situation: Situation, _ facts: [CertificateStep], _ usesFunctions: Bool,
    _ budget: SearchBudget
  ) -> DomainProof? {
    try? BoxSearch(parameters: parameters, usesFunctions: usesFunctions, budget: budget)
      .proof(from: situation, facts: facts)
  }

  /// The root with lower bounds of definitions that follow from an assumption.
  private func withBounds(_ root: Situation) -> (Situation, [CertificateStep]) {
    var (situation, steps) = withRoots(root)
    for definition in statement.definitions.indices {
      guard case .term = statement.definitions[definition] else { continue }
      for assumption in statement.assumptions.indices {
        let weight = Weight(assumption: assumption, weight: Fraction(1))
        for bound in Self.bounds {
          guard let value = try? Fraction(BigInteger(1), BigInteger(bound)),
            let extended = try? situation.bounding(
              definition, .lower, by: value, method: .algebra([weight]),
              precisionInBits: BoxSearch.precisionInBits)
          else { continue }
          situation = extended
          steps.append(
            .boundByAlgebra(
              definition: definitions[definition], .lower, value,
              [CertificateStep.Weight(assumption: assumption + 1, weight: weight.weight)]))
          break
        }
      }
    }
    return (situation, steps)
  }

  /// Parts of the range of a root at which a smaller enclosure is tried.
  private static let parts = 64

  /// The root with those roots enclosed that cross once wherever the parameters are, and whose range
  /// does not depend on them.
  private func withRoots(_ root: Situation) -> (Situation, [CertificateStep]) {
    var situation = root
    var steps: [CertificateStep] = []
    let bits = BoxSearch.precisionInBits
    for definition in statement.definitions.indices {
      guard case .root(let lower, let upper, _, _) = statement.definitions[definition],
        let middle = try? PointSituation.at(
          root.box.ranges.map(\.midpoint), of: statement, claim: root.claim),
        let from = try? middle.enclosure(of: lower, precisionInBits: bits).lower.fraction,
        let to = try? middle.enclosure(of: upper, precisionInBits: bits).upper.fraction,
        let enclosed = try? situation.enclosingRoot(
          definition, below: [from], around: [], above: [to], precisionInBits: bits)
      else { continue }
      situation = enclosed
      let name = definitions[definition]
      steps.append(.root(definition: name, below: [from], around: [], above: [to]))
      let unit = (to - from) * Fraction(mantissa: BigInteger(1), exponent: -6)
      var ends = (from, to)
      for part in 1..<Self.parts {
        let value = from + unit * Fraction(part)
        if (try? enclosed.narrowingRoot(definition, value, to, precisionInBits: bits)) != nil {
          ends.0 = value
        }
        if ends.1 == to, value > ends.0,
          (try? enclosed.narrowingRoot(definition, from, value, precisionInBits: bits)) != nil
        {
          ends.1 = value
        }
      }
      if let narrowed = try? enclosed.narrowingRoot(
        definition, ends.0, ends.1, precisionInBits: bits)
      {
        situation = narrowed
        steps.append(.narrow(definition: name, ends.0, ends.1))
      }
    }
    return (situation, steps)
  }
}
