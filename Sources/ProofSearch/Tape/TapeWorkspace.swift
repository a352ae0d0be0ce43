import Kernel

/// Memory in which a tape is evaluated on one box after the other, by one thread.
///
/// Everything is allocated in the initializer; evaluating a box allocates nothing. Values and
/// derivatives follow the rules of the kernel, operation by operation, so that each interval
/// contains the kernel's at any precision of at least 53 bits. Where the kernel refuses, a value or
/// a derivative is `.undefined`; not everywhere where it is `.undefined` does the kernel refuse.
final class TapeWorkspace {
  /// What is worked out besides the values.
  enum Order: Int, Comparable {
    case values, slopes, curvatures
    static func < (a: Order, b: Order) -> Bool { a.rawValue < b.rawValue }
  }

  /// The most second derivatives that are stored.
  static let largestCurvatureCount = 1 << 21

  /// The value at each place.
  let values: UnsafeMutablePointer<DoubleInterval>
  /// The interval of each parameter.
  let variables: UnsafeMutablePointer<DoubleInterval>
  /// A square matrix with a row for each parameter, for what is worked out with second derivatives.
  let matrix: UnsafeMutablePointer<DoubleInterval>
  /// Room for `scratch` intervals.
  let scratch: UnsafeMutablePointer<DoubleInterval>
  private let first: UnsafeMutablePointer<DoubleInterval>
  private let second: UnsafeMutablePointer<DoubleInterval>
  private let (capacity, columns, parameters, scratchCount): (Int, Int, Int, Int)
  /// Whether there is memory for second derivatives.
  let hasCurvatures: Bool

  /// The columns in which derivatives are taken, one bit each.
  private(set) var active: UInt64 = 0
  /// The assumptions that bounds of definitions may rest on, one bit each.
  private var usable: UInt64 = 0

  init(for tape: IntervalTape) {
    (capacity, columns, parameters, scratchCount) = (
      tape.instructions.count, tape.columns, tape.parameters, tape.scratch
    )
    let curvatures = capacity * parameters * parameters
    hasCurvatures = curvatures <= Self.largestCurvatureCount
    func allocate(_ count: Int) -> UnsafeMutablePointer<DoubleInterval> {
      let pointer = UnsafeMutablePointer<DoubleInterval>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: .undefined, count: max(1, count))
      return pointer
    }
    values = allocate(capacity)
    variables = allocate(parameters)
    matrix = allocate(parameters * parameters)
    scratch = allocate(scratchCount)
    first = allocate(capacity * columns)
    second = allocate(hasCurvatures ? curvatures : 0)
  }

  deinit {
    for pointer in [values, variables, matrix, scratch, first, second] { pointer.deallocate() }
  }

  /// Whether the memory is what a tape needs.
  func fits(_ tape: IntervalTape) -> Bool {
    capacity >= tape.instructions.count && columns == tape.columns
      && parameters == tape.parameters && scratchCount >= tape.scratch
      && (hasCurvatures
        || tape.instructions.count * parameters * parameters > Self.largestCurvatureCount)
  }

  /// Evaluates the instructions of some places, where the intervals of `variables` are.
  ///
  /// Derivatives are taken in the columns of `active`; those of roots are added. Bounds of
  /// definitions are used that rest on usable assumptions only.
  func evaluate(
    _ tape: IntervalTape, _ places: Range<Int>, order: Order, active: UInt64 = 0, usable: UInt64
  ) {
    // A shift by 64 gives 0, so that the difference is right for 64 columns as well.
    let roots = (UInt64(1) << tape.columns) &- (UInt64(1) << parameters)
    self.active = active | roots
    self.usable = usable
    tape.instructions.withUnsafeBufferPointer { instructions in
      for place in places {
        let instruction = instructions[place]
        values[place] = value(instruction, order, instructions, tape)
        if order > .values { differentiate(place, instruction, order, instructions) }
      }
    }
  }

  /// The derivative at a place in a column.
  func slope(_ place: Int, _ column: Int, of tape: IntervalTape) -> DoubleInterval {
    slope(Int32(place), column, tape.instructions[place].dependence)
  }

  /// The second derivative at a place in two columns, the first not after the second.
  func curvature(_ place: Int, _ i: Int, _ j: Int, of tape: IntervalTape) -> DoubleInterval {
    let dependence = tape.instructions[place].dependence
    return curvature(Int32(place), i, j, dependence)
  }

  // MARK: Memory

  @inline(__always)
  func slope(_ place: Int32, _ column: Int, _ dependence: UInt64) -> DoubleInterval {
    dependence >> UInt64(column) & 1 == 1 ? first[Int(place) * columns + column] : .zero
  }

  @inline(__always)
  func setSlope(_ place: Int, _ column: Int, _ value: DoubleInterval) {
    first[place * columns + column] = value
  }

  @inline(__always)
  func curvature(_ place: Int32, _ i: Int, _ j: Int, _ dependence: UInt64) -> DoubleInterval {
    guard dependence >> UInt64(i) & dependence >> UInt64(j) & 1 == 1 else { return .zero }
    return second[(Int(place) * parameters + i) * parameters + j]
  }

  @inline(__always)
  func setCurvature(_ place: Int, _ i: Int, _ j: Int, _ value: DoubleInterval) {
    second[(place * parameters + i) * parameters + j] = value
  }

  /// The columns of a mask, without those of roots.
  @inline(__always)
  func withoutRoots(_ columns: UInt64) -> UInt64 {
    columns & ((1 << UInt64(parameters)) - 1)
  }

  // MARK: Values

  private func value(
    _ i: IntervalTape.Instruction, _ order: Order,
    _ instructions: UnsafeBufferPointer<IntervalTape.Instruction>, _ tape: IntervalTape
  ) -> DoubleInterval {
    let (a, b, c) = (values[Int(i.a)], values[Int(i.b)], values[Int(i.c)])
    switch i.operation {
    case .constant: return tape.constants[Int(i.index)]
    case .parameter: return variables[Int(i.column)]
    case .bound, .root: return rootRange(Int(i.index), tape)
    case .negate: return -a
    case .absolute: return a.absolute
    case .function: return DoubleFunction.table[Int(i.index)].value(a)
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .minimum: return a.minimum(with: b)
    case .maximum: return a.maximum(with: b)
    case .reciprocal: return .one / a
    case .divide: return a / c
    case .integerPower: return a.power(Int(i.index))
    case .power:
      let isVaried = order > .values && instructions[Int(i.b)].dependence & active != 0
      return exponent(b, isVaried: isVaried).map(a.power) ?? c
    case .known: return cut(a, Int(i.index), tape)
    case .ifLess, .ifLessOrEqual, .ifEqual:
      guard a.isDefined, b.isDefined else { return .undefined }
      let isTrue = Self.holds(i.operation, a, b)
      return isTrue.map { $0 ? c : values[Int(i.d)] } ?? c.hull(with: values[Int(i.d)])
    case .unknown: return .undefined
    }
  }

  /// The integer exponent that the second operand of `power` is, if it is one.
  @inline(__always)
  func exponent(_ value: DoubleInterval, isVaried: Bool) -> Int? {
    guard value.isPoint, !isVaried, let power = Int(exactly: value.lower),
      power.magnitude <= DyadicInterval.largestPower
    else { return nil }
    return power
  }

  /// Whether numbers certainly compare so, certainly do not, or (`nil`) neither.
  static func holds(
    _ operation: IntervalTape.Operation, _ a: DoubleInterval, _ b: DoubleInterval
  ) -> Bool? {
    switch operation {
    case .ifLess: a.upper < b.lower ? true : a.lower >= b.upper ? false : nil
    case .ifLessOrEqual: a.upper <= b.lower ? true : a.lower > b.upper ? false : nil
    default:
      a.isPoint && a == b ? true : a.upper < b.lower || b.upper < a.lower ? false : nil
    }
  }

  /// A value of a definition with what is known about it.
  private func cut(
    _ value: DoubleInterval, _ definition: Int, _ tape: IntervalTape
  ) -> DoubleInterval {
    var result = value
    for known in tape.known
    where known.definition == definition && known.restsOn & ~usable == 0 {
      result = result.intersection(with: known.range)
    }
    return result
  }

  /// Where a root is; `.undefined` unless it is known to exist.
  private func rootRange(_ definition: Int, _ tape: IntervalTape) -> DoubleInterval {
    var isRoot = false
    for known in tape.known where known.definition == definition && known.isRoot { isRoot = true }
    guard isRoot else { return .undefined }
    return cut(DoubleInterval(-.infinity, .infinity), definition, tape)
  }
}
