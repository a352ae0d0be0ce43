import Exact
import Reals

/// The fraction that a text says.
package func rational(_ text: String) throws -> Fraction { try Fraction(parsing: text) }

extension SeededGenerator {
  /// An integer of a range.
  package mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// A number from 0 on, below a bound.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// Whether something of this probability, in percent, happens.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some elements.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
