import Reals
import Solvers
import Testing
import TheoremLanguage

@testable import Verification

@Suite("ProblemInstance") struct ProblemInstanceTests {
  private func keys(_ first: String, _ second: String) throws -> [String] {
    func problem(_ margin: String) -> String {
      "memorization_dilation(margin = \(margin), feature_norm = 1, eta = 0.1, alpha = 0, lambda = 0.01, C_MD = 1, M = 2)"
    }
    let host = try theorem(
      "problem a = \(problem(first))\nproblem b = \(problem(second))\nclaim c: 0 < 1")
    return try host.problems.map {
      try ProblemInstance($0, of: host, at: point(), precisionInBits: 400).key
    }
  }

  @Test("equal problems share a key, however they are written; different ones never do")
  func keys() throws {
    let same = try keys("0.5", "1/2")
    #expect(same[0] == same[1])
    let logarithms = try keys("log(3)", "log(3)")
    #expect(logarithms[0] == logarithms[1])
    // Their first 60 digits are the same.
    let close = try keys("log(3)", "log(3) + 1e-70")
    #expect(close[0] != close[1])
    let exact = try keys("1", "1 + 1e-70")
    #expect(exact[0] != exact[1])
  }

  @Test("each different problem is solved once, and more thoroughly when asked")
  func cache() throws {
    let host = try theorem(
      "problem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 1, lambda_H = 1)\nclaim c: 0 < 1"
    )
    let book = ProblemBook(
      theorem: host, settings: DescentSettings(digits: 8, starts: 2), isCancelled: { false })
    let place = (problem: 0, point: try point())
    book.solve([place, place], jobs: 2) { _, total in #expect(total == 1) }
    #expect(book.statistics.starts == 2)
    _ = try book.optimum(0, at: place.point, effort: .usual)
    #expect(book.statistics.starts == 2)
    _ = try book.optimum(0, at: place.point, effort: .thorough)
    #expect(book.statistics.starts == 2 + 64)
  }
}
