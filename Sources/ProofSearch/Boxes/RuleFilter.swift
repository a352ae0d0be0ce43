/// Which rules may show the goal of a node on its box, as far as doubles tell.
///
/// A floating-point filter: where it says no, the kernel would refuse too, but for roundings beyond
/// `tolerance`. Where it says yes, the kernel is asked, and what is close is left to it.
struct RuleFilter {
  /// What is within this share of zero may be zero.
  static let tolerance = 1e-12

  /// Rules to try, and where to split.
  struct Answer {
    var evaluate = true
    /// Assumptions that may fail on the whole box, one bit each.
    var outside = ~UInt64(0)
    var mean = true
    /// Parameters in which the slack may be monotone, one bit each.
    var monotone = ~UInt64(0)
    /// The parameter along which the goal may change most, if that is known.
    var widest: Int?

    /// Where nothing is known.
    static let unknown = Answer()
  }

  let goal: GoalTape
  let box: DoubleBox
  let fixed: UInt64
  let workspace: TapeWorkspace
  /// Whether some bound of a definition rests on assumptions.
  private let hasConditionalBounds: Bool

  /// A filter for a box on which some parameters are fixed, one bit each.
  init(_ goal: GoalTape, on box: DoubleBox, fixed: UInt64, _ workspace: TapeWorkspace) {
    (self.goal, self.box, self.fixed, self.workspace) = (goal, box, fixed, workspace)
    hasConditionalBounds = goal.tape.known.contains { $0.restsOn != 0 }
  }

  // MARK: Evaluation, mean values and monotone directions

  /// What values and slopes tell.
  func answer() -> Answer {
    load()
    let usable = goal.usable(fixing: fixed)
    evaluateGoal(.slopes, usable: usable)
    workspace.evaluate(
      goal.tape, goal.goalEnd..<goal.tape.instructions.count, order: .values, usable: usable)
    var answer = Answer()
    answer.outside = outside(usable)
    switch goal.question {
    case .comparison(let smaller, let larger, let slack):
      answer.evaluate = Self.mayExceed(workspace.values[larger], workspace.values[smaller])
      answer.widest = widest(slack)
      answer.monotone = monotone(slack)
      answer.mean = mayShowByMean(slack)
    case .derivative(let term, let sign, let parameter):
      let slope = sign * workspace.slope(term, parameter, of: goal.tape)
      answer.evaluate = Self.mayBeNonnegative(slope, scale: slope.magnitude)
      answer.widest = widest(term)
      (answer.monotone, answer.mean) = (0, false)
    }
    return answer
  }

  func load() {
    for index in box.ranges.indices { workspace.variables[index] = box.ranges[index].hull }
  }

  func evaluateGoal(_ order: TapeWorkspace.Order, usable: UInt64) {
    var active = box.free
    if case .derivative(_, _, let parameter) = goal.question { active |= 1 << UInt64(parameter) }
    workspace.evaluate(goal.tape, 0..<goal.goalEnd, order: order, active: active, usable: usable)
  }

  private static func mayBeNonnegative(_ value: DoubleInterval, scale: Double) -> Bool {
    value.lower >= -tolerance * scale
  }

  private static func mayExceed(_ larger: DoubleInterval, _ smaller: DoubleInterval) -> Bool {
    larger.lower - smaller.upper >= -tolerance * max(larger.magnitude, smaller.magnitude)
  }

  private func outside(_ usable: UInt64) -> UInt64 {
    var mask: UInt64 = 0
    for (index, assumption) in goal.assumptions.enumerated() where usable >> UInt64(index) & 1 == 1
    {
      let smaller = workspace.values[assumption.smaller]
      let larger = workspace.values[assumption.larger]
      let mayFail =
        Self.mayExceed(smaller, larger)
        || assumption.relation == .equal && Self.mayExceed(larger, smaller)
      if mayFail { mask |= 1 << UInt64(index) }
    }
    return mask
  }

  /// The first parameter with the largest width times slope; where a slope is not known, with the
  /// largest width of those that matter to the goal.
  private func widest(_ place: Int) -> Int? {
    let isKnown = box.ranges.indices.allSatisfy {
      box.ranges[$0].isPoint || workspace.slope(place, $0, of: goal.tape).isDefined
    }
    let relevant = goal.relevant
    var best: (parameter: Int, change: Double)?
    for index in box.ranges.indices where !box.ranges[index].isPoint {
      let slope =
        isKnown
        ? workspace.slope(place, index, of: goal.tape).magnitude
        : relevant.hasBit(index) ? 1 : 0
      let change = slope == 0 ? 0 : box.ranges[index].radiusUpper * slope
      if best.map({ $0.change < change }) ?? true { best = (index, change) }
    }
    return best?.parameter
  }

  private func monotone(_ slack: Int) -> UInt64 {
    var mask: UInt64 = 0
    for index in box.ranges.indices where !box.ranges[index].isPoint {
      if hasConditionalBounds {
        // Bounds that rest on assumptions in the parameter are not used along it.
        evaluateGoal(.slopes, usable: goal.usable(fixing: fixed | 1 << UInt64(index)))
      }
      let slope = workspace.slope(slack, index, of: goal.tape)
      if Self.mayBeNonnegative(slope, scale: slope.magnitude)
        || Self.mayBeNonnegative(-slope, scale: slope.magnitude)
      {
        mask |= 1 << UInt64(index)
      }
    }
    return mask
  }

  /// The slack in the middle less slopes times distances.
  private func mayShowByMean(_ slack: Int) -> Bool {
    if hasConditionalBounds { evaluateGoal(.slopes, usable: 0) }
    for index in box.ranges.indices { workspace.variables[index] = box.ranges[index].midpoint }
    workspace.evaluate(goal.tape, 0..<goal.goalEnd, order: .values, usable: 0)
    var total = workspace.values[slack]
    var scale = total.magnitude
    for index in box.ranges.indices where !box.ranges[index].isPoint {
      let radius = box.ranges[index].radiusUpper
      let change = workspace.slope(slack, index, of: goal.tape) * DoubleInterval(-radius, radius)
      total = total + change
      scale = max(scale, change.magnitude)
    }
    return Self.mayBeNonnegative(total, scale: scale)
  }
}

// Algebra and convexity, which are worked out where nothing simpler helps.

extension RuleFilter {
  /// The weights with which the rule `algebra` may show the goal: bit 0 for none, bit i + 1 for the
  /// assumption i alone.
  func algebra() -> UInt64 {
    guard let slack = goal.algebra.goal else { return ~0 }
    load()
    let usable = goal.usable(fixing: fixed)
    workspace.evaluate(
      goal.tape, 0..<goal.tape.instructions.count, order: .values, usable: usable)
    loadAtoms()
    var mask: UInt64 = mayBeNonnegative(slack) ? 1 : 0
    for (index, remainder) in goal.algebra.remainders.enumerated()
    where usable >> UInt64(index) & 1 == 1 {
      let mayHelp =
        switch remainder {
        case .polynomial(let polynomial): mayBeNonnegative(polynomial, sign: 1)
        case .hopeless: false
        case .depends: true
        }
      if mayHelp { mask |= 2 << UInt64(index) }
    }
    return mask
  }

  private func loadAtoms() {
    for (index, atom) in goal.algebra.atoms.enumerated() {
      switch atom {
      case .value(let place): workspace.scratch[index] = workspace.values[place]
      case .squareRoot(let polynomial):
        let range = polynomial.approximateRange(workspace.scratch).range
        workspace.scratch[index] =
          range.intersection(with: DoubleInterval(0, .infinity)).squareRoot
      }
    }
  }

  private func mayBeNonnegative(_ slack: AlgebraFilter.Slack) -> Bool {
    var sign = 1.0
    for place in slack.divisors {
      let value = workspace.values[place]
      guard value.isDefined, !value.containsZero else { return false }
      if value.upper < 0 { sign = -sign }
    }
    return mayBeNonnegative(slack.polynomial, sign: sign)
  }

  private func mayBeNonnegative(_ polynomial: PolynomialTape, sign: Double) -> Bool {
    let (range, scale) = polynomial.approximateRange(workspace.scratch)
    return (sign * range).lower >= -Self.tolerance * scale
  }

  // MARK: Convexity

  /// Whether second derivatives can be worked out.
  var hasCurvatures: Bool { workspace.hasCurvatures }

  /// Whether the slack may be convex on the box.
  func convex() -> Bool {
    guard case .comparison(_, _, let slack) = goal.question else { return false }
    guard hasCurvatures else { return true }
    load()
    evaluateGoal(.curvatures, usable: 0)
    let size = fill { workspace.curvature(slack, $0, $1, of: goal.tape) }
    return mayBePositiveSemidefinite(size)
  }

  /// Whether the second derivatives of the polynomial that the slack is may be those of a convex
  /// one.
  func convexPolynomial() -> Bool {
    let curvatures = goal.algebra.curvatures
    guard !curvatures.isEmpty else { return goal.algebra.goal == nil }
    load()
    workspace.evaluate(
      goal.tape, 0..<goal.tape.instructions.count, order: .values, usable: 0)
    loadAtoms()
    let count = box.ranges.count
    let size = fill { i, j in
      curvatures[i * count - i * (i - 1) / 2 + j - i].approximateRange(workspace.scratch).range
    }
    return mayBePositiveSemidefinite(size)
  }

  /// The first and second derivatives of the slack in the free parameters near a point, the second
  /// ones as rows (i, j), i <= j; `nil` where they are not known.
  func approximateDerivatives(at point: [Double]) -> (slopes: [Double], curvatures: [Double])? {
    guard case .comparison(_, _, let slack) = goal.question else { return nil }
    for (index, value) in point.enumerated() {
      workspace.variables[index] = DoubleInterval(value)
    }
    evaluateGoal(.curvatures, usable: 0)
    let free = box.ranges.indices.filter { !box.ranges[$0].isPoint }
    let slopes = free.map { workspace.slope(slack, $0, of: goal.tape).midpoint }
    let curvatures = free.flatMap { i in
      free.filter { $0 >= i }.map { workspace.curvature(slack, i, $0, of: goal.tape).midpoint }
    }
    guard (slopes + curvatures).allSatisfy(\.isFinite) else { return nil }
    return (slopes, curvatures)
  }

  /// Fills the matrix with the rows and columns of free parameters; returns how many there are.
  private func fill(_ entry: (Int, Int) -> DoubleInterval) -> Int {
    let size = box.free.nonzeroBitCount
    var (row, rows) = (0, box.free)
    while rows != 0 {
      let i = rows.trailingZeroBitCount
      var (column, columns) = (row, rows)
      while columns != 0 {
        workspace.matrix[row * size + column] = entry(i, columns.trailingZeroBitCount)
        (column, columns) = (column + 1, columns & (columns - 1))
      }
      (row, rows) = (row + 1, rows & (rows - 1))
    }
    return size
  }

  /// Gaussian elimination as in the kernel; what may be a rounding error is left to it.
  private func mayBePositiveSemidefinite(_ size: Int) -> Bool {
    let rows = workspace.matrix
    var scale = 0.0
    for i in 0..<size {
      for j in i..<size {
        guard rows[i * size + j].isDefined else { return false }
        scale = max(scale, rows[i * size + j].magnitude)
      }
    }
    let tiny = scale * Self.tolerance
    for k in 0..<size {
      if (k..<size).allSatisfy({ rows[k * size + $0] == .zero }) { continue }
      let pivot = rows[k * size + k]
      if pivot.lower < -tiny { return false }
      if pivot.lower <= tiny { return true }
      for i in k + 1..<max(size, k + 1) {
        for j in i..<size {
          let product = rows[k * size + i] * rows[k * size + j]
          rows[i * size + j] = rows[i * size + j] - product / pivot
        }
      }
    }
    return true
  }
}
