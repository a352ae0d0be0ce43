import Testing

@testable import Reals

@Suite("NumberError") struct NumberErrorTests {
  @Test("every message says what was wrong and, where one can act, what to do")
  func messages() {
    let cases: [(NumberError, String)] = [
      (
        .malformedNumber("1,5"),
        "'1,5' is not a number; write one like 3, 0.1, -1.5e-3 or 22/7"
      ),
      (
        .exponentTooLarge("1e999999", limit: 100_000),
        "the exponent of '1e999999' is too large; exact numbers go up to 100000"
      ),
      (.divisionByZero, "division by zero"),
      (
        .precisionOutOfRange(bits: 1, allowed: 2...100),
        "a precision of 1 bits is not possible; choose between 2 and 100"
      ),
      (
        .outsideDomain(function: "log", argument: "[-2, -1]", certainly: true),
        "log is not defined at [-2, -1]"
      ),
      (
        .outsideDomain(function: "log", argument: "[-1, 2]", certainly: false),
        "log is not defined on all of [-1, 2]; more precision may help"
      ),
      (.empty(lower: "2", upper: "1"), "no real number lies between 2 and 1"),
    ]
    for (error, message) in cases { #expect(error.description == message) }
  }
}
