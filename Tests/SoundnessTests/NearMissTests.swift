import CertificateFormat
import Exact
import Kernel
import ProofSearch
import Reals
import TestSupport
import Testing

/// No false claim that looks like a true one is proved.
///
/// Theorems about optima on endless domains and identities are changed in one place. Whether what
/// comes of it is false is decided at single points, from the closed form; what is not certainly
/// false there is passed over. `NEAR_MISSES` says how many false claims there are; the first of
/// each part go to the search and to the checker in Python, too.
@Suite("Near misses") struct NearMissTests {
  /// How many parts, which run side by side, the false claims are in.
  private static let partCount = 8

  @Test(
    "the theorems are true, at the points and by their certificates", arguments: TrueTheorem.names)
  func controls(name: String) throws {
    let theorem = try TrueTheorem(name)
    #expect(theorem.proofs.count == theorem.claims.count)
    for (claim, proof) in zip(theorem.claims, theorem.proofs) {
      let name = claim.dropFirst(6).prefix { $0 != ":" }
      let certificate = ["closedform-certificate 1", "claim \(name)"] + proof + ["end", ""]
      let output = try LoadedTheorem(TrueTheorem.text(theorem.head, claim))
        .output(certificate.joined(separator: "\n").utf8)
      #expect(output.hasPrefix("claim \(name): proved on the whole domain"), "\(claim): \(output)")
      let reference = try LoadedTheorem(theorem.reference(theorem.head, claim))
      var held = 0
      for point in try theorem.points(Fraction(10).power(-6)) {
        let node = try Node.at(point, of: reference.statement, claim: 0)
        guard theorem.place(point) == .known,
          (try? Theorem.inside(node, precisionInBits: 384)) != nil
        else { continue }
        held += 1
        #expect((try? Theorem.fails(node, versus: nil, precisionInBits: 384)) == nil, "\(point)")
        if claim.contains(" = ") {
          _ = try Theorem.holds(node, digits: 20, precisionInBits: 384)
        }
      }
      #expect(held >= 3, "\(claim)")
    }
  }

  @Test("no certificate proves a near miss", arguments: 0..<partCount)
  func misses(part: Int) throws {
    let theorems = try TrueTheorem.names.map { try TrueTheorem($0) }
    var generator = SeededGenerator(seed: 12, label: "near misses \(part)")
    let wanted = Sweep.nearMisses / Self.partCount
    var (tried, count, changes) = (0, 0, Set<NearMiss.Change>())
    while count < wanted {
      tried += 1
      guard let miss = try NearMiss(of: generator.pick(theorems), &generator),
        try miss.isFalse() == true
      else { continue }
      changes.insert(miss.change)
      let loaded = try LoadedTheorem(miss.text)
      for certificate in miss.certificates {
        check(!proves(loaded, certificate), "\(miss.text)\n\(certificate)")
      }
      if count < min(4, 1 + wanted / 500) {
        search(loaded, miss.text)
        let output = try PythonChecker.output(theorem: miss.text, certificate: miss.certificates[0])
        #expect(!output.contains("proved on the whole domain"), "\(miss.text)\n\(output)")
      }
      count += 1
    }
    #expect(tried < 6 * wanted)
    #expect(wanted < 200 || changes == Set(NearMiss.Change.allCases))
  }

  private func proves(_ theorem: LoadedTheorem, _ certificate: String) -> Bool {
    theorem.theorems(certificate.utf8)?.contains {
      $0.theorem.conclusion == .domain(openBoxes: 0)
    } ?? false
  }

  private func search(_ loaded: LoadedTheorem, _ text: String) {
    let found = DomainCertifier(statement: loaded.statement, names: loaded.names)
      .trial(ofClaim: 0, budget: SearchBudget(boxes: 5))
    #expect(!found.isComplete, "\(text)")
  }
}
