import CertificateFormat
import Exact
import Kernel

/// Looks for facts that hold on the whole domain and help everywhere below.
struct FactSearch {
  private let names: CertificateNames
  private let tree: ProofTree
  private var statement: Statement { tree.top.node.statement }

  init(_ root: Node, names: CertificateNames) {
    self.names = names
    tree = ProofTree(root: root, names: names)
  }

  /// The steps that establish what is found.
  func run() -> [CertificateStep] {
    var found: [CertificateStep] = []
    for definition in statement.definitions.indices {
      switch statement.definitions[definition] {
      case .root: found += enclosure(ofRoot: definition)
      case .term: found += lowerBounds(of: definition)
      }
    }
    return found
  }

  /// Values tried as lower bounds of definitions, the most telling first: 1 and its parts, then 0.
  private static let bounds =
    [1, 2, 4, 10, 100, 1000, 1_000_000].compactMap { try? Fraction(1).divided(by: Fraction($0)) }
    + [Fraction(0)]

  /// For each assumption the largest of these bounds that follows from it alone.
  private func lowerBounds(of definition: Int) -> [CertificateStep] {
    tree.top.node.assumptions.indices.compactMap { assumption in
      Self.bounds.lazy.map { value in
        CertificateStep.bound(
          names.definitions[definition], .lower, value,
          .algebra([StepWeight(assumption: assumption + 1, weight: Fraction(1))]))
      }
      .first { tree.apply($0, to: tree.top) }
    }
  }

  /// Parts of the range of a root at which a smaller enclosure is tried.
  private static let parts = 64

  /// A root that crosses once wherever the parameters are, in a range that does not depend on them.
  private func enclosure(ofRoot definition: Int) -> [CertificateStep] {
    let bits = ProofTree.precisionInBits
    let root = tree.top.node
    guard case .root(let lower, let upper, _, _) = statement.definitions[definition],
      let middle = try? Node.at(
        root.box.ranges.map(\.middle), of: statement, claim: root.claim),
      let from = try? middle.enclosure(of: lower, precisionInBits: bits).lower.fraction,
      let to = try? middle.enclosure(of: upper, precisionInBits: bits).upper.fraction
    else { return [] }
    let name = names.definitions[definition]
    let whole = CertificateStep.root(name, ThreeLists([from], [], [to]))
    guard tree.apply(whole, to: tree.top) else { return [] }
    let ends = narrowed(definition, from, to)
    let smaller = CertificateStep.narrow(name, ends.0, ends.1)
    return tree.apply(smaller, to: tree.top) ? [whole, smaller] : [whole]
  }

  /// The smallest interval between parts of the range on whose ends the two sides certainly cross.
  private func narrowed(
    _ definition: Int, _ from: Fraction, _ to: Fraction
  ) -> (Fraction, Fraction) {
    let enclosed = tree.top.node
    func crosses(_ a: Fraction, _ b: Fraction) -> Bool {
      (try? enclosed.narrowingRoot(
        definition, a, b, precisionInBits: ProofTree.precisionInBits)) != nil
    }
    let unit = (to - from) * Fraction(mantissa: BigInteger(1), exponent: -6)
    let inner = (1..<Self.parts).map { from + unit * Fraction($0) }
    let lower = inner.last { crosses($0, to) } ?? from
    let upper = inner.first { $0 > lower && crosses(lower, $0) } ?? to
    return (lower, upper)
  }
}
