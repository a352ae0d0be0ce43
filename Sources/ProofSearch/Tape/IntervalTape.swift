/// Terms as a flat list of instructions: the value of an instruction depends on earlier ones only.
///
/// Equal terms are one instruction. What an instruction means, for values and for derivatives, is
/// section 3 of docs/certificate-format.md, so that what a `TapeWorkspace` encloses contains what
/// the kernel encloses. A tape is only read while boxes are examined, by all threads at once.
struct IntervalTape: Sendable {
  /// What an instruction does to the values at the places `a`, `b`, `c` and `d`.
  enum Operation: UInt8, Sendable {
    /// The constant `index`.
    case constant
    /// The variable of column `column`, a parameter.
    case parameter
    /// The variable of column `column`, that of the equation of the root with definition `index`.
    case bound
    case negate, absolute
    /// Another function of one argument, that with the raw value `index`.
    case function
    case add, subtract, multiply, minimum, maximum
    /// 1/a.
    case reciprocal
    /// a/c, where b is the reciprocal of c.
    case divide
    /// a to the power `index`.
    case integerPower
    /// a^b, which is c unless b turns out to be an integer.
    case power
    /// a, cut by what is known about the definition `index`.
    case known
    /// The root with definition `index`: a is the difference of the sides of its equation, `column`
    /// that of its variable.
    case root
    /// c if a < b, a <= b or a = b, else d.
    case ifLess, ifLessOrEqual, ifEqual
    /// What the tape has no instruction for.
    case unknown
  }

  /// One instruction.
  struct Instruction: Hashable, Sendable {
    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var d: Int32 = 0
    var index: Int32 = 0
    var column: Int32 = 0
    /// The columns that the value may depend on, one bit each.
    var dependence: UInt64 = 0
  }

  /// A bound of a definition, from a fact of the kernel.
  struct KnownRange: Sendable {
    let definition: Int
    let range: DoubleInterval
    let isRoot: Bool
    /// The assumptions it rests on, one bit each.
    let restsOn: UInt64
  }

  /// The largest number of columns, of facts and of assumptions: a mask is one word.
  static let largestCount = 64
  /// The largest number of instructions.
  static let largestLength = 20_000

  var instructions: [Instruction] = []
  var constants: [DoubleInterval] = []
  var known: [KnownRange] = []
  /// The number of parameters, which have the first columns.
  let parameters: Int
  /// The number of columns; the variables of roots have the last ones.
  var columns: Int
  /// The number of intervals that a workspace has room for besides.
  var scratch = 0

  /// A tape without instructions.
  init(parameters: Int) { (self.parameters, columns) = (parameters, parameters) }
}
