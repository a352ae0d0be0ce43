import Models
import Reals
import Testing

@testable import Verification

@Suite("SolutionSweep") struct SolutionSweepTests {
  private static let rest = [("lambda_W", "0.01"), ("lambda_H", "0.01")]

  private func sweep(
    _ arguments: [(String, String)], model: String = "positive-layer-peeled"
  ) throws -> SolutionSweep {
    try SolutionSweep(
      solving: model, arguments: (arguments + Self.rest).map { (name: $0.0, value: $0.1) },
      settings: VerificationSettings(digits: 12, starts: 2))
  }

  @Test("each point has the solution that it has by itself")
  func points() throws {
    let sweep = try sweep([("N", "2..3"), ("K", "1"), ("M", "3"), ("alpha", "0:0.2:0.1")])
    #expect(
      sweep.points.map { "\($0.arguments[0].value) \($0.arguments[3].value)" } == [
        "2 0", "2 0.1", "2 0.2", "3 0", "3 0.1", "3 0.2",
      ])
    for point in sweep.points {
      let alone = try self.sweep(
        point.arguments.prefix(4).map { ($0.name, $0.value) }
      ).points[0]
      #expect(alone.solution?.rows.map(\.descent) == point.solution?.rows.map(\.descent))
      #expect(point.reason == nil && point.solution != nil)
    }
  }

  @Test("a list of class sizes is one value, and lists in brackets are several")
  func classSizes() throws {
    let one = try sweep([("class_sizes", "2,1"), ("M", "2"), ("alpha", "0")])
    #expect(one.points.map { $0.arguments[0].value } == ["[2, 1]"])
    let two = try sweep([("class_sizes", "[2, 1],[1,1]"), ("M", "2"), ("alpha", "0")])
    #expect(two.points.map { $0.arguments[0].value } == ["[2, 1]", "[1, 1]"])
    #expect(
      two.points[0].solution?.rows.map(\.descent) == one.points[0].solution?.rows.map(\.descent))
  }

  @Test("points that the model refuses stay; where it refuses all, the request is wrong")
  func refusals() throws {
    let sweep = try sweep([("N", "2"), ("K", "1"), ("M", "2"), ("alpha", "0,1")])
    #expect(sweep.points.map(\.reason) == [nil, "alpha = 1 is outside [0, 1)"])
    #expect(sweep.points[1].solution == nil)
    let error = #expect(throws: RequestError.self) {
      try self.sweep([("N", "2"), ("K", "1"), ("M", "2"), ("alpha", "1,2")])
    }
    #expect(error?.description == "alpha = 1 is outside [0, 1)")
  }
}
