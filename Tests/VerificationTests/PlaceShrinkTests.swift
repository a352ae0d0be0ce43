import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Small places") struct PlaceShrinkTests {
  private func shrunk(_ claim: String, from values: [String]) throws -> [String] {
    let names = ["x", "y"].prefix(values.count)
    let theorem = try theorem(
      parameters: names.map { "\($0) : real in [0, 10]" }, "claim c: \(claim)")
    let decision = ExactDecision(theorem: theorem, claim: theorem.claims[0].statement)
    let place = ExactDecision.Place(values: try values.map { .rational(try rational($0)) })
    guard case .fails(let left, let right) = decision.outcome(at: place) else { return [] }
    let small = PlaceShrink(decision: decision).shrunk(place, left: left, right: right).place
    guard case .fails = decision.outcome(at: small) else { return ["holds"] }
    return small.values.map(\.text)
  }

  @Test("a failing place becomes short and still fails")
  func isShort() throws {
    #expect(try shrunk("x < 3", from: ["7.123456789012345"]) == ["7"])
    #expect(
      try shrunk("(x - 1/3)^2 >= 1e-20", from: ["0.33333333337123456789"]) == ["1/3"])
    #expect(try shrunk("x + y >= 1e-6", from: ["1.2345e-7", "2.3456e-7"]) == ["0", "0"])
    let near = try shrunk(
      "(x - 1)*(x - 1 - 1e-25) >= 0", from: ["1.0000000000000000000000000345678912345"])
    #expect(near == ["1.00000000000000000000000001"])
  }
}
