// Derivatives, forwards along the tape, by the rules of section 3 of docs/certificate-format.md.

extension TapeWorkspace {
  typealias Instructions = UnsafeBufferPointer<IntervalTape.Instruction>

  /// An operand: its place and the columns it depends on.
  private struct Operand {
    let place: Int32
    let dependence: UInt64

    @inline(__always)
    init(_ place: Int32, _ instructions: Instructions) {
      self.place = place
      dependence = instructions[Int(place)].dependence
    }
  }

  /// The derivatives of one instruction from those of earlier ones.
  func differentiate(
    _ place: Int, _ i: IntervalTape.Instruction, _ order: Order, _ instructions: Instructions
  ) {
    guard i.dependence & active != 0 else { return }
    let (a, b) = (Operand(i.a, instructions), Operand(i.b, instructions))
    let (x, y) = (values[Int(i.a)], values[Int(i.b)])
    switch i.operation {
    case .constant, .unknown: break
    case .parameter, .bound: seed(place, Int(i.column), order)
    case .negate: combine(place, i.dependence, order, a, a) { x, _ in -x }
    case .add: combine(place, i.dependence, order, a, b) { $0 + $1 }
    case .subtract: combine(place, i.dependence, order, a, b) { $0 - $1 }
    case .multiply, .divide: multiply(place, i.dependence, order, a, b)
    case .known: copy(place, i.dependence, order, a)
    case .root: implicit(place, i, order, a)
    case .absolute:
      if x.lower >= 0 { return copy(place, i.dependence, order, a) }
      let isNegative = x.upper <= 0
      compose(
        place, i.dependence, order, a, isNegative ? DoubleInterval(-1) : DoubleInterval(-1, 1),
        isNegative ? .zero : .undefined)
    case .minimum: extremum(place, i, order, a, b, isFirst: x.upper <= y.lower, y.upper <= x.lower)
    case .maximum: extremum(place, i, order, a, b, isFirst: y.upper <= x.lower, x.upper <= y.lower)
    case .integerPower: power(place, i.dependence, order, a, Int(i.index))
    case .power:
      if let exponent = exponent(y, isVaried: b.dependence & active != 0) {
        power(place, i.dependence, order, a, exponent)
      } else {
        copy(place, i.dependence, order, Operand(i.c, instructions))
      }
    case .ifLess, .ifLessOrEqual, .ifEqual:
      let isTrue = x.isDefined && y.isDefined ? Self.holds(i.operation, x, y) : nil
      let branch = Operand(isTrue == true ? i.c : i.d, instructions)
      combine(place, i.dependence, order, branch, branch) { x, _ in isTrue == nil ? .undefined : x }
    case .reciprocal:
      compose(place, i.dependence, order, a, -(.one / x.power(2)), 2 * (.one / x.power(3)))
    case .function: function(place, i, order, a)
    }
  }

  private func function(
    _ place: Int, _ i: IntervalTape.Instruction, _ order: Order, _ a: Operand
  ) {
    let function = DoubleFunction.table[Int(i.index)]
    let (x, value) = (values[Int(i.a)], values[place])
    let slope = function.slope(x, value, .undefined)
    let curvature =
      order == .curvatures ? function.curvature(x, value, slope) : DoubleInterval.undefined
    compose(place, i.dependence, order, a, slope, curvature)
  }

  // MARK: Rules

  @inline(__always)
  private func forEachColumn(_ columns: UInt64, _ body: (Int) -> Void) {
    var rest = columns & active
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  /// All pairs i <= j of parameters.
  @inline(__always)
  private func forEachPair(_ columns: UInt64, _ order: Order, _ body: (Int, Int) -> Void) {
    guard order == .curvatures else { return }
    let columns = withoutRoots(columns)
    forEachColumn(columns) { i in
      forEachColumn(columns & (~0 << UInt64(i))) { j in body(i, j) }
    }
  }

  private func seed(_ place: Int, _ column: Int, _ order: Order) {
    setSlope(place, column, .one)
    forEachPair(1 << UInt64(column), order) { setCurvature(place, $0, $1, .zero) }
  }

  /// A linear function of two operands.
  @inline(__always)
  private func combine(
    _ place: Int, _ columns: UInt64, _ order: Order, _ a: Operand, _ b: Operand,
    _ operation: (DoubleInterval, DoubleInterval) -> DoubleInterval
  ) {
    forEachColumn(columns) { j in
      setSlope(
        place, j,
        operation(slope(a.place, j, a.dependence), slope(b.place, j, b.dependence)))
    }
    forEachPair(columns, order) { i, j in
      setCurvature(
        place, i, j,
        operation(
          curvature(a.place, i, j, a.dependence), curvature(b.place, i, j, b.dependence)))
    }
  }

  private func copy(_ place: Int, _ columns: UInt64, _ order: Order, _ a: Operand) {
    combine(place, columns, order, a, a) { x, _ in x }
  }

  private func multiply(
    _ place: Int, _ columns: UInt64, _ order: Order, _ a: Operand, _ b: Operand
  ) {
    let (x, y) = (values[Int(a.place)], values[Int(b.place)])
    forEachColumn(columns) { j in
      setSlope(
        place, j, slope(a.place, j, a.dependence) * y + x * slope(b.place, j, b.dependence))
    }
    forEachPair(columns, order) { i, j in
      let outer =
        curvature(a.place, i, j, a.dependence) * y + x * curvature(b.place, i, j, b.dependence)
      let product = slope(a.place, i, a.dependence) * slope(b.place, j, b.dependence)
      let mirrored = slope(a.place, j, a.dependence) * slope(b.place, i, b.dependence)
      setCurvature(place, i, j, outer + (i == j ? 2 * product : product + mirrored))
    }
  }

  /// The derivatives of f(a), from those of f at a.
  private func compose(
    _ place: Int, _ columns: UInt64, _ order: Order, _ a: Operand, _ outer: DoubleInterval,
    _ second: DoubleInterval
  ) {
    forEachColumn(columns) { j in
      setSlope(place, j, outer * slope(a.place, j, a.dependence))
    }
    forEachPair(columns, order) { i, j in
      let (x, y) = (slope(a.place, i, a.dependence), slope(a.place, j, a.dependence))
      setCurvature(
        place, i, j,
        outer * curvature(a.place, i, j, a.dependence) + second * (i == j ? x.power(2) : x * y))
    }
  }

  private func power(
    _ place: Int, _ columns: UInt64, _ order: Order, _ a: Operand, _ exponent: Int
  ) {
    if exponent == 1 { return copy(place, columns, order, a) }
    let x = values[Int(a.place)]
    let n = Double(exponent)
    compose(
      place, columns, order, a, exponent == 0 ? .zero : n * x.power(exponent - 1),
      exponent == 0 ? .zero : n * (n - 1) * x.power(exponent - 2))
  }

  /// Where it is open which of two operands is taken, a slope of either is possible.
  private func extremum(
    _ place: Int, _ i: IntervalTape.Instruction, _ order: Order, _ a: Operand, _ b: Operand,
    isFirst: Bool, _ isSecond: Bool
  ) {
    if isFirst || isSecond { return copy(place, i.dependence, order, isFirst ? a : b) }
    forEachColumn(i.dependence) { j in
      setSlope(
        place, j, slope(a.place, j, a.dependence).hull(with: slope(b.place, j, b.dependence)))
    }
    forEachPair(i.dependence, order) { setCurvature(place, $0, $1, .undefined) }
  }

  /// The root of F(x, v) = 0 has the slopes -F_i/F_v.
  private func implicit(
    _ place: Int, _ i: IntervalTape.Instruction, _ order: Order, _ residual: Operand
  ) {
    let inVariable = slope(residual.place, Int(i.column), residual.dependence)
    forEachColumn(i.dependence) { j in
      setSlope(place, j, -(slope(residual.place, j, residual.dependence) / inVariable))
    }
    forEachPair(i.dependence, order) { setCurvature(place, $0, $1, .undefined) }
  }
}
