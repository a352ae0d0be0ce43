import Exact
import Reals

/// A list of exact values as the command line writes it.
///
/// Its elements, with commas between them, are numbers, `2..10` for whole numbers and `0:0.5:0.1`
/// for numbers from 0 to 0.5 in steps of 0.1; both ends belong to a range.
enum ValueList {
  /// The most points that one command computes.
  static let largestCount = 100_000

  /// The values that a text stands for.
  ///
  /// - Throws: `RequestError` that names the argument.
  static func values(_ text: String, of name: String) throws -> [Fraction] {
    let values = try text.split(separator: ",", omittingEmptySubsequences: false)
      .flatMap { try element(String($0), of: name) }
    guard values.count <= largestCount else { throw tooMany(name) }
    return values
  }

  private static func element(_ text: String, of name: String) throws -> [Fraction] {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    if ends.count == 2 {
      let (first, last) = (
        try RequestError.parse(ends[0], as: name), try RequestError.parse(ends[1], as: name)
      )
      guard first.isInteger, last.isInteger else {
        throw RequestError(
          "`\(name)`: `\(text)` is for whole numbers; write a step, as in \(ends[0]):\(ends[1]):0.1"
        )
      }
      return try range(first, last, step: Fraction(1), text, of: name)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return [try RequestError.parse(text, as: name)] }
    guard parts.count == 3 else {
      throw RequestError("`\(name)`: `\(text)` is no range; write FIRST:LAST:STEP, as in 0:0.5:0.1")
    }
    let numbers = try parts.map { try RequestError.parse($0, as: name) }
    return try range(numbers[0], numbers[1], step: numbers[2], text, of: name)
  }

  private static func range(
    _ first: Fraction, _ last: Fraction, step: Fraction, _ text: String, of name: String
  ) throws -> [Fraction] {
    guard step.sign > 0 else {
      throw RequestError("`\(name)`: the step of `\(text)` must be > 0")
    }
    guard first <= last else {
      throw RequestError("`\(name)`: `\(text)` is empty: its first value is above its last")
    }
    guard let count = try (last - first).divided(by: step).floor.int, count < largestCount
    else {
      throw tooMany(name)
    }
    return (0...count).map { first + Fraction($0) * step }
  }

  private static func tooMany(_ name: String) -> RequestError {
    RequestError("`\(name)` has more than \(largestCount) values")
  }

  /// All ways to choose one element of each list; the first list changes last.
  ///
  /// - Throws: `RequestError` where there are more than a command computes.
  static func product<Element>(_ lists: [[Element]]) throws -> [[Element]] {
    var count = 1
    for list in lists {
      let (product, overflow) = count.multipliedReportingOverflow(by: list.count)
      guard !overflow, product <= largestCount else {
        throw RequestError(
          "the grid has more than \(largestCount) points; make a range shorter or a step larger")
      }
      count = product
    }
    return lists.reduce([[]]) { chosen, list in
      chosen.flatMap { before in list.map { before + [$0] } }
    }
  }
}
