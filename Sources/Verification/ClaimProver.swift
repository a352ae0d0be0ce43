import CertificateFormat
import Certification
import Kernel
import Numbers
import TheoremLanguage

/// From the claims of a theorem to proofs; every proof ends in the kernel.
struct ClaimProver {
  let theorem: ElaboratedTheorem
  private let statement: Statement
  private let names: CertificateNames
  private let domains: DomainCertifier
  private let points: PointCertifier
  private let digits: Int
  private let jobs: Int
  private let earlier: Certificate?
  /// All points of the domain, where they are few.
  private let allPoints: [ParameterPoint]?

  /// The most points of a domain that are enumerated.
  private static let largestEnumeration = 200

  /// A prover that takes up the proofs of an earlier certificate where they left boxes open.
  init(
    theorem: ElaboratedTheorem, digits: Int, jobs: Int, earlier: Certificate?,
    minimizer: @escaping MinimizerSearch
  ) throws(KernelError) {
    self.theorem = theorem
    self.digits = digits
    self.jobs = jobs
    self.earlier = earlier
    allPoints = Domain(theorem: theorem).allPoints(atMost: Self.largestEnumeration)
    statement = try theorem.statement()
    names = CertificateNames(
      parameters: theorem.parameters.map(\.name), definitions: theorem.definitions.map(\.name),
      claims: theorem.claims.map(\.name))
    domains = DomainCertifier(statement: statement, names: names)
    points = PointCertifier(
      statement: statement, names: names, digits: digits, minimizer: minimizer)
  }

  /// Whether definitions of the theorem are roots of equations.
  var hasRoots: Bool {
    statement.definitions.contains { if case .root = $0 { true } else { false } }
  }

  /// Whether a claim mentions the minimum or the minimizer of a problem.
  func isAboutOptimum(_ claim: Int) -> Bool {
    switch statement.claims[claim] {
    case .comparison(let comparison):
      comparison.left.dependsOnOptimum || comparison.right.dependsOnOptimum
    case .monotone(let term, _, _): term.dependsOnOptimum
    }
  }

  private func section(_ claim: Int, _ steps: [CertificateStep]) -> Certificate.Section {
    Certificate.Section(
      claim: theorem.claims[claim].name, steps: steps.map { Certificate.NumberedStep($0) })
  }

  /// The claim on its whole domain; else at the points and on a part of the domain; `nil` where the
  /// kernel returns nothing.
  func proof(
    ofClaim claim: Int, at points: [ParameterPoint], budget: SearchBudget
  ) -> ClaimProof? {
    let domain = domains.proof(ofClaim: claim, budget: budget, resuming: earlierSteps(claim))
    if let domain, domain.open.isEmpty {
      return ClaimProof(
        extent: .domain, scope: "on the whole domain", openBoxes: [],
        sections: [section(claim, domain.steps)])
    }
    let pointwise = pointwiseProof(ofClaim: claim, at: points, budget: budget)
    let part = domain.flatMap { partialProof(ofClaim: claim, $0) }
    guard let part else { return pointwise }
    guard let pointwise else { return part }
    return ClaimProof(
      extent: pointwise.extent, scope: "\(pointwise.scope), and \(part.scope)",
      openBoxes: part.openBoxes, open: part.open, sections: pointwise.sections + part.sections)
  }

  /// The steps with which an earlier certificate proved the claim on a part of its domain.
  private func earlierSteps(_ claim: Int) -> [CertificateStep]? {
    let name = theorem.claims[claim].name
    return earlier?.sections.first { $0.claim == name && $0.steps.first?.step == .domain }?
      .steps.map(\.step)
  }

  /// What is shown on a part of the domain, if it is any.
  private func partialProof(ofClaim claim: Int, _ domain: DomainProof) -> ClaimProof? {
    guard domain.openShare < Fraction(1) else { return nil }
    let boxes = domain.open.map { OpenBoxText($0, names: names.parameters) }
    var section = section(claim, domain.steps)
    var comments = boxes.map(\.line).makeIterator()
    for index in section.steps.indices where section.steps[index].step == .open {
      section.steps[index].comment = comments.next()
    }
    let percentage = CheckReport.percentage(domain.openShare)
    return ClaimProof(
      extent: .part,
      scope: "on the domain but for \(boxes.count) box\(boxes.count == 1 ? "" : "es"), "
        + "\(percentage) % of the volume",
      openBoxes: zip(boxes, domain.open).sorted { $0.1.share > $1.1.share }
        .prefix(ClaimProof.largestOpenBoxCount).map(\.0),
      open: domain.open, sections: [section])
  }

  /// The claim at every point of a small domain, else at those given.
  private func pointwiseProof(
    ofClaim claim: Int, at given: [ParameterPoint], budget: SearchBudget
  ) -> ClaimProof? {
    let places = allPoints ?? given
    guard case .comparison(let comparison) = statement.claims[claim], !places.isEmpty else {
      return nil
    }
    // The first point alone: where the claim is not proved there, the others are not worth the time.
    let first = pointSection(ofClaim: claim, at: places[0], budget)
    guard first != nil else { return nil }
    let rest = parallelMap(count: places.count - 1, jobs: jobs) {
      pointSection(ofClaim: claim, at: places[$0 + 1], budget)
    }
    let sections = ([first] + rest).compactMap { $0 }
    guard sections.count == places.count else { return nil }
    let count =
      (allPoints == nil || places.count == 1 ? "" : "all ")
      + (places.count == 1 ? "1 point" : "\(places.count) points")
      + (allPoints == nil || places.count == 1 ? "" : " of the domain")
    let stated = comparison.relation == .equal ? digits : nil
    return ClaimProof(
      extent: .points(digits: stated, areAll: allPoints != nil),
      scope: "at \(count)" + (stated.map { " to \($0) digits" } ?? ""), openBoxes: [],
      sections: sections)
  }

  private func pointSection(
    ofClaim claim: Int, at place: ParameterPoint, _ budget: SearchBudget
  ) -> Certificate.Section? {
    guard !budget.isExpired(), let values = fractions(place.values),
      let proof = try? points.proof(ofClaim: claim, at: values)
    else { return nil }
    return section(claim, proof.steps)
  }

  /// The failure of the claim at a point that the intervals of the verifier found.
  func refutation(ofClaim claim: Int, at failing: FailingPoints) -> ClaimProof? {
    guard let left = fractions(failing.left.values),
      let right = fractions(failing.right.values)
    else { return nil }
    let changed = left.indices.first { left[$0] != right[$0] }
    guard
      let proof = try? points.refutation(
        ofClaim: claim, at: left, versus: changed.map { right[$0] })
    else { return nil }
    return ClaimProof(
      extent: .failure, scope: CheckReport.text(of: proof.theorem.conclusion, names: names),
      openBoxes: [],
      counterexample: Counterexample(
        of: theorem, at: failing, left: proof.sides?.left, right: proof.sides?.right,
        isCertified: true),
      sections: [section(claim, proof.steps)])
  }

  /// Whether the kernel confirms at both points that every root is the only one.
  func enclosesRoots(ofClaim claim: Int, at failing: FailingPoints) -> Bool {
    [failing.left, failing.right].allSatisfy { point in
      fractions(point.values).map { points.enclosesRoots(ofClaim: claim, at: $0) } ?? false
    }
  }

  /// The failure of the claim at the first of the points that shows one, or between it and a
  /// neighbour.
  func refutation(ofClaim claim: Int, among points: [ParameterPoint]) -> ClaimProof? {
    for point in points {
      for failing in pairs(ofClaim: claim, at: point) {
        if let proof = refutation(ofClaim: claim, at: failing) { return proof }
      }
    }
    return nil
  }

  private func pairs(ofClaim claim: Int, at point: ParameterPoint) -> [FailingPoints] {
    guard case .monotone(_, _, let parameter) = statement.claims[claim] else {
      return [FailingPoints(left: point, right: point)]
    }
    let domain = Domain(theorem: theorem)
    return ClaimVerifier.neighbourSteps.compactMap { step in
      let pair = try? domain.neighbours(of: point, along: parameter, step: step)
      return pair.map { FailingPoints(left: $0.lower, right: $0.upper) }
    }
  }

  private func fractions(_ values: [Rational]) -> [Fraction]? {
    let result = values.compactMap { Fraction($0) }
    return result.count == values.count ? result : nil
  }
}
