import CFastArithmetic
import Reals

/// A matrix of fixed-point numbers with one scale: integers of n limbs times `2^-fractionBits`.
///
/// The integers are in two's complement, least significant limb first, row by row in one piece of
/// memory. Those made from reals lie in `[-2^(64 n - 2), 2^(64 n - 2))`, so that sums of two fit.
/// What is rounded is rounded to nearest; errors are absolute, in units of `2^-fractionBits`. A
/// matrix has one owner at a time. Shapes that do not match are programmer errors.
public final class FixedPointMatrix {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The number of limbs of each entry.
  public let limbsPerEntry: Int

  /// An entry is its integer times `2^-fractionBits`.
  public var fractionBits: Int

  /// The integers, row by row.
  public let limbs: UnsafeMutablePointer<UInt64>

  /// The number of entries.
  public var count: Int { rows * columns }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int, limbsPerEntry: Int, fractionBits: Int = 0) {
    precondition(
      rows >= 0 && columns >= 0 && limbsPerEntry >= 1,
      "A matrix has no negative side, and its entries have at least one limb.")
    self.rows = rows
    self.columns = columns
    self.limbsPerEntry = limbsPerEntry
    self.fractionBits = fractionBits
    limbs = .allocate(capacity: max(1, rows * columns * limbsPerEntry))
    limbs.initialize(repeating: 0, count: rows * columns * limbsPerEntry)
  }

  deinit { limbs.deallocate() }

  /// The integer at a place, for reading and writing.
  func entry(_ row: Int, _ column: Int) -> UnsafeMutablePointer<UInt64> {
    limbs + (row * columns + column) * limbsPerEntry
  }

  /// The least b with `-2^b <= x < 2^b` for every integer x of the matrix.
  var magnitudeBits: Int {
    var largest = 0
    for index in 0..<count {
      largest = max(
        largest, cfast_magnitude_bits(limbs + index * limbsPerEntry, limbsPerEntry))
    }
    return largest
  }

  /// The fraction bits that leave two spare bits beside numbers below `2^exponent` in magnitude.
  public static func fractionBits(limbs: Int, binaryExponent exponent: Int) -> Int {
    64 * limbs - 2 - exponent
  }

  /// Takes over the entries of a matrix of the same shape, from an entry of a flat vector on.
  ///
  /// The scale is chosen so that the largest entry fills all limbs but two bits; every entry is
  /// within half a unit of what is given.
  ///
  /// - Throws: `NumberError.notFinite` for an infinity.
  public func assign(from source: RealMatrix, startingAt start: Int = 0) throws(NumberError) {
    try fill(
      from: source.buffer, RealBuffer.Run(start: start, stride: 1, count: count),
      fractionBits: nil)
  }

  /// Writes a run of numbers; without `fractionBits` the largest one chooses the scale.
  private func fill(
    from source: RealBuffer, _ run: RealBuffer.Run, fractionBits given: Int?
  ) throws(NumberError) {
    let exponent = source.largestBinaryExponent(of: run) ?? 0
    guard exponent != Int.max else { throw .notFinite }
    fractionBits =
      given ?? Self.fractionBits(limbs: limbsPerEntry, binaryExponent: exponent)
    source.writeFixedPoint(
      run, fractionBits: fractionBits, limbCount: limbsPerEntry, to: limbs)
    // A number just below 2^exponent may have been rounded up to it.
    if given == nil, magnitudeBits > 64 * limbsPerEntry - 2 {
      fractionBits -= 1
      source.writeFixedPoint(
        run, fractionBits: fractionBits, limbCount: limbsPerEntry, to: limbs)
    }
  }

  /// A matrix of one entry: a number within half a unit of the one given.
  ///
  /// Without `fractionBits` the number fills all limbs but two bits; with them it must fit.
  ///
  /// - Throws: `NumberError.notFinite` for an infinity.
  public convenience init(
    _ value: Real, limbs: Int, fractionBits: Int? = nil
  ) throws(NumberError) {
    self.init(rows: 1, columns: 1, limbsPerEntry: limbs)
    let source = RealBuffer(count: 1, precisionInBits: value.precisionInBits)
    source[0] = value
    try fill(from: source, source.all, fractionBits: fractionBits)
  }

  /// Writes the entries, row by row, into a flat vector; rounds to its precision.
  public func write(to target: RealMatrix, startingAt start: Int = 0) {
    target.buffer.readFixedPoint(
      RealBuffer.Run(start: start, stride: 1, count: count), fractionBits: fractionBits,
      limbCount: limbsPerEntry, from: limbs)
  }

  /// One entry, rounded to a precision.
  public func real(_ row: Int, _ column: Int, precisionInBits: Int) -> Real {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "Entry (\(row), \(column)) is outside a \(rows) x \(columns) matrix.")
    return Real(
      fixedPoint: entry(row, column), limbCount: limbsPerEntry, fractionBits: fractionBits,
      precisionInBits: precisionInBits)
  }

  /// The sum of the squares of all entries; only the result is rounded.
  public func squaredNorm(precisionInBits: Int) -> Real {
    let n = limbsPerEntry
    var sum = [UInt64](repeating: 0, count: 4 * n + 1)
    return sum.withUnsafeMutableBufferPointer { sum in
      guard let sum = sum.baseAddress else { return Real(0, precisionInBits: precisionInBits) }
      cfast_inner_product(sum, limbs, n, limbs, n, count, n, sum + 2 * n + 1)
      return Real(
        fixedPoint: sum, limbCount: 2 * n + 1, fractionBits: 2 * fractionBits,
        precisionInBits: precisionInBits)
    }
  }
}
