import Exact
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Lists of values") struct ValueListTests {
  private func values(_ text: String) throws -> [String] {
    try ValueList.values(text, of: "x").map(\.decimalText)
  }

  @Test("numbers, whole numbers of a range, steps, and several of them")
  func lists() throws {
    #expect(try values("0.25") == ["0.25"])
    #expect(try values("1/3") == ["1/3"])
    #expect(try values("-2..1") == ["-2", "-1", "0", "1"])
    #expect(try values("5..5") == ["5"])
    #expect(try values("0:0.5:0.1") == ["0", "0.1", "0.2", "0.3", "0.4", "0.5"])
    #expect(try values("0:1:1/3") == ["0", "1/3", "2/3", "1"])
    #expect(try values("0:1:0.3") == ["0", "0.3", "0.6", "0.9"])
    #expect(try values("1:1:5") == ["1"])
    #expect(try values("1e-3,2..4,0:1:0.5") == ["0.001", "2", "3", "4", "0", "0.5", "1"])
  }

  @Test("steps are exact however many there are: the last one is the end")
  func exactness() throws {
    var generator = SeededGenerator(seed: 1, label: "value lists")
    for _ in 0..<200 {
      let count = Int(generator.next() % 500)
      let step = try Fraction(Int(generator.next() % 99) + 1, Int(generator.next() % 99) + 1)
      let first = try Fraction(Int(generator.next() % 99) - 50, Int(generator.next() % 99) + 1)
      let last = first + Fraction(count) * step
      let found = try ValueList.values("\(first):\(last):\(step)", of: "x")
      check(found.count == count + 1 && found.last == last, "\(first):\(last):\(step)")
    }
  }

  @Test(
    "what is no list says what to write",
    arguments: [
      ("", "`x`: '' is not a number; write one like 3, 0.1, -1.5e-3 or 22/7"),
      ("1,,2", "`x`: '' is not a number; write one like 3, 0.1, -1.5e-3 or 22/7"),
      ("0.5..2", "`x`: `0.5..2` is for whole numbers; write a step, as in 0.5:2:0.1"),
      ("5..2", "`x`: `5..2` is empty: its first value is above its last"),
      ("0:1", "`x`: `0:1` is no range; write FIRST:LAST:STEP, as in 0:0.5:0.1"),
      ("0:1:0", "`x`: the step of `0:1:0` must be > 0"),
      ("1:0:-0.1", "`x`: the step of `1:0:-0.1` must be > 0"),
      ("1..200000", "`x` has more than 100000 values"),
      ("0:1:1e-90000", "`x` has more than 100000 values"),
      ("1..90000,1..90000", "`x` has more than 100000 values"),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: RequestError.self) { try ValueList.values(text, of: "x") }
    #expect(error?.description == message)
  }

  @Test("a product has every choice once, the first list changing last, and not too many")
  func product() throws {
    #expect(
      try ValueList.product([[1, 2], [3], [4, 5]]) == [
        [1, 3, 4], [1, 3, 5], [2, 3, 4], [2, 3, 5],
      ])
    #expect(try ValueList.product([[Int]]()) == [[]])
    let list = Array(0..<400)
    #expect(throws: RequestError.self) { try ValueList.product([list, list]) }
    #expect(throws: RequestError.self) {
      try ValueList.product(Array(repeating: list, count: 30))
    }
  }
}
