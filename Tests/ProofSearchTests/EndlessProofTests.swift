import Exact
import Kernel
import TestSupport
import Testing

@testable import ProofSearch

/// Claims on domains without end: what is true is proved of all numbers, what fails far out or
/// holds in the limit only is not.
@Suite("Proofs without end") struct EndlessProofTests {
  private func search(_ text: String, boxes: Int = 60) throws -> (
    LoadedTheorem, DomainProof?
  ) {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nparameters\n  n : integer in [2, infinity)\n  x : real in [0, infinity)\n"
        + "  y : real in [0, 1]\n\(text)\n")
    return (theorem, theorem.domainProof(ofClaim: 0, budget: SearchBudget(boxes: boxes)))
  }

  @Test(
    "true of all numbers",
    arguments: [
      "claim a: log(n + 1) <= n", "claim a: 2^n > n", "claim a: 1/n > 0",
      "claim a: (n - 1)/n >= 1/2", "claim a: n^2 + 9 > 6*n - 1/1000", "claim a: sqrt(n) > 1.4",
      "claim a: n/(n^2 + 1) <= 1/2", "claim a: log1p(x) <= x", "claim a: (1 + x/n)^2 >= 1 + 2*x/n",
      "claim a: sqrt(n) increases in n", "claim a: -1/(1 + y) + x increases in y",
      "define\n  odds = n*(1 + y)\n  t = log(odds)\nclaim a: t increases in y",
      "assume n*y > 1\ndefine\n  odds = n*y\nclaim a: log(odds) > 0",
      "claim a: max(n, 3) >= n", "claim a: n >= 10 + y - 9*y - 8",
    ])
  func proved(text: String) throws {
    let (theorem, proof) = try search(text)
    let found = try #require(proof)
    #expect(found.open.isEmpty, "\(found.openShare) is open")
    #expect(try theorem.check(found) == [found.theorem])
  }

  @Test(
    "sharp at infinity",
    arguments: [
      "claim a: n*log(1 + 1/n) <= 1", "claim a: n*log(1 + 1/n) < 1", "claim a: 1/n decreases in n",
      "claim a: exp(n*log(1 + 1/n)) < exp(1)", "claim a: n*log(1 + 1/n) >= 1 - 1/(2*n)",
      "claim a: sqrt(n + 1) - sqrt(n) <= 1/(2*sqrt(n))", "claim a: (n - 1)/n*(1 + y) < 1 + y",
      "claim a: (x + 2)*log(1 + 1/(x + 2)) < 1", "claim a: 1/(x + 1) decreases in x",
      "assume n*y >= 1\nclaim a: n*(exp(1/n) - 1) > 1", "claim a: 1/n + 1/(x + 1) > 0",
      "claim a: abs(n*log(1 + 1/n)) < max(1, y)",
    ])
  func sharp(text: String) throws {
    let (theorem, proof) = try search(text)
    let found = try #require(proof)
    #expect(found.open.isEmpty, "\(found.openShare) is open")
    #expect(try theorem.check(found) == [found.theorem])
  }

  @Test("a proof is the same for any number of threads, and is taken up where it stopped")
  func resumed() throws {
    let theorem = try search("claim a: n*log(1 + 1/n) < 1 - y/1000000 + 1/2000000 - 1e-9").0
    let one = try #require(theorem.domainProof(ofClaim: 0, budget: SearchBudget(boxes: 80)))
    let two = try #require(
      theorem.domainProof(ofClaim: 0, budget: SearchBudget(boxes: 80, jobs: 2)))
    #expect(one.steps == two.steps && !one.open.isEmpty)
    // What is open is said of n, not of y: it has numbers from 2 on, and no end where y has 0.
    #expect(one.open.allSatisfy { $0.ranges[0].lower >= Fraction(2) })
    let later = try #require(
      theorem.domainProof(ofClaim: 0, budget: SearchBudget(boxes: 20), resuming: one.steps))
    #expect(later.openShare <= one.openShare)
  }

  @Test(
    "false far out, true in the limit only, or sharp at infinity",
    arguments: [
      "claim a: n <= 1000000", "claim a: n*x < 1000000000000", "claim a: n^2 <= 48*n + 100",
      "claim a: 1/n <= 0", "claim a: (n - 1)/n >= 1", "claim a: exp(-x) <= 0",
      "claim a: log(n) < 100", "claim a: 2^n < 1e100",
      "claim a: n*log(1 + 1/n) >= 1 - 1/1000000",
      "claim a: n*log(1 + 1/n) >= 1 - 1/(2*n) + 1/(3*n^2)",
      "claim a: 1/n increases in n", "claim a: n*(exp(1/n) - 1) <= 1 + 1/(2*n)",
      "claim a: min(n, 1000) increases in n", "claim a: sigmoid(x) > 0.999 - 1/n",
    ])
  func open(text: String) throws {
    #expect(try search(text).1?.open.isEmpty != true)
  }

  @Test("a range without end is cut at a multiple of its lower end, the next cut further out")
  func cuts() {
    var lower = Fraction(-3)
    var cuts: [Fraction] = []
    for _ in 0..<40 {
      lower = SplitPoint.value(in: .init(lower: lower, upper: nil), isInteger: true)
      cuts.append(lower)
    }
    #expect(Array(cuts.prefix(6)) == [0, 1, 2, 4, 8, 16].map { Fraction($0) })
    #expect(zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 } && cuts.allSatisfy(\.isInteger))
    #expect(cuts[39].numerator.bitWidth < 1000)
  }

  @Test("a search looks around in a finite part that holds the lower end")
  func finitePart() {
    for lower in [-5, 0, 7] {
      let range = Box.Range(lower: Fraction(lower), upper: nil)
      #expect(range.finitePart.lower == range.lower && range.finitePart.upper > range.lower)
      #expect(range.contains(range.middle) && range.contains(range.finitePart.upper))
    }
    let bounded = Box.Range(lower: Fraction(1), upper: Fraction(4))
    #expect(bounded.finitePart == (Fraction(1), Fraction(4)) && bounded.middle == Fraction("5/2"))
  }
}
