import Exact
import Foundation
import Reals
import TestSupport
import Testing

@testable import Kernel
@testable import TheoremLanguage

/// The functions of the second checker are those of the kernel: its table says the same, and values
/// and derivatives agree in every bit.
///
/// `CHECKERS_TEST_MULTIPLIER` says how many times 100 intervals there are for each function.
@Suite("Functions of both checkers") struct PythonFunctionsTests {
  static let count =
    Sweep.checkersMultiplier * 100

  @Test("the tables have the same rows", .enabled(if: PythonProgram.isAvailable))
  func rows() throws {
    let rows = try PythonChecker.values(
      of: "' '.join(sorted(f'{f}:{F.course}:{F.zero}:{F.reach}' for f, F in FUNCTIONS.items()))")
    func text(_ value: Int?) -> String { value.map(String.init) ?? "None" }
    let known = UnaryFunction.named.values.map(\.properties).map {
      "\($0.name):\($0.course):\(text($0.zero)):\(text($0.largestArgumentExponent))"
    }
    #expect(rows == known.sorted().joined(separator: " "))
    let words = try PythonChecker.values(
      of: "'; '.join(f'{word} = {body}' for word, body in SHORTHANDS.items())")
    #expect(words == Shorthand.all.map { "\($0.name) = \($0.body)" }.joined(separator: "; "))
    let called = try PythonChecker.values(of: "' '.join(sorted(CALLED))")
    #expect(called == Vocabulary.functions.joined(separator: " "))
  }

  /// An interval in the domain of most functions, of short ends.
  private func argument(
    of function: UnaryFunction, _ generator: inout SeededGenerator
  ) -> (a: Int, b: Int, e: Int) {
    func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let size = function == .asin ? 0 : random(0...4) == 0 ? random(-300 ... -5) : random(-3...4)
    let a = random(-(1 << 20)...(1 << 20))
    return (a, a + [0, 1, 1 << 10, 1 << 18, 1 << 20][random(0...4)], size - 20)
  }

  private func text(_ end: Dyadic) throws -> String {
    end.isInfinite ? (end.sign < 0 ? "-inf" : "inf") : "\(try end.fraction)"
  }

  @Test("values and derivatives agree in every bit", .enabled(if: PythonProgram.isAvailable))
  func values() throws {
    var generator = SeededGenerator(seed: 12, label: "functions of both checkers")
    var (list, known): ([String], [String]) = ([], [])
    for function in UnaryFunction.named.values.sorted(by: { $0.rawValue < $1.rawValue })
    where function != .absolute {
      for _ in 0..<Self.count {
        let (a, b, e) = argument(of: function, &generator)
        let bits = [32, 53, 64, 128, 200].randomElement(using: &generator) ?? 64
        list.append("\(function.name) \(bits) \(a) \(b) \(e)")
        let jets = JetCalculator(
          calculator: Calculator(precisionInBits: bits), order: 2, count: 1)
        let x = try DyadicInterval(
          lower: Dyadic(BigInteger(a), exponent: e), upper: Dyadic(BigInteger(b), exponent: e))
        guard let jet = try? jets.function(function, jets.variable(0, x)) else {
          known.append("refused")
          continue
        }
        known.append(
          try [jet.value, jet.first[0], jet.second[0]].flatMap { [$0.lower, $0.upper] }
            .map(text).joined(separator: " "))
      }
    }
    try withTemporaryFolder { folder in
      let found = try PythonChecker.functionValues(list, in: folder)
      #expect(found.count == list.count)
      for (line, (found, known)) in zip(list, zip(found, known)) {
        #expect(found == known, "\(line)")
      }
    }
    // Most intervals lie in the domains; a sweep of length 0 has none.
    #expect(known.isEmpty || known.count { $0 == "refused" } < known.count / 4)
  }
}
