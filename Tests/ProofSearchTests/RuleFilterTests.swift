import CertificateFormat
import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel
@testable import ProofSearch

/// What the kernel accepts, the filter has let through.
@Suite("Rule filter") struct RuleFilterTests {
  private static let claims = [
    "x^2 + y^2 >= 2*x*y", "x*y <= 4", "exp(x) + exp(y) >= 2 + x + y", "x^2*y^2 + 1 >= 2*x*y",
    "(x + 1)/(y + 2) < 4", "sqrt(x^2 + y + 2) >= sqrt(y + 1.5)", "x + y < 3.9",
    "log(x + 2) + log(y + 2) <= x + y + 2", "abs(x) + y >= y", "max(x, y) >= x",
    "x^4 + y^4 + 1 > x*y", "sigmoid(x) < sigmoid(y) + 1", "x*s + y > s*x - 2",
    "(x^2 + y^2)/(x^2 + 1) >= x*y/(x^2 + 1) - 1", "x^3 + 3*x increases in x",
    "1/(x^2 + 1) + y decreases in x", "x*z <= y*z + 3", "z^2*(x - y)^2 >= 0",
    "z*sqrt(z) + x >= z*sqrt(z) + y - 3", "x - 1/3*y <= (3*x - y)/3",
    "1/s + log(s) + x*z <= 8", "x/s + s >= y - 2",
  ]

  @Test("only parameters that the goal mentions or assumptions tie to them matter to it")
  func relevant() throws {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x, y, z, w : real in (0, 1)
        v : real in [0, 1]
      assume x + y < 1.5 and y + z > 0.1
      claim one: x < 2
      claim other: w^2 < 2
      claim none: 1 < 2
      claim own: v < 2 where v <= w
      """)
    let masks = try (0..<4).map { try #require(GoalTape(try theorem.root($0))).relevant }
    #expect(masks == [0b00111, 0b01000, 0b01111, 0b11000])
  }

  private func nodes(_ claim: String) throws -> (LoadedTheorem, [Node]) {
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        x, y : real in [-1, 2]
        z : real in [0.1, 1]
      define
        s = 4 - x - y
      assume x + y <= 3 and x >= y - 2 and x*z + y < 4
      claim a: \(claim)
      """)
    var generator = SeededGenerator(seed: 1, label: claim)
    return (theorem, try (0..<20).map { _ in try node(theorem, &generator) })
  }

  /// A random part of the domain; about one in four has a monotone parameter fixed, one in four a
  /// fact that rests on an assumption.
  private func node(
    _ theorem: LoadedTheorem, _ generator: inout SeededGenerator
  ) throws -> Node {
    var node = try theorem.root()
    if generator.next() % 4 == 0 {
      node = try node.bounding(
        0, .lower, by: Fraction(1),
        method: .algebra([Weight(assumption: 0, multiplier: .number(Fraction(1)))]),
        precisionInBits: 64)
    }
    for _ in 0..<generator.next() % 20 {
      let parameter = Int(generator.next() % 3)
      let range = node.box.ranges[parameter]
      guard !range.isPoint else { continue }
      if generator.next() % 16 == 0,
        let face = try? node.fixing(monotone: parameter, precisionInBits: 64)
      {
        node = face
        continue
      }
      let parts = try node.split(
        parameter, at: SplitPoint.value(in: range, isInteger: false))
      node = generator.next() % 2 == 0 ? parts.lower : parts.upper
    }
    return node
  }

  private func filter(_ node: Node) throws -> RuleFilter {
    let goal = try #require(GoalTape(node))
    let fixed = node.moved.keys.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return RuleFilter(
      goal, on: try #require(DoubleBox(node.box)), fixed: fixed, TapeWorkspace(for: goal.tape))
  }

  /// Whether the ranges of the monomials of the slack, perhaps without that of an assumption, show
  /// a goal.
  private func isShownByRanges(_ node: Node, minus index: Int? = nil) -> Bool {
    guard case .comparison(let goal) = node.goal,
      let normalizer = try? node.normalizer(.plain, precisionInBits: 64),
      var rest = try? normalizer.slack(of: goal)
    else { return false }
    if goal.relation == .equal { return index == nil && rest.isZero }
    var isStrict = goal.relation.isStrict
    if let index {
      guard node.assumptions.indices.contains(index), node.isUsable(index),
        node.assumptions[index].relation != .equal,
        let said = try? normalizer.slack(of: node.assumptions[index]),
        let difference = try? rest.adding(said.negated, normalizer.table)
      else { return false }
      rest = difference
      if node.assumptions[index].relation.isStrict { isStrict = false }
    }
    guard let range = try? normalizer.exactRange(of: rest).sum else { return false }
    return isStrict ? range.isPositive : range.isNonnegative
  }

  @Test("rules that the kernel accepts are let through", arguments: claims)
  func nothingIsLost(claim: String) throws {
    let (theorem, nodes) = try nodes(claim)
    var (accepted, refused) = (0, 0)
    for node in nodes {
      let filter = try filter(node)
      func expect(_ step: CertificateStep, _ isLetThrough: Bool) {
        let isAccepted = ProofTree.effect(of: step, on: node, theorem.names) != nil
        #expect(isLetThrough || !isAccepted, "\(step) for \(claim) on \(node.box)")
        accepted += isAccepted ? 1 : 0
        refused += isLetThrough ? 0 : 1
      }
      let answer = filter.answer()
      expect(.evaluate(), answer.evaluate)
      expect(.mean(), answer.mean)
      for index in 0..<3 {
        expect(.outside(index + 1), answer.outside.hasBit(index))
        // Along a point there is nothing to fix.
        guard !node.box.ranges[index].isPoint else { continue }
        expect(
          .monotone(theorem.names.parameters[index]), answer.monotone.hasBit(index))
      }
      guard case .comparison = node.goal else { continue }
      // The filter foresees what ranges of monomials show; the step shows more.
      let algebra = filter.algebra()
      #expect(algebra.hasBit(0) || !isShownByRanges(node), "\(claim) on \(node.box)")
      for index in 0..<3 {
        // Without anything in common with the goal, an assumption helps only where the goal needs
        // no help, or where it fails.
        let isLetThrough =
          algebra.hasBit(index + 1) || algebra.hasBit(0) || answer.outside.hasBit(index)
        #expect(
          isLetThrough || !isShownByRanges(node, minus: index),
          "assumption \(index + 1) for \(claim) on \(node.box)")
      }
      let centre = try node.box.midpoint
      expect(.convex(centre), filter.convex())
      expect(.convexPolynomial(centre), filter.convexPolynomial())
    }
    #expect(accepted > 0 && refused > 0, "\(accepted) accepted, \(refused) held back")
  }

  @Test("most refusals are foreseen")
  func mostRefusalsAreForeseen() throws {
    var (asked, accepted) = (0, 0)
    for claim in Self.claims {
      let (theorem, nodes) = try nodes(claim)
      for node in nodes {
        let answer = try filter(node).answer()
        for (step, isAsked) in [
          (CertificateStep.evaluate(), answer.evaluate), (.mean(), answer.mean),
        ] where isAsked {
          asked += 1
          accepted += ProofTree.effect(of: step, on: node, theorem.names) != nil ? 1 : 0
        }
      }
    }
    #expect(asked > 50 && accepted * 100 >= asked * 95, "\(accepted) of \(asked)")
  }

  @Test("where nothing is known, everything is tried")
  func unknown() {
    let answer = RuleFilter.Answer.unknown
    #expect(answer.evaluate && answer.mean && answer.widest == nil)
    #expect((0..<70).allSatisfy { answer.outside.hasBit($0) && answer.monotone.hasBit($0) })
    #expect(!UInt64(2).hasBit(0) && UInt64(2).hasBit(1) && UInt64(2).hasBit(64))
  }
}
