import Testing

@testable import Numbers

@Test("numbers that cannot be held are enclosed, not lost")
func extremes() throws {
  let huge = try Rational(parsing: "1e30")
  #expect(
    Interval(huge, precisionInBits: 53).exp().description == "[2.0985787164673874e323228496, inf]")
  #expect(
    Interval(-huge, precisionInBits: 53).exp().description == "[0, 2.3825649048879511e-323228497]")
}
