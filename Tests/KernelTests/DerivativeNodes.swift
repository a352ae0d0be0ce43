import Exact
import Theories

@testable import Kernel

/// Nodes of three parameters, for the tests of steps by derivatives.
enum DerivativeNodes {
  static let (x, y, n) = (Term.parameter(0), Term.parameter(1), Term.parameter(2))
  /// x*y, a root that depends on x, one that does not, and x behind another name.
  static let definitions: [Statement.Definition] = [
    .term(x * y), .root(lower: 0, upper: 9, left: .bound, right: x),
    .root(lower: 0, upper: 9, left: .bound, right: y), .term(.definition(0) + 1),
  ]
  static let product = Term.definition(0)
  static let half: Term = 1 / 2
  /// The first and the last depend on x.
  static let assumed = [
    (x * y).compared(.lessOrEqual, 5), y.compared(.greater, half), product.compared(.less, 6),
  ]

  /// x in [-1/2, upper] or from -1/2 on, y in [1/2, 2], n an integer from 1 to 5.
  static func node(
    _ claim: ClaimStatement, upTo upper: Term? = 3, assuming assumptions: [Comparison] = []
  ) throws -> Node {
    try Node.root(
      of: try Statement(
        parameters: [
          .init(isInteger: false, lower: -1 / 2, upper: upper),
          .init(isInteger: false, lower: half, upper: 2),
          .init(isInteger: true, lower: 1, upper: 5),
        ], definitions: definitions, assumptions: assumptions,
        problems: [.init(model: "m", arguments: ["a": .list([1, x])])], claims: [claim],
        theory: .standard), claim: 0)
  }

  /// The same for a comparison.
  static func node(
    _ claim: Comparison, upTo upper: Term? = 3, assuming assumptions: [Comparison] = []
  ) throws -> Node {
    try node(.comparison(claim), upTo: upper, assuming: assumptions)
  }

  /// What is left of a comparison along a parameter.
  static func comparing(_ node: Node, _ position: Comparison) throws -> [Node] {
    try node.comparing(along: position, precisionInBits: 64)
  }

  /// Which assumptions may be used, in their order.
  static func usable(_ node: Node) -> [Bool] { node.assumptions.indices.map { node.isUsable($0) } }
}
