import CMPFR

/// A fixed number of MPFR reals of one precision in one piece of memory, changed in place.
///
/// The significands lie side by side in one buffer, so walking over them is walking over memory,
/// and no operation allocates. All results are rounded to nearest; nothing is promised about
/// accumulated errors. An entry that an overflow made indeterminate reads as `+infinity`, as in
/// `Real`.
///
/// A buffer is meant for one owner at a time and is not Sendable. Indices and runs must lie inside;
/// a slip is a programmer error and stops the program.
public final class RealBuffer {
  /// The number of entries.
  public let count: Int

  /// The precision of every entry, in bits.
  public let precisionInBits: Int

  /// One header for each entry and two more for intermediate results.
  let headers: UnsafeMutablePointer<__mpfr_struct>

  private let significands: UnsafeMutableRawPointer

  private static let significandAlignment = 64

  private static let scratchCount = 2

  /// Zeros.
  public init(count: Int, precisionInBits: Int) {
    precondition(count >= 0, "A buffer cannot have a negative number of entries.")
    precondition(
      Real.precisionRange.contains(precisionInBits),
      "A precision of \(precisionInBits) bits is outside Real.precisionRange.")
    self.count = count
    self.precisionInBits = precisionInBits
    let bytes = mpfr_custom_get_size(precisionInBits)
    headers = .allocate(capacity: count + RealBuffer.scratchCount)
    significands = .allocate(
      byteCount: bytes * (count + RealBuffer.scratchCount),
      alignment: RealBuffer.significandAlignment)
    for index in 0..<(count + RealBuffer.scratchCount) {
      let significand = significands + index * bytes
      mpfr_custom_init(significand, precisionInBits)
      mpfr_custom_init_set(
        headers + index, Int32(MPFR_ZERO_KIND.rawValue), 0, precisionInBits, significand)
    }
  }

  deinit {
    headers.deallocate()
    significands.deallocate()
  }

  /// Where single products go.
  var scratch: UnsafeMutablePointer<__mpfr_struct> { headers + count }

  /// Where sums grow.
  var sum: UnsafeMutablePointer<__mpfr_struct> { headers + count + 1 }

  /// MPFR's view of one entry.
  func entry(_ index: Int) -> UnsafeMutablePointer<__mpfr_struct> {
    precondition(index >= 0 && index < count, "Entry \(index) is outside a buffer of \(count).")
    return headers + index
  }

  /// One entry; what is assigned is rounded to the buffer's precision.
  public subscript(index: Int) -> Real {
    get {
      Real(precisionInBits: precisionInBits) { _ = mpfr_set($0, entry(index), MPFR_RNDN) }
    }
    set { newValue.withPointer { _ = mpfr_set(entry(index), $0, MPFR_RNDN) } }
  }

  /// The nearest double to an entry.
  public func approximateDouble(at index: Int) -> Double { mpfr_get_d(entry(index), MPFR_RNDN) }

  /// Assigns a double, exactly when the precision is at least 53 bits.
  public func set(_ index: Int, _ value: Double) { mpfr_set_d(entry(index), value, MPFR_RNDN) }

  /// -1, 0 or 1.
  public func sign(at index: Int) -> Int { Int(mpfr_sgn(entry(index))).signum() }

  /// Assigns zero to one entry.
  public func setZero(at index: Int) { mpfr_set_zero(entry(index), 1) }

  /// Entries at equal distances.
  ///
  /// They are `start`, `start + stride` and so on, `count` of them. A row of a row-major matrix has
  /// stride 1, a column has the row length as its stride.
  public struct Run: Sendable {
    /// The index of the first entry.
    public let start: Int

    /// The distance from one entry to the next, at least 1.
    public let stride: Int

    /// The number of entries.
    public let count: Int

    /// The entries `start + k * stride` for k from 0 to `count - 1`.
    public init(start: Int, stride: Int, count: Int) {
      precondition(
        start >= 0 && stride >= 1 && count >= 0,
        "A run starts at an index, goes forward and has no negative length.")
      self.start = start
      self.stride = stride
      self.count = count
    }

    /// One past the last entry; an empty run touches nothing, wherever it starts.
    var end: Int { count == 0 ? 0 : start + (count - 1) * stride + 1 }
  }

  /// The whole buffer.
  public var all: Run { Run(start: 0, stride: 1, count: count) }

  /// MPFR's view of the first entry of a run that was checked to lie inside.
  func first(of run: Run) -> UnsafeMutablePointer<__mpfr_struct> {
    precondition(
      run.end <= count, "The run ends at entry \(run.end) of a buffer of \(count) entries.")
    return headers + run.start
  }
}
