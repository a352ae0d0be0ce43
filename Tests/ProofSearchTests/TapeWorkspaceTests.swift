import Exact
import Kernel
import Reals
import TestSupport
import Testing

@testable import ProofSearch

/// What a tape encloses contains what the kernel encloses, for values and for derivatives.
@Suite("Tape workspace") struct TapeWorkspaceTests {
  private static let terms = [
    "x*y + z^3 - 2*w", "exp(x)*log(y + 3)/(z^2 + 1)", "sqrt(x^2 + y^2 + 1) + log1p(z^2)*w",
    "sigmoid(x - y)*softplus(z) + expm1(w/2)", "abs(x) + min(y, z) - max(w, x*y)",
    "(x + 4)^y + (z + 4)^(1/3) - (w + 5)^(-2)", "if x > y then z*w else x - 1",
    "(1 + 1/n)^n + x^0 + y^1", "s*t + s^2", "0.1*x + 1/3*y", "r*x + r^2 + exp(-r)",
    "sin(3*x)*cos(y) + tanh(z) - erf(w)", "atan(x)*cosh(y) + sinh(z)*erfc(w)",
    "tan(x/3) + asin(y/3) + floor(z/9 + 1/2)*w + cos(n)", "(x + y)/(z^2 + 0.1) - 3/(w + 4)",
    "1/(x + 1.5) + sqrt(y + 1) + log(z + 2)",
  ]
  private static let text = """
    theorem "t"
    parameters
      x, y, z, w : real in [-1, 2]
      n : integer in [1, 6]
    define
      s = x^2 + y
      t = exp(s) - s
      r = root v in [0, 4] of v^3 + v = 4 + x*y + 0.1*w
    """

  /// A goal `term >= 0` on a random part of the domain, with the root enclosed.
  private func node(
    _ term: String, _ generator: inout SeededGenerator
  ) throws -> (LoadedTheorem, Node) {
    let theorem = try LoadedTheorem("\(Self.text)\nclaim a: \(term) >= 0\n")
    var node = try theorem.root().enclosingRoot(
      2, below: [Fraction(0)], around: [], above: [Fraction(4)], precisionInBits: 64)
    for _ in 0..<generator.next() % 24 {
      let parameter = Int(generator.next() % 5)
      let range = node.box.ranges[parameter]
      guard !range.isPoint else { continue }
      let value = SplitPoint.value(in: range, isInteger: parameter == 4)
      let parts = try node.split(parameter, at: value)
      node = generator.next() % 2 == 0 ? parts.lower : parts.upper
    }
    return (theorem, node)
  }

  private func contains(_ a: DoubleInterval, _ b: DyadicInterval) -> Bool {
    guard a.isDefined else { return true }
    // Infinite ends of the kernel have no fraction and need infinite ends.
    let (lower, upper) = (try? b.lower.fraction, try? b.upper.fraction)
    let isAbove = lower.map { (try? Fraction(exactly: a.lower)) ?? $0 <= $0 } ?? false
    let isBelow = upper.map { $0 <= (try? Fraction(exactly: a.upper)) ?? $0 } ?? false
    return (a.lower == -.infinity || isAbove) && (a.upper == .infinity || isBelow)
  }

  private func slack(of goal: GoalTape) throws -> Int {
    guard case .comparison(_, _, let slack) = goal.question else {
      throw KernelError.refused("the goal is no comparison")
    }
    return slack
  }

  @Test("slopes contain the kernel's", arguments: terms)
  func slopes(term: String) throws {
    var generator = SeededGenerator(seed: 1, label: "slopes of \(term)")
    var (compared, known) = (0, 0)
    for _ in 0..<25 {
      let (_, node) = try node(term, &generator)
      let goal = try #require(GoalTape(node))
      let slack = try slack(of: goal)
      let workspace = TapeWorkspace(for: goal.tape)
      evaluate(goal, try #require(DoubleBox(node.box)), .slopes, workspace)
      guard let expected = try? node.enclosedSlopes(precisionInBits: 64) else { continue }
      for (parameter, slope) in expected {
        let found = workspace.slope(slack, parameter, of: goal.tape)
        #expect(contains(found, slope), "\(term) in \(parameter): \(found) on \(node.box)")
        compared += 1
        known += found.isDefined ? 1 : 0
      }
    }
    #expect(known == compared && known > 10, "\(known) of \(compared) are known")
  }

  private func evaluate(
    _ goal: GoalTape, _ box: DoubleBox, _ order: TapeWorkspace.Order, _ workspace: TapeWorkspace
  ) {
    for (index, range) in box.ranges.enumerated() { workspace.variables[index] = range.hull }
    workspace.evaluate(
      goal.tape, 0..<goal.tape.instructions.count, order: order, active: box.free, usable: 0)
  }

  /// A random point of a box, integers where there must be.
  private func point(of box: Box, _ generator: inout SeededGenerator) -> [Fraction] {
    box.ranges.enumerated().map { index, range in
      let share = Fraction(mantissa: BigInteger(Int(generator.next() % 1025)), exponent: -10)
      let value = range.lower + (range.finitePart.upper - range.lower) * share
      return index == 4 ? Fraction(value.floor) : value
    }
  }

  /// A point with its root enclosed.
  private func place(_ point: [Fraction], _ theorem: LoadedTheorem) throws -> Node {
    try RootSearch(definition: 2, name: "r", digits: 20, precisionInBits: 128).enclose(
      Node.at(point, of: theorem.statement, claim: 0)
    ).0
  }

  @Test("values on a box contain the kernel's at its points", arguments: terms)
  func values(term: String) throws {
    var generator = SeededGenerator(seed: 1, label: "values of \(term)")
    var known = 0
    for _ in 0..<15 {
      let (theorem, node) = try node(term, &generator)
      let goal = try #require(GoalTape(node))
      let slack = try slack(of: goal)
      let workspace = TapeWorkspace(for: goal.tape)
      evaluate(goal, try #require(DoubleBox(node.box)), .values, workspace)
      let whole = workspace.values[slack]
      let point = point(of: node.box, &generator)
      guard case .comparison(let comparison) = node.goal,
        let value = try? place(point, theorem).enclosure(
          of: comparison.left, precisionInBits: 64)
      else { continue }
      #expect(contains(whole, value), "\(term) at \(point): \(whole)")
      known += whole.isDefined ? 1 : 0
    }
    #expect(known > 5, "\(known) are known")
  }

  @Test("slopes contain difference quotients", arguments: terms.filter { !$0.contains("if") })
  func differenceQuotients(term: String) throws {
    var generator = SeededGenerator(seed: 1, label: "quotients of \(term)")
    var compared = 0
    for _ in 0..<15 {
      let (theorem, node) = try node(term, &generator)
      let goal = try #require(GoalTape(node))
      let slack = try slack(of: goal)
      let workspace = TapeWorkspace(for: goal.tape)
      evaluate(goal, try #require(DoubleBox(node.box)), .slopes, workspace)
      guard case .comparison(let comparison) = node.goal else { continue }
      func value(_ point: [Fraction]) throws -> DyadicInterval {
        try place(point, theorem).enclosure(of: comparison.left, precisionInBits: 128)
      }
      for parameter in 0..<4 where !node.box.ranges[parameter].isPoint {
        var (a, b) = (point(of: node.box, &generator), [Fraction]())
        b = a
        a[parameter] = node.box.ranges[parameter].lower
        b[parameter] = node.box.ranges[parameter].finitePart.upper
        guard let before = try? value(a), let after = try? value(b) else { continue }
        let width = b[parameter] - a[parameter]
        let slope = workspace.slope(slack, parameter, of: goal.tape)
        guard slope.isDefined, slope.magnitude < .infinity else { continue }
        // Some number of the difference divided by the width is one of the slope.
        let rise = (
          least: try after.lower.fraction - before.upper.fraction,
          most: try after.upper.fraction - before.lower.fraction
        )
        let (low, high) = try (Fraction(exactly: slope.lower), Fraction(exactly: slope.upper))
        #expect(
          rise.most >= low * width && rise.least <= high * width,
          "\(term) along \(parameter): \(slope) on \(node.box)")
        compared += 1
      }
    }
    #expect(compared > 10, "\(compared) were compared")
  }

  @Test("second derivatives at points contain the kernel's")
  func curvatures() throws {
    var generator = SeededGenerator(seed: 1, label: "curvatures")
    var known = 0
    for term in Self.terms {
      for _ in 0..<6 {
        let (_, node) = try node(term, &generator)
        let goal = try #require(GoalTape(node))
        let slack = try slack(of: goal)
        let workspace = TapeWorkspace(for: goal.tape)
        evaluate(goal, try #require(DoubleBox(node.box)), .curvatures, workspace)
        let point = point(of: node.box, &generator)
        guard
          let expected = try? node.enclosedCurvature(at: point, precisionInBits: 64)
        else { continue }
        var packed = expected.curvatures.makeIterator()
        let free = node.box.ranges.indices.filter { !node.box.ranges[$0].isPoint }
        for i in free {
          for j in free where i <= j {
            let found = workspace.curvature(slack, i, j, of: goal.tape)
            let next = packed.next()
            let value = try #require(next)
            #expect(contains(found, value), "\(term) in \(i), \(j): \(found) at \(point)")
            known += found.isDefined ? 1 : 0
          }
        }
      }
    }
    #expect(known > 100, "\(known) are known")
  }

  @Test("a workspace fits tapes that need no more than it has")
  func fits() throws {
    var generator = SeededGenerator(seed: 1, label: "fits")
    let long = try #require(GoalTape(try node("s*t + s^2 + x*y*z", &generator).1))
    let short = try #require(GoalTape(try node("x", &generator).1))
    #expect(TapeWorkspace(for: long.tape).fits(short.tape))
    #expect(!TapeWorkspace(for: short.tape).fits(long.tape))
  }

  @Test("the last of many parameters is no place on a short tape")
  func manyParameters() throws {
    let names = (1...40).map { "x\($0)" }.joined(separator: ", ")
    let theorem = try LoadedTheorem(
      """
      theorem "t"
      parameters
        \(names) : real in [0, 1]
      claim a: x40 >= 0
      """)
    let node = try theorem.root()
    let goal = try #require(GoalTape(node))
    let workspace = TapeWorkspace(for: goal.tape)
    let places = goal.tape.instructions.flatMap { [$0.a, $0.b, $0.c, $0.d] }
    #expect(places.allSatisfy { goal.tape.instructions.indices.contains(Int($0)) })
    evaluate(goal, try #require(DoubleBox(node.box)), .slopes, workspace)
    let found = workspace.slope(try slack(of: goal), 39, of: goal.tape)
    #expect(found.lower == 1 && found.upper == 1)
  }
}
