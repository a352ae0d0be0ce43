import CertificateFormat
import Exact
import Foundation
import Kernel
import Reals
import TestSupport
import Testing

/// Mutants of certificates: each is rejected or establishes something that is true.
///
/// What is true is known: all claims of the corpus's theorem files hold on their whole domains but
/// those marked `expect refuted`. `CERTIFICATE_MUTANTS` sets how many mutants there are, and
/// `CERTIFICATE_MUTANTS_IN_PYTHON` how many of others go to both checkers.
@Suite("Certificate mutants") struct CertificateMutationTests {
  @Test("each mutant is rejected or establishes what is true", arguments: 0..<2)
  func mutants(half: Int) throws {
    let files = try corpus("accept").map { ($0, try LoadedTheorem(path: $0.theorem)) }
    var generator = SeededGenerator(seed: 11, label: "mutants/\(half)")
    var (rejected, accepted) = (Set<CertificateMutation>(), Set<CertificateMutation>())
    for index in 0..<Sweep.certificateMutants / 2 {
      let (mutation, file, theorem, mutant) = Self.mutant(index, of: files, &generator)
      guard let found = theorem.theorems(mutant) else {
        rejected.insert(mutation)
        continue
      }
      accepted.insert(mutation)
      for established in found where !Self.isTrue(established, theorem) {
        Issue.record("\(file), \(mutation) \(index): \(String(decoding: mutant, as: UTF8.self))")
      }
    }
    // Were nothing rejected, or everything, the test would not examine what it says.
    guard Sweep.certificateMutants >= 2_000 else { return }
    #expect(rejected == Set(CertificateMutation.allCases))
    #expect(accepted.isSuperset(of: [.digit, .exponent, .edge, .lineRemoved, .wordReplaced]))
  }

  @Test(
    "both checkers say the same about mutants",
    .enabled(if: PythonProgram.isAvailable, "python3 is missing"))
  func checkersAgree() throws {
    let files = try corpus("accept").map { ($0, try LoadedTheorem(path: $0.theorem)) }
    var generator = SeededGenerator(seed: 12, label: "mutants/python")
    try withTemporaryFolder { folder in
      var (expected, list): ([String], [String]) = ([], [])
      for index in 0..<Sweep.certificateMutantsInPython {
        let (_, file, theorem, mutant) = Self.mutant(index, of: files, &generator)
        let path = folder.appending(path: "\(index)")
        try Data(mutant).write(to: path)
        list.append("\(file) \(path.path)")
        expected.append(theorem.output(mutant).replacing("\n", with: "; "))
      }
      let answers = try PythonChecker.answers(list, in: folder)
      try #require(answers.count == expected.count)
      for (path, (found, wanted)) in zip(list, zip(answers, expected)) {
        let isSame = Self.outcome(found) == Self.outcome(wanted)
        #expect(isSame, "\(path): Python says \(found), Swift \(wanted)")
      }
    }
  }

  /// Without the reason of a rejection, for which the checkers have words of their own.
  private static func outcome(_ answer: String) -> Substring {
    answer.hasPrefix("REJECTED") ? answer.prefix { $0 != ":" } : answer[...]
  }

  /// A mutation, the theorem file, and the mutant: files and mutations take turns.
  private static func mutant(
    _ index: Int, of files: [(file: CorpusFile, theorem: LoadedTheorem)],
    _ generator: inout SeededGenerator
  ) -> (CertificateMutation, String, LoadedTheorem, [UInt8]) {
    let (file, theorem) = files[index % files.count]
    let mutations = CertificateMutation.allCases
    let mutation = mutations[index / files.count % mutations.count]
    return (mutation, file.theorem, theorem, mutation.applied(to: file.bytes, &generator))
  }

  private static func isTrue(_ checked: CheckedTheorem, _ theorem: LoadedTheorem) -> Bool {
    let established = checked.theorem
    let isFalse = theorem.theorem.claims[established.claim].expectation == .refuted
    switch established.conclusion {
    case .refuted: return isFalse
    case .allPoints: return !isFalse
    case .inside: return true
    case .domain(let openBoxes):
      return !isFalse || (openBoxes > 0 && checked.openShare == Fraction(1))
    // A false equality may still hold to a digit or none.
    case .point(_, let digits): return !isFalse || (digits ?? 9) <= 1
    }
  }
}
