import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("Domain") struct DomainTests {
  /// Domains whose membership is decided below in exact arithmetic, without the evaluator.
  private struct Example: CustomTestStringConvertible {
    let name: String
    let parameters: [String]
    let assumption: String
    let holds: @Sendable ([Fraction]) -> Bool
    var testDescription: String { name }
  }

  private static let examples = [
    Example(name: "a box", parameters: ["a, b : real in [0.1, 0.3]"], assumption: "") { v in
      v.allSatisfy { Fraction(1) <= $0 * Fraction(10) && $0 * Fraction(10) <= Fraction(3) }
    },
    Example(
      name: "ends that depend on earlier parameters",
      parameters: [
        "N : integer in [2, 9]", "M : integer in [N/2, N + 1/2]", "x : real in [-M, N*M]",
      ],
      assumption: ""
    ) { v in
      v[0].isInteger && v[1].isInteger && v[1] + v[1] >= v[0] && v[1] <= v[0]
        && v[2] >= -v[1] && v[2] <= v[0] * v[1]
    },
    Example(
      name: "a disc", parameters: ["x, y : real in [-1, 1]"], assumption: "assume x^2 + y^2 <= 1"
    ) { v in v[0] * v[0] + v[1] * v[1] <= Fraction(1) },
    Example(
      name: "a transcendental end",
      parameters: ["x : real in [1, sqrt(2)]", "y : real in [sqrt(2), 2]"],
      assumption: ""
    ) { v in
      v[0] >= Fraction(1) && v[0] * v[0] <= Fraction(2) && v[1] * v[1] >= Fraction(2)
        && v[1] <= Fraction(2)
    },
    Example(
      name: "logarithmic scales",
      parameters: ["x : real in [1e-300, 1e5] log", "y : real in [x, 2*x] log"],
      assumption: ""
    ) { v in v[0].sign > 0 && v[0] <= v[1] && v[1] <= v[0] + v[0] },
    Example(
      name: "a range of almost no width", parameters: ["x : real in [1/3, 1/3 + 1e-40]"],
      assumption: ""
    ) { v in v[0] * Fraction(3) >= Fraction(1) && v[0] * Fraction(4) < Fraction(3) },
  ]

  @Test("every point lies in its domain, by exact arithmetic", arguments: examples.indices)
  func membership(index: Int) throws {
    let example = Self.examples[index]
    let domain = Domain(
      theorem: try theorem(parameters: example.parameters, "\(example.assumption)\nclaim c: 0 < 1"))
    var generator = SeededGenerator(seed: 4, label: example.name)
    var inside = 0
    for round in 0..<200 {
      let coordinates = (0..<domain.dimension).map { _ in
        round < 8 ? Double(generator.integer(0...1)) : generator.uniform()
      }
      guard let point = try domain.point(at: coordinates, origin: .random) else { continue }
      let isInside = try domain.satisfiesAssumptions(point.values)
      check(isInside == example.holds(point.values), "\(example.name): \(point.values) \(isInside)")
      check(try domain.contains(point.values) == isInside, "\(example.name): \(point.values)")
      if isInside { inside += 1 }
    }
    #expect(inside > 50)
  }

  @Test("what lies outside is not contained")
  func outside() throws {
    let domain = Domain(
      theorem: try theorem(
        parameters: ["N : integer in [2, 9]", "x : real in [0, N]"], "assume x < 3\nclaim c: 0 < 1")
    )
    for (n, x, isInside) in [
      ("2", "2", true), ("2", "2.0001", false), ("5/2", "1", false), ("1", "1", false),
      ("10", "1", false), ("9", "-0.0001", false), ("9", "3", false), ("9", "2.999", true),
    ] {
      #expect(try domain.contains([rational(n), rational(x)]) == isInside, "N = \(n), x = \(x)")
    }
  }

  @Test("transcendental ends are rounded inwards, integer ends to integers")
  func roundedEnds() throws {
    let host = try theorem(
      parameters: ["x : real in [sqrt(2), sqrt(3)]", "n : integer in [sqrt(2), 7/2]"])
    let domain = Domain(theorem: host)
    let real = try #require(try domain.range(of: host.parameters[0], given: []))
    #expect(real.lower * real.lower > Fraction(2) && real.upper * real.upper < Fraction(3))
    #expect((real.lower * real.lower - Fraction(2)).approximateDouble < 1e-30)
    let integer = try #require(try domain.range(of: host.parameters[1], given: [Fraction(1)]))
    #expect(integer.lower == Fraction(2) && integer.upper == Fraction(3))
  }

  @Test("empty ranges have no point, undefined ones say which")
  func emptyAndUndefined() throws {
    let empty = try theorem(parameters: ["a : real in [0, 1]", "b : real in [a + 1, a]"])
    #expect(try Domain(theorem: empty).point(at: [0.5, 0.5], origin: .random) == nil)
    let undefined = try theorem(parameters: ["a : real in [0, 1]", "b : real in [0, 1/a]"])
    let error = #expect(throws: RangeError.self) {
      try Domain(theorem: undefined).point(at: [0, 0.5], origin: .random)
    }
    #expect(error?.parameter.name == "b")
  }

  @Test("an assumption on its boundary is not satisfied, and said to be open")
  func boundary() throws {
    let host = try theorem(
      parameters: ["a : real in [0, 2]"],
      "assume sqrt(a)^2 <= a and a >= 0\nclaim c: 0 < 1")
    let domain = Domain(theorem: host)
    #expect(try domain.decides(assumption: 0, [Fraction(2)]) == nil)
    #expect(try !domain.satisfies(assumption: 0, [Fraction(2)]))
    #expect(try domain.decides(assumption: 0, [Fraction(1)]) == true)
    #expect(try domain.decides(assumption: 1, [Fraction(0)]) == true)
  }

  @Test("a hair from the boundary takes more precision, and is told")
  func nearBoundary() throws {
    let host = try theorem(
      parameters: ["a : real in [0, 2]"], "assume sqrt(a)^2 < a + 1e-200\nclaim c: 0 < 1")
    #expect(try Domain(theorem: host).decides(assumption: 0, [Fraction(2)]) == true)
  }

  @Test(
    "coordinates come back",
    arguments: [("1e-7", "0.1", true), ("-3", "5", false), ("1e-400", "1", true)])
  func roundTrip(low: String, high: String, isLogarithmic: Bool) throws {
    let range = ParameterRange(lower: try rational(low), upper: try rational(high))
    for step in 0...50 {
      let coordinate = Double(step) / 50
      let value = range.real(at: coordinate, isLogarithmic: isLogarithmic)
      let back = range.coordinate(of: value, isInteger: false, isLogarithmic: isLogarithmic)
      // Three digits: a relative error of 1/200 over the range's logarithm, or of its width.
      check(abs(back - coordinate) < 0.01, "\(low), \(high): \(coordinate) came back as \(back)")
      check(range.contains(value), "\(value) is outside")
    }
  }

  @Test("a logarithmic scale gives every decade its share, however small the lower end")
  func logarithmicShares() throws {
    let range = ParameterRange(lower: try rational("1e-400"), upper: Fraction(1))
    let middle = range.real(at: 0.5, isLogarithmic: true)
    #expect(middle == (try rational("1e-200")))
    #expect(range.real(at: 0.9, isLogarithmic: true) == (try rational("1e-40")))
  }

  @Test("every integer of a range has its share, and huge ranges do not trap")
  func integers() throws {
    let range = ParameterRange(lower: Fraction(-3), upper: Fraction(3))
    var counts: [Fraction: Int] = [:]
    for step in 0..<700 { counts[range.integer(at: (Double(step) + 0.5) / 700), default: 0] += 1 }
    #expect(counts.count == 7 && counts.values.allSatisfy { $0 == 100 })
    #expect(range.integer(at: 1) == Fraction(3))
    for value in -3...3 {
      let coordinate = range.coordinate(of: Fraction(value), isInteger: true, isLogarithmic: false)
      #expect(range.integer(at: coordinate) == Fraction(value))
    }
    let huge = ParameterRange(lower: Fraction(0), upper: try rational("1e30"))
    #expect(huge.integer(at: 0.5) == (try rational("5e29")))
    #expect(huge.integer(at: 1) == huge.upper)
  }

  @Test("a range without end has values of all magnitudes, and contains those beyond")
  func endless() throws {
    let host = try theorem(
      parameters: ["n : integer in [2, infinity)", "x : real in [n, infinity)"])
    let domain = Domain(theorem: host)
    #expect(try domain.values(at: [0, 0]) == [Fraction(2), Fraction(2)])
    #expect(try domain.values(at: [1, 0])[0] == Fraction(2 + Domain.largestDistance))
    let range = try #require(try domain.range(of: host.parameters[0], given: []))
    for decade in 1...8 {
      let value = range.integer(at: Double(decade) / 9).approximateDouble
      let expected = (0..<decade).reduce(1.0) { product, _ in product * 10 } + 1
      check(abs(value - expected) <= 1, "\(decade): \(value)")
      let back = range.coordinate(
        of: range.integer(at: Double(decade) / 9), isInteger: true, isLogarithmic: false)
      check(abs(back - Double(decade) / 9) < 0.02, "\(decade) came back as \(back)")
    }
    #expect(range.contains(try rational("1e300")) && !range.contains(Fraction(1)))
    #expect(try domain.contains([try rational("1e40"), try rational("1e41")]))
    #expect(try !domain.contains([try rational("1e40"), Fraction(5)]))
    let pair = try domain.neighbours(
      of: ParameterPoint(values: [Fraction(7), Fraction(9)], origin: .given), along: 0, step: 0.1)
    #expect(pair?.upper.values[0] == Fraction(8))
  }

  @Test("with problems a range without end is sampled near its lower end")
  func endlessModel() throws {
    let host = try theorem(
      parameters: ["M : integer in [2, infinity)"],
      """
      problem positive_layer_peeled(N = 2, K = 1, M, alpha = 0, lambda_W = 1, lambda_H = 1)
      claim c: minimum > 0
      """)
    #expect(try Domain(theorem: host).values(at: [1])[0] == Fraction(10))
    let open = try theorem(
      parameters: ["d : real in (0, infinity)"],
      """
      problem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = d, lambda_H = 1)
      claim c: minimum > 0
      """)
    let ends = try [0, 1].map { try Domain(theorem: open).values(at: [$0])[0] }
    #expect(ends == [try rational("0.001"), Fraction(1000)])
  }

  @Test("ranges of zero width have one value")
  func zeroWidth() throws {
    let range = ParameterRange(lower: try rational("1/3"), upper: try rational("1/3"))
    for coordinate in [0, 0.3, 1] {
      #expect(range.real(at: coordinate, isLogarithmic: true) == (try rational("1/3")))
    }
    #expect(range.coordinate(of: try rational("1/3"), isInteger: false, isLogarithmic: false) == 0)
    let one = ParameterRange(lower: Fraction(5), upper: Fraction(5))
    #expect(one.integer(at: 0.7) == Fraction(5))
  }
}

@Suite("Domain+Neighbours") struct DomainNeighboursTests {
  @Test("neighbours differ in one parameter, lie in the domain, and are in order")
  func order() throws {
    let domain = Domain(
      theorem: try theorem(
        parameters: ["a : real in [0, 1]", "b : real in [a, 2] log", "n : integer in [1, 3]"],
        "assume a + b < 2.5\nclaim c: 0 < 1"))
    var generator = SeededGenerator(seed: 5, label: "neighbours")
    var found = 0
    for _ in 0..<100 {
      let coordinates = (0..<3).map { _ in generator.uniform() }
      guard let point = try domain.point(at: coordinates, origin: .random),
        try domain.contains(point.values)
      else { continue }
      for axis in 0..<3 {
        guard let pair = try domain.neighbours(of: point, along: axis, step: 0.25) else { continue }
        found += 1
        check([pair.lower, pair.upper].contains(point), "\(point.values) is not one of the two")
        check(pair.lower.values[axis] < pair.upper.values[axis], "\(pair) is out of order")
        check(try domain.contains(pair.lower.values), "\(pair.lower.values) is outside")
        check(try domain.contains(pair.upper.values), "\(pair.upper.values) is outside")
        for other in 0..<3 where other != axis {
          check(pair.lower.values[other] == pair.upper.values[other], "\(pair) differ in \(other)")
        }
      }
    }
    #expect(found > 150)
  }

  @Test("no neighbour where the range is a point")
  func none() throws {
    let domain = Domain(theorem: try theorem(parameters: ["a : real in [1, 1]"]))
    #expect(try domain.neighbours(of: point("1"), along: 0, step: 0.5) == nil)
  }

  @Test("a neighbour at which an assumption is undefined is named")
  func undefined() throws {
    let domain = Domain(
      theorem: try theorem(
        parameters: ["n : integer in [1, 3]"], "assume 1/(n - 2) < 7\nclaim c: 0 < 1"))
    let failure = #expect(throws: EvaluationFailure.self) {
      try domain.neighbours(of: point("1"), along: 0, step: 0.5)
    }
    #expect(failure?.point == (try point("2")))
  }
}
