import Foundation
import Kernel
import TestSupport
import Testing

@testable import TheoremLanguage

/// The tables of functions in the docs are the table of functions.
@Suite("Functions in the docs") struct FunctionDocsTests {
  private func domain(_ properties: FunctionProperties) -> String {
    switch properties.domain {
    case .all: "all x"
    case .from(let least): "x >= \(least)"
    case .above(let bound): "x > \(bound)"
    case .withinOne: "-1 <= x <= 1"
    case .offPoles: "all x but odd multiples of pi/2"
    }
  }

  private func course(_ properties: FunctionProperties) -> String {
    let bend = properties.bend == .neither ? "" : ", \(properties.bend)"
    return "\(properties.course)".replacing("other", with: "") + bend
  }

  private func expectRows(_ rows: [String], in page: String) throws {
    let text = try Repository.text(of: "docs/\(page)")
    for row in rows { #expect(text.contains("\n\(row)\n"), "docs/\(page) lacks the row\n\(row)") }
  }

  @Test("the page of the language has a row for each function")
  func language() throws {
    let functions = UnaryFunction.allCases.filter { $0 != .negate }.map { function in
      let properties = function.properties
      let cells = [
        "`\(function.name)(x)`", properties.help, domain(properties), course(properties),
      ]
      return "| \(cells.joined(separator: " | ")) |".replacing("|  |", with: "| |")
    }
    let words = Shorthand.all.map { "| `\($0.call)` | \($0.help) | `\($0.body)` |" }
    try expectRows(functions + words, in: "theorem-language.md")
  }

  @Test("the page of the certificate format has the derivatives")
  func certificates() throws {
    let rows = UnaryFunction.allCases.compactMap { function in
      function.properties.derivatives.map {
        "  | \(function.name) | \(Self.text($0.first)) | \(Self.text($0.second)) |"
      }
    }
    try expectRows(rows, in: "certificate-format.md")
  }

  /// A formula of the table with A for the argument, F for the value and f' for the derivative; how
  /// tight its operation binds decides on parentheses.
  private static func text(_ formula: Formula, above: Int = 0) -> String {
    func joined(_ a: Formula, _ symbol: String, _ b: Formula, _ level: Int) -> String {
      let text = text(a, above: level - 1) + symbol + text(b, above: level)
      return above < level ? text : "(\(text))"
    }
    return switch formula {
    case .argument: "A"
    case .value: "F"
    case .slope: "f'"
    case .integer(let number): "\(number)"
    case .function(.negate, let a): "-\(text(a, above: 3))"
    case .function(let function, let a): "\(function.name)(\(text(a)))"
    case .sum(let a, let b): joined(a, " + ", b, 1)
    case .difference(let a, let b): joined(a, " - ", b, 1)
    case .product(let a, let b): joined(a, "*", b, 2)
    case .quotient(let a, let b): joined(a, "/", b, 2)
    case .power(let a, let n): "\(text(a, above: 3))^\(n)"
    }
  }
}
