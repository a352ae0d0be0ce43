import CertificateFormat
import Concurrency
import Exact
import Kernel
import Models
import ProofSearch
import Reals
import TheoremLanguage

/// From the claims of a theorem to proofs; every proof ends in the kernel.
struct ClaimProver {
  let theorem: ElaboratedTheorem
  private let statement: Statement
  private let names: CertificateNames
  let domains: DomainCertifier
  private let points: PointCertifier
  private let digits: Int
  private let jobs: Int
  private let boxes: Int
  let limit: ProofLimit
  private let earlier: EarlierProofs?
  /// All points of the theorem's own domain, where they are few.
  private let allPoints: [ParameterPoint]?

  /// The most points of a domain that are enumerated.
  private static let largestEnumeration = 200

  /// A prover that keeps what an earlier certificate shows, and goes on where it left boxes open.
  init(
    theorem: ElaboratedTheorem, settings: VerificationSettings, earlier: Certificate?,
    limit: ProofLimit, minimizer: @escaping MinimizerSearch
  ) throws(KernelError) {
    self.theorem = theorem
    self.limit = limit
    (digits, jobs, boxes) = (settings.digits, settings.jobs, settings.boxes)
    allPoints = Domain(theorem: theorem).allPoints(atMost: Self.largestEnumeration)
    statement = try theorem.statement(limit: EvaluationLimit { limit.isExceeded })
    names = CertificateNames(of: theorem)
    domains = DomainCertifier(statement: statement, names: names)
    points = PointCertifier(
      statement: statement, names: names, digits: digits, minimizer: minimizer)
    self.earlier = earlier.map {
      [statement, names] in EarlierProofs($0, statement: statement, names: names)
    }
  }

  /// Whether a claim or its domain depends on roots of equations.
  func hasRoots(_ claim: Int) -> Bool { !statement.roots(ofClaim: claim).isEmpty }

  /// Whether a claim mentions the minimum or the minimizer of a problem.
  func isAboutOptimum(_ claim: Int) -> Bool {
    terms(ofClaim: claim).contains { $0.dependsOnOptimum }
  }

  /// Whether a claim is a comparison that holds where both sides are equal.
  func allowsEquality(_ claim: Int) -> Bool {
    statement.claims[claim].relation?.allowsEquality == true
  }

  private func terms(ofClaim claim: Int) -> [Term] {
    switch statement.claims[claim] {
    case .comparison(let comparison): [comparison.left, comparison.right]
    case .monotone(let term, _, let parameter): [term, .parameter(parameter)]
    }
  }

  /// The theorem with the domain of a claim.
  func theorem(ofClaim claim: Int) -> ElaboratedTheorem {
    theorem.onDomain(of: theorem.claims[claim])
  }

  /// All points of the domain of a claim, where they are few.
  private func allPoints(ofClaim claim: Int) -> [ParameterPoint]? {
    theorem.claims[claim].conditions.isEmpty
      ? allPoints
      : Domain(theorem: theorem(ofClaim: claim)).allPoints(atMost: Self.largestEnumeration)
  }

  private func section(_ claim: Int, _ steps: [CertificateStep]) -> Certificate.Section {
    Certificate.Section(
      claim: theorem.claims[claim].name, steps: steps.map { Certificate.NumberedStep($0) })
  }

  /// What the kernel shows of a claim: on the whole domain where a short search shows it, else at
  /// the points, and then on as much of the domain as the rest of the budget allows.
  ///
  /// The points and the domain have a budget each, and what an earlier certificate shows is kept.
  func proof(ofClaim claim: Int, at points: [ParameterPoint]) -> ClaimProof {
    let kept = earlier?.proofs(ofClaim: theorem.claims[claim].name) ?? []
    var proof = ClaimProof()
    if let whole = EarlierProofs.onDomain(kept) {
      proof.isOnDomain = true
      proof.sections = [whole.section]
      proof.rest(on: [whole.theorem])
      return proof
    }
    let used = searchThroughUsed(claim)
    limit.enter(.domain)
    let partial = EarlierProofs.partialSteps(kept)
    let trial = used ?? domains.trial(ofClaim: claim, budget: budget, resuming: partial)
    proof.stop = limit.cause
    if !trial.isComplete {
      limit.enter(.points)
      let all = allPoints(ofClaim: claim)
      certify(claim, at: all ?? points, areAll: all != nil, keeping: kept, into: &proof)
      proof.stop = proof.stop ?? limit.cause
      limit.enter(.domain)
    }
    var search =
      proof.provedScope == nil ? domains.continued(trial, ofClaim: claim, budget: budget) : trial
    proof.stop = proof.stop ?? limit.cause
    if !search.isComplete, proof.provedScope == nil { search = rewritten(claim) ?? search }
    proof.search = search
    guard let found = search.proof, proof.provedScope == nil else { return proof }
    proof.isOnDomain = found.open.isEmpty
    proof.openPart = OpenPart(
      found, parameters: theorem.parameters, used: usedParameters(ofClaim: claim))
    if found.openShare < Fraction(1) {
      proof.rest(on: [found.theorem])
      proof.sections.append(section(of: found, claim, used: usedParameters(ofClaim: claim)))
    }
    return proof
  }

  var budget: SearchBudget {
    SearchBudget(boxes: boxes, jobs: jobs) { [limit] in limit.isExceeded }
  }

  /// The section that shows a claim on its domain; it names each box that is left open.
  private func section(
    of found: DomainProof, _ claim: Int, used: Set<Int>
  ) -> Certificate.Section {
    var section = section(claim, found.steps)
    var open = found.open.makeIterator()
    for index in section.steps.indices where section.steps[index].step == .open() {
      section.steps[index].comment = open.next().map {
        OpenBoxText.text(of: $0, parameters: theorem.parameters, used: used)
          ?? "no point of the domain"
      }
    }
    return section
  }

  /// The parameters that a claim or an assumption mentions.
  func usedParameters(ofClaim claim: Int) -> Set<Int> {
    let assumed = theorem(ofClaim: claim).assumptions.filter { !$0.isOpenEnd }
      .flatMap { [$0.comparison.left, $0.comparison.right] }
    let terms = terms(ofClaim: claim) + assumed
    return Set(
      statement.parameters.indices.filter { index in
        terms.contains { statement.mentions($0, index) }
      })
  }

  /// Ends of the boxes that a proof leaves open, where the claim looks false.
  func failingEnds(ofClaim claim: Int, _ proof: ClaimProof, seed: UInt64) -> [ParameterPoint] {
    guard !isAboutOptimum(claim) else { return [] }
    return OpenBoxEnds(theorem: theorem(ofClaim: claim), claim: claim, seed: seed)
      .points(of: proof.open)
  }

  /// Where the boxes lie that a proof of an inequality leaves open; `nil` where it shows no part.
  func meetingPlace(ofClaim claim: Int, _ proof: ClaimProof) -> MeetingPlace? {
    guard proof.openPart?.isWhole == false, statement.claims[claim].relation != .equal else {
      return nil
    }
    return MeetingPlace(
      proof.open, parameters: theorem.parameters, used: usedParameters(ofClaim: claim))
  }

  // MARK: Points

  /// Certifies a comparison at points; what an earlier certificate shows at points is kept.
  private func certify(
    _ claim: Int, at places: [ParameterPoint], areAll: Bool,
    keeping kept: [EarlierProofs.Proof], into proof: inout ClaimProof
  ) {
    guard case .comparison = statement.claims[claim] else { return }
    let earlier = EarlierProofs.atPoints(kept).filter { $0.digits ?? digits >= digits }
    let known = Dictionary(earlier.map { ($0.point, $0.proof) }, uniquingKeysWith: { $1 })
    let found = pointProofs(ofClaim: claim, at: places, known: known)
    let examined = Set(places.map(\.values))
    let added = earlier.filter { !examined.contains($0.point) }.map(\.proof)
    let proofs = found + added
    guard !proofs.isEmpty else { return }
    let isToDigits = proofs.contains {
      if case .point(_, digits: _?) = $0.theorem.conclusion { true } else { false }
    }
    proof.certified = ClaimProof.CertifiedPoints(
      count: proofs.count, tried: places.count + added.count,
      digits: isToDigits ? digits : nil, areAll: areAll)
    proof.sections = proofs.map(\.section)
    proof.rest(on: proofs.map(\.theorem))
    if let all = try? Theorem.allPoints(proofs.map(\.theorem)),
      case .allPoints(let count) = all.conclusion
    {
      proof.countOfAllPoints = count
    }
  }

  private func pointProofs(
    ofClaim claim: Int, at places: [ParameterPoint], known: [[Fraction]: EarlierProofs.Proof]
  ) -> [EarlierProofs.Proof] {
    @Sendable func proof(at place: ParameterPoint) -> EarlierProofs.Proof? {
      if let proof = known[place.values] { return proof }
      guard isNameable(place), !limit.isExceeded,
        let proof = try? points.proof(ofClaim: claim, at: place.values)
      else { return nil }
      return (section(claim, proof.steps), proof.theorem)
    }
    // Where bounds of an optimum do not show the claim at the first point, the others are not worth
    // the time. Formulas cost little, and where both sides meet at one point others may tell.
    guard let first = places.first else { return [] }
    let start = proof(at: first)
    guard start != nil || !known.isEmpty || !isAboutOptimum(claim) else { return [] }
    let rest = parallelMap(count: places.count - 1, jobs: jobs) { proof(at: places[$0 + 1]) }
    return ([start] + rest).compactMap { $0 }
  }

  /// A section that shows the first of the points that certainly lies in the domain: beside a proof
  /// on a domain, it shows that the domain is not empty.
  func pointOfDomain(_ claim: Int, among places: [ParameterPoint]) -> Certificate.Section? {
    limit.begin(.addition)
    return places.lazy.compactMap { place -> Certificate.Section? in
      guard isNameable(place),
        let proof = try? points.pointOfDomain(ofClaim: claim, at: place.values)
      else { return nil }
      return section(claim, proof.steps)
    }.first
  }

  // MARK: Refutations

  /// The failure of the claim at a point that the intervals of the verifier found.
  func refutation(ofClaim claim: Int, at failing: FailingPoints) -> ClaimProof? {
    guard isNameable(failing.left), isNameable(failing.right) else { return nil }
    let (left, right) = (failing.left.values, failing.right.values)
    let changed = left.indices.first { left[$0] != right[$0] }
    guard
      let found =
        (try? points.refutation(
          ofClaim: claim, at: left, versus: changed.map { right[$0] }))
        ?? (left == right
          ? domains.refutation(ofClaim: claim, at: left, budget: budget) : nil)
    else { return nil }
    var proof = ClaimProof()
    proof.refutation = CheckReport.text(of: found.theorem.conclusion, names: names)
    proof.sections = [section(claim, found.steps)]
    proof.rest(on: [found.theorem])
    proof.counterexample = Counterexample(
      of: theorem, at: failing, left: found.sides?.left, right: found.sides?.right,
      isCertified: true)
    return proof
  }

  /// Whether the kernel confirms at both points that every root is the only one.
  func enclosesRoots(ofClaim claim: Int, at failing: FailingPoints) -> Bool {
    [failing.left, failing.right].allSatisfy { point in
      points.enclosesRoots(ofClaim: claim, at: point.values)
    }
  }

  /// The failure of the claim at the first of the points that shows one, or between it and a
  /// neighbour; at last where an earlier certificate shows one.
  func refutation(ofClaim claim: Int, among points: [ParameterPoint]) -> ClaimProof? {
    let pairs = points.lazy.flatMap { self.pairs(ofClaim: claim, at: $0) }
    for failing in pairs {
      if let proof = refutation(ofClaim: claim, at: failing) { return proof }
    }
    let kept = earlier?.proofs(ofClaim: theorem.claims[claim].name) ?? []
    return EarlierProofs.failures(kept).lazy.compactMap { failure in
      var other = failure.point
      if let versus = failure.versus { other[versus.parameter] = versus.value }
      return refutation(
        ofClaim: claim,
        at: FailingPoints(
          left: ParameterPoint(values: failure.point, origin: .given),
          right: ParameterPoint(values: other, origin: .given)))
    }.first
  }

  private func pairs(ofClaim claim: Int, at point: ParameterPoint) -> [FailingPoints] {
    guard case .monotone(_, _, let parameter) = statement.claims[claim] else {
      return [FailingPoints(left: point, right: point)]
    }
    let domain = Domain(theorem: theorem(ofClaim: claim))
    return ClaimVerifier.neighbourSteps.compactMap { step in
      let pair = try? domain.neighbours(of: point, along: parameter, step: step)
      return pair.map { FailingPoints(left: $0.lower, right: $0.upper) }
    }
  }

  /// Whether a certificate can name a point: readers take numbers of so many characters.
  private func isNameable(_ point: ParameterPoint) -> Bool {
    point.values.allSatisfy { $0.description.utf8.count <= Fraction.textLimit }
  }
}
