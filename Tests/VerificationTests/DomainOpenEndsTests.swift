import Exact
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

/// Points of ranges that are open at an end.
@Suite("Domains with open ends") struct DomainOpenEndsTests {
  @Test("points keep away from open ends of bounded ranges, and come back")
  func openEnds() throws {
    let host = try theorem(
      parameters: [
        "x : real in (0, 1]", "y : real in [x, 2*x)", "z : real in (1e-6, 1) log",
        "n : integer in (1, 4)", "m : integer in (x, 3]", "k : integer in [0, n)",
      ])
    let domain = Domain(theorem: host)
    for step in 0...20 {
      let values = try domain.values(at: Array(repeating: Double(step) / 20, count: 6))
      #expect(try domain.contains(values), "\(values)")
    }
    let ends = try [0.0, 1].map { try domain.values(at: Array(repeating: $0, count: 6)) }
    #expect(try ends.map { $0[0] } == [rational("0.001"), Fraction(1)])
    #expect(try ends.map { $0[1] } == [rational("0.001"), rational("1.999")])
    #expect(try ends[0][2] < rational("1.02e-6") && ends[0][2] > rational("1e-6"))
    #expect(ends[0][3...] == [Fraction(2), Fraction(1), Fraction(0)])
    #expect(ends[1][3...] == [Fraction(3), Fraction(3), Fraction(2)])
    let inside = try ["0.5", "0.5", "0.5", "2", "1", "1"].map(rational)
    #expect(try domain.contains(inside))
    for (index, value) in ["0", "1", "1", "4", "4", "2"].enumerated() {
      var outside = inside
      outside[index] = try rational(value)
      #expect(try !domain.contains(outside), "\(host.parameters[index].name) = \(value)")
    }
  }

  @Test("above an open lower end all magnitudes are as likely, small and large")
  func openEndless() throws {
    let host = try theorem(parameters: ["a : real in (0, infinity)", "b : real in (a, infinity)"])
    let domain = Domain(theorem: host)
    for (decade, coordinate) in [(-6, 0.0), (-3, 0.25), (0, 0.5), (3, 0.75), (6, 1)] {
      let values = try domain.values(at: [coordinate, coordinate])
      #expect(values[0] == (try Fraction(10).power(decade)), "\(values)")
      #expect(values[1] == values[0] + values[0])
      #expect(try domain.contains(values))
    }
    let range = try #require(try domain.range(of: host.parameters[0], given: []))
    for step in 0...40 {
      let coordinate = Double(step) / 40
      let value = range.real(at: coordinate, isLogarithmic: false)
      let back = range.coordinate(of: value, isInteger: false, isLogarithmic: false)
      check(abs(back - coordinate) < 0.01, "\(coordinate) came back as \(back)")
    }
    #expect(range.contains(try rational("1e-300")) && !range.contains(Fraction(0)))
  }

  @Test("a logarithmic scale above an open end 0 goes from a millionth of the upper end")
  func openLogarithm() throws {
    let host = try theorem(parameters: ["a : real in (0, 0.1] log"])
    let domain = Domain(theorem: host)
    let values = try [0.0, 0.5, 1].map { try domain.values(at: [$0])[0] }
    #expect(try values[2] == rational("0.1") && values[1] == rational("0.0000977"))
    #expect(try values[0] > rational("9e-8") && values[0] < rational("1e-7"))
    let range = try #require(try domain.range(of: host.parameters[0], given: []))
    for step in 0...20 {
      let coordinate = Double(step) / 20
      let value = range.real(at: coordinate, isLogarithmic: true)
      let back = range.coordinate(of: value, isInteger: false, isLogarithmic: true)
      check(range.contains(value) && abs(back - coordinate) < 0.01, "\(coordinate): \(value)")
    }
  }

  @Test("ranges between open ends that meet are empty")
  func openNothing() throws {
    for range in ["(x, x)", "(x, x]", "[x, x)"] {
      let host = try theorem(parameters: ["x : real in [1, 2]", "y : real in \(range)"])
      #expect(try Domain(theorem: host).point(at: [0.5, 0.5], origin: .random) == nil, "\(range)")
    }
    let host = try theorem(parameters: ["x : real in [1, 2]", "n : integer in (x, x + 0.5)"])
    #expect(try Domain(theorem: host).point(at: [0.3, 0.5], origin: .random) == nil)
    #expect(try Domain(theorem: host).point(at: [0.7, 0.5], origin: .random) != nil)
  }
}
