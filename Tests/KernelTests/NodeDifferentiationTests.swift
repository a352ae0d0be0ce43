import Exact
import Testing

@testable import Kernel

/// The steps `differentiate` and `range`: what they leave to be shown, under which assumptions, and
/// what they refuse.
@Suite("Derivatives of what is monotone, and ranges") struct NodeDifferentiationTests {
  private typealias Nodes = DerivativeNodes

  @Test("what increases has a positive derivative within its range, under all assumptions")
  func differentiated() throws {
    let (x, least) = (Nodes.x, Term.unary(.negate, 1) / 2)
    let signs: [(ClaimStatement.Direction, Relation)] = [
      (.increases, .greater), (.decreases, .less),
    ]
    for (direction, relation) in signs {
      for upper: Term? in [3, nil] {
        let root = try Nodes.node(
          .monotone(Nodes.product, direction: direction, parameter: 0), upTo: upper,
          assuming: Nodes.assumed)
        let child = try root.differentiated(precisionInBits: 64)
        #expect(child.goal == .comparison(Nodes.y.compared(relation, 0)))
        let end = upper.map { x.compared(.less, $0) }
        #expect(child.hypotheses == [x.compared(.greater, least)] + [end].compactMap { $0 })
        #expect(Nodes.usable(child).allSatisfy { $0 } && child.moved.isEmpty)
        #expect(child.box == root.box)
        #expect(try Lemma.remainder(Lemma.open(child)).node === root)
      }
    }
  }

  @Test("there is no derivative of a comparison, in an integer, or where there may be no value")
  func undifferentiated() throws {
    func refuse(_ error: KernelError, _ term: Term, _ parameter: Int = 0) throws {
      let root = try Nodes.node(.monotone(term, direction: .increases, parameter: parameter))
      #expect(throws: error, "\(term)") { try root.differentiated(precisionInBits: 64) }
    }
    let comparison = try Nodes.node(Nodes.x.compared(.less, 9))
    #expect(throws: KernelError.refused("the goal is not that a term increases or decreases")) {
      try comparison.differentiated(precisionInBits: 64)
    }
    try refuse(.refused("the parameter takes integer values only"), Nodes.n, 2)
    try refuse(.refused("abs has no derivative everywhere"), .unary(.absolute, Nodes.x))
    try refuse(.undefined("the argument of log may lie outside its domain"), Nodes.x.log)
    try refuse(.refused("the parameter is not in the goal"), Nodes.y)
    // The reciprocal of an integer is real, and falls where the integer rises.
    let root = try Nodes.node(.monotone(Nodes.n, direction: .increases, parameter: 2))
    let replaced = try root.reciprocal(2, power: 1, precisionInBits: 64)
    let child = try replaced.differentiated(precisionInBits: 64)
    let slope = Term.unary(.negate, 1 / .binary(.power, Nodes.n, 2))
    #expect(child.goal == .comparison(slope.compared(.less, 0)))
  }

  @Test("a parameter lies in its interval, also where it has been moved to an end")
  func ranges() throws {
    let (x, least) = (Nodes.x, Term.unary(.negate, 1) / 2)
    func ranged(_ node: Node, _ parameter: Int = 0) throws -> Node {
      let child = try node.assumingRange(of: parameter)
      #expect(child.goal == node.goal && child.box == node.box && child.moved == node.moved)
      #expect(try Lemma.remainder(Lemma.open(child)).node === node)
      return child
    }
    let root = try Nodes.node(x.compared(.less, 9), assuming: Nodes.assumed)
    let both = [x.compared(.greaterOrEqual, least), x.compared(.lessOrEqual, 3)]
    let child = try ranged(root)
    #expect(child.hypotheses == both && Nodes.usable(child).allSatisfy { $0 })
    let counts = [Nodes.n.compared(.greaterOrEqual, 1), Nodes.n.compared(.lessOrEqual, 5)]
    #expect(try ranged(root, 2).hypotheses == counts)
    #expect(try ranged(Nodes.node(x.compared(.less, 9), upTo: nil)).hypotheses == [both[0]])
    let face = try ranged(try root.fixing(monotone: 0, precisionInBits: 64))
    #expect(face.hypotheses == [x.compared(.greaterOrEqual, 3), x.compared(.lessOrEqual, 3)])
    #expect(Nodes.usable(face) == [false, true, false, true, true])
    // Where the parameter moves again, its old range is gone.
    let parts = try Nodes.comparing(child, x.compared(.greaterOrEqual, 0))
    #expect(Nodes.usable(parts[3]) == [false, true, false, false, false])
  }

  @Test("a range is that of a parameter, for a comparison")
  func refusedRanges() throws {
    let root = try Nodes.node(Nodes.x.compared(.less, 9))
    let rising = try Nodes.node(.monotone(Nodes.x, direction: .increases, parameter: 0))
    for (node, parameter) in [(root, -1), (root, 3), (rising, 0)] {
      #expect(
        throws: KernelError.refused("only a comparison may use the range of a parameter")
      ) { try node.assumingRange(of: parameter) }
    }
  }
}
