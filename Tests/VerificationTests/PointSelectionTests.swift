import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("PointSelection") struct PointSelectionTests {
  private func choice(
    _ parameters: [String], assume: String = "", count: Int, seed: UInt64 = 1
  ) throws -> PointSelection.Choice {
    let host = try theorem(parameters: parameters, "\(assume)\nclaim c: 0 < 1")
    return try PointSelection(domain: Domain(theorem: host), seed: seed).points(count: count)
  }

  @Test("corners come first: all lower ends, all upper ends, then others")
  func corners() throws {
    let choice = try choice(["a, b : real in [1, 2]"], count: 16)
    #expect(choice.points.count == 16 && choice.rejected == 0)
    #expect(choice.points.prefix(4).map(\.origin) == [.corner, .corner, .corner, .corner])
    #expect(choice.points[0] == (try point("1", "1")))
    #expect(choice.points[1] == (try point("2", "2")))
    #expect(Set(choice.points.prefix(4)).count == 4)
    #expect(choice.points.dropFirst(4).allSatisfy { $0.origin == .random })
  }

  @Test("where a range has no end, corners stand at powers of ten above the lower end")
  func endlessCorners() throws {
    let choice = try choice(["n : integer in [2, infinity)"], count: 36)
    let corners = choice.points.filter { $0.origin == .corner }.map { $0.values[0] }
    #expect(corners.count == 9 && corners[0] == Fraction(2))
    let powers = (0...9).map { decade in
      Fraction(1 + (0..<decade).reduce(1) { product, _ in product * 10 })
    }
    #expect(
      corners.allSatisfy { corner in powers.contains { abs(($0 - corner).integer ?? 9) <= 1 } })
  }

  @Test("no point lies on an open end, and corners above one stand at powers of ten around 1")
  func openCorners() throws {
    let choice = try choice(["d : real in (0, infinity)", "x : real in (0, 1)"], count: 60)
    #expect(choice.points.count == 60 && choice.rejected == 0)
    let corners = choice.points.filter { $0.origin == .corner }
    let powers = try (-6...6).map { try Fraction(10).power($0) }
    #expect(corners.count == 15 && corners.allSatisfy { powers.contains($0.values[0]) })
    let ends = try ["0.001", "0.999"].map(rational)
    #expect(corners.allSatisfy { ends.contains($0.values[1]) })
    for bound in [Fraction(1), try rational("1e-3"), Fraction(1000)] {
      #expect(choice.points.count { $0.values[0] < bound } > 5)
      #expect(choice.points.count { $0.values[0] > bound } > 5)
    }
  }

  @Test("points are different, and the same for the same seed only")
  func determinism() throws {
    let parameters = ["a : real in [0, 1]", "n : integer in [1, 9]"]
    let first = try choice(parameters, count: 40).points
    #expect(Set(first).count == 40)
    #expect(try choice(parameters, count: 40).points == first)
    #expect(try choice(parameters, count: 40, seed: 2).points != first)
  }

  @Test("a finite domain is exhausted", arguments: [1, 4, 9, 50])
  func finite(count: Int) throws {
    let found = try choice(["n, m : integer in [1, 3]"], count: count).points
    #expect(found.count == min(count, 9))
  }

  @Test("as many points as asked for, beyond the tries for a single one")
  func many() throws {
    let wanted = PointSelection.triesPerPoint + 500
    #expect(try choice(["a : real in [0, 1]"], count: wanted).points.count == wanted)
  }

  @Test("rejected points are counted; an unsatisfiable assumption leaves none")
  func rejected() throws {
    let unsatisfiable = try choice(["a : real in [0, 1]"], assume: "assume a > 2", count: 3)
    #expect(unsatisfiable.points.isEmpty)
    // Two corners, then random points of three digits each; repeated ones count once.
    #expect((900...2_002).contains(unsatisfiable.rejected))
    let half = try choice(["a : real in [0, 1]"], assume: "assume a > 1/2", count: 200)
    #expect(
      half.points.count == 200
        && half.points.allSatisfy { $0.values[0] + $0.values[0] > Fraction(1) })
    #expect((100...400).contains(half.rejected))
  }

  @Test("an assumption without a value is reported with its point")
  func undefined() throws {
    let choice = try choice(
      ["n : integer in [0, 3]"], assume: "assume n >= 0 and 1/n > 0", count: 4)
    let undefined = try #require(choice.undefined)
    #expect(undefined.assumption == 1)
    #expect(undefined.point == (try point("0")))
    #expect(undefined.error.reason == "division by zero")
  }

  @Test("a theorem without parameters has one point, if its assumptions hold")
  func noParameters() throws {
    #expect(try choice([], count: 8).points.count == 1)
    #expect(try choice([], assume: "assume 2 < 1", count: 8).points.isEmpty)
  }
}
