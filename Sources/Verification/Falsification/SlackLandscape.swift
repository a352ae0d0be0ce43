import Kernel
import TheoremLanguage

/// How far a claim is from failing as a function on the unit cube, in double precision.
///
/// A claim that a term is monotone has one coordinate more: where in its range the second value of
/// the parameter lies. An equality among the assumptions is solved for one coordinate. Belongs to
/// one thread.
final class SlackLandscape {
  /// What is made small.
  enum Objective: Hashable {
    /// The larger side less the smaller one; of an equality, minus their distance.
    case slack
    /// The same in relation to the size of the sides.
    case relativeSlack
    /// A critical number, its negative, or its size.
    case critical(Int)
    case negativeCritical(Int)
    case criticalSize(Int)
    /// By how much the assumptions fail.
    case violation
    /// The largest excess of an assumption, negative where all hold with room to spare.
    case excess
  }

  /// The state at one place.
  struct Reading {
    var slack: Double
    var scale: Double
    var values: [Double]
    var second: Double?
    var relativeSlack: Double { scale > 0 ? slack / scale : slack }
  }

  /// Rounding that an assumption is granted, in relation to its sides.
  private static let tolerance = 1e-13

  let tape: SearchTape
  let claim: ClaimStatement
  let parameterCount: Int
  private(set) var evaluations = 0
  private(set) var registers: [Double] = []
  private var others: [Double] = []
  /// An equality among the assumptions and the coordinate it is solved for.
  private(set) var elimination: (assumption: Int, coordinate: Int)?

  init(tape: SearchTape, claim: ClaimStatement) {
    (self.tape, self.claim) = (tape, claim)
    parameterCount = tape.parameters.count
    if let index = tape.assumptions.firstIndex(where: { $0.relation == .equal }) {
      elimination = coordinate(solving: index).map { (index, $0) }
    }
  }

  var monotoneParameter: Int? {
    if case .monotone(_, _, let parameter) = claim { parameter } else { nil }
  }

  var dimension: Int { parameterCount + (monotoneParameter == nil ? 0 : 1) }

  /// The value of an objective; infinite where there is none and outside the domain.
  func value(_ objective: Objective, at fractions: [Double], as kind: SearchTape.Input) -> Double {
    guard
      let reading = reading(
        at: fractions, as: kind, checksAssumptions: !objective.isAboutAssumptions)
    else { return .infinity }
    let value =
      switch objective {
      case .slack: reading.slack
      case .relativeSlack: reading.relativeSlack
      case .critical(let index): registers[tape.critical[index].register]
      case .negativeCritical(let index): -registers[tape.critical[index].register]
      case .criticalSize(let index): abs(registers[tape.critical[index].register])
      case .violation: excesses.reduce(0) { $0 + max(0, $1) }
      case .excess: excesses.max() ?? 0
      }
    return value.isNaN ? .infinity : value
  }

  /// The reading at fractions or values; `nil` outside the domain. The slack may be NaN.
  func reading(
    at input: [Double], as kind: SearchTape.Input, checksAssumptions: Bool = true
  ) -> Reading? {
    evaluations += 1
    var input = input
    if kind != .values, let elimination {
      guard solve(elimination.assumption, elimination.coordinate, &input, kind) else { return nil }
    }
    tape.run(input, as: kind, in: &registers)
    let values = tape.parameters.map { registers[$0] }
    guard isInside(registers), !checksAssumptions || satisfiesAssumptions(registers) else {
      return nil
    }
    switch claim {
    case .comparison(let comparison):
      let (left, right) = (registers[tape.left], registers[tape.right])
      return Reading(
        slack: Self.slack(left, comparison.relation, right), scale: abs(left) + abs(right),
        values: values)
    case .monotone(_, let direction, let parameter):
      return monotone(direction, parameter, input, kind, values)
    }
  }

  private static func slack(_ left: Double, _ relation: Relation, _ right: Double) -> Double {
    switch relation {
    case .less, .lessOrEqual: right - left
    case .greater, .greaterOrEqual: left - right
    case .equal: -abs(left - right)
    }
  }

  private func monotone(
    _ direction: ClaimStatement.Direction, _ parameter: Int, _ input: [Double],
    _ kind: SearchTape.Input, _ values: [Double]
  ) -> Reading? {
    let ends = tape.ends(of: parameter)
    let (lower, upper) = (registers[ends.lower], ends.upper.map { registers[$0] })
    var second =
      kind == .values
      ? input[parameterCount]
      : tape.charts[parameter].value(at: input[parameterCount], lower: lower, upper: upper)
    if tape.charts[parameter].isInteger, second == values[parameter] { second += 1 }
    guard second != values[parameter], second.isFinite else { return nil }
    let here = registers[tape.left]
    var changed = values
    changed[parameter] = second
    tape.run(changed, as: .values, in: &others)
    guard isInside(others), satisfiesAssumptions(others) else { return nil }
    let sign = (second > values[parameter]) == (direction == .increases) ? 1.0 : -1.0
    let there = others[tape.left]
    let distance = abs(second - values[parameter])
    return Reading(
      slack: sign * (there - here) / distance, scale: (abs(here) + abs(there)) / distance,
      values: values, second: second)
  }

  private func isInside(_ registers: [Double]) -> Bool {
    for parameter in tape.parameters.indices {
      let ends = tape.ends(of: parameter)
      let value = registers[tape.parameters[parameter]]
      guard value >= registers[ends.lower], ends.upper.map({ value <= registers[$0] }) ?? true
      else { return false }
    }
    return true
  }

  private func satisfiesAssumptions(_ registers: [Double]) -> Bool {
    tape.assumptions.allSatisfy { assumption in
      let (left, right) = (registers[assumption.left], registers[assumption.right])
      let rounding = Self.tolerance * (abs(left) + abs(right))
      return switch assumption.relation {
      case .less, .lessOrEqual: left <= right + rounding
      case .greater, .greaterOrEqual: left + rounding >= right
      case .equal: abs(left - right) <= 100 * rounding
      }
    }
  }

  /// By how much each assumption fails at the registers in hand; negative where it holds.
  private var excesses: [Double] {
    tape.assumptions.map { assumption in
      let (left, right) = (registers[assumption.left], registers[assumption.right])
      let excess =
        switch assumption.relation {
        case .less, .lessOrEqual: left - right
        case .greater, .greaterOrEqual: right - left
        case .equal: abs(left - right)
        }
      return excess.isNaN ? .infinity : excess
    }
  }

  // MARK: Equalities among the assumptions

  private static let samples = 16
  private static let bisections = 60

  /// The coordinate for which an equality has solutions most often.
  private func coordinate(solving assumption: Int) -> Int? {
    let counts = (0..<parameterCount).map { coordinate in
      tape.charts[coordinate].isInteger
        ? 0
        : (0..<27).count { index in
          var point = (0..<dimension).map { Double((index * ($0 + 7) * 5 + $0) % 11) / 10 }
          return solve(assumption, coordinate, &point, .fractions)
        }
    }
    guard let best = counts.max(), best > 0 else { return nil }
    return counts.lastIndex(of: best)
  }

  /// Moves one coordinate to where the assumption holds.
  private func solve(
    _ assumption: Int, _ coordinate: Int, _ input: inout [Double], _ kind: SearchTape.Input
  ) -> Bool {
    let condition = tape.assumptions[assumption]
    func difference(_ t: Double) -> Double {
      input[coordinate] = t
      tape.run(input, as: kind, in: &registers)
      return registers[condition.left] - registers[condition.right]
    }
    var before = difference(0)
    if before == 0 { return true }
    for index in 1...Self.samples {
      let t = Double(index) / Double(Self.samples)
      let here = difference(t)
      if here == 0 { return true }
      if before * here < 0 {
        var (low, high) = (t - 1 / Double(Self.samples), t)
        for _ in 0..<Self.bisections {
          let middle = (low + high) / 2
          if (difference(middle) < 0) == (before < 0) { low = middle } else { high = middle }
        }
        input[coordinate] = high
        return true
      }
      before = here
    }
    return false
  }
}

extension SlackLandscape.Objective {
  fileprivate var isAboutAssumptions: Bool { self == .violation || self == .excess }
}

extension SlackLandscape {
  /// The coordinates of values of the parameters.
  func fractions(ofValues values: [Double]) -> [Double] {
    _ = reading(at: values, as: .values, checksAssumptions: false)
    return values.indices.map { index in
      let parameter = index < parameterCount ? index : monotoneParameter ?? 0
      let ends = tape.ends(of: parameter)
      let fraction = tape.charts[parameter].fraction(
        of: values[index], lower: registers[ends.lower], upper: ends.upper.map { registers[$0] })
      return fraction.isNaN ? 0 : min(1, max(0, fraction))
    }
  }
}
