import CFastArithmetic

/// Recovers rows of integers from their residues, divided by a power of two and rounded.
///
/// `x = sum_i c_i M/p_i - q M` is needed from bit `shift` up only, so the digits of `M/p_i` far
/// below are left out. Where the bits next to the point do not settle how x rounds, all digits are
/// taken. Owns its scratch memory; one for each thread.
final class ResidueJoining {
  /// Bits below the point that are known, at least.
  private static let settlingBits = 25

  private let basis: ResidueBasis
  private let usesAVX2: Bool
  private let columns: Int
  private let shift: Int
  /// The first digit that is taken.
  private let firstDigit: Int
  /// The digits left out add up to less than `2^doubt` times the unit of the first one taken: to at
  /// most `2 2^53 2^(joinBits (firstDigit - 1)) (1 + 2^-9)`.
  private let doubt: Int
  private let residues: UnsafeMutablePointer<Double>
  private let digits: UnsafeMutablePointer<Double>
  private let window: UnsafeMutablePointer<UInt64>
  private let windowLimbs: Int

  /// For rows of `columns` entries, a multiple of four.
  init(_ basis: ResidueBasis, columns: Int, shift: Int, _ usesAVX2: Bool) {
    self.basis = basis
    self.usesAVX2 = usesAVX2
    self.columns = columns
    self.shift = shift
    doubt = 55 - basis.joinBits
    firstDigit = max(0, (shift - doubt - 1 - Self.settlingBits) / basis.joinBits)
    residues = .allocate(capacity: basis.primes.count * columns)
    digits = .allocate(capacity: (basis.joinCount + 1) * columns)
    windowLimbs = basis.productBits / 64 + 2
    window = .allocate(capacity: windowLimbs)
  }

  deinit {
    residues.deallocate()
    digits.deallocate()
    window.deallocate()
  }

  /// Rounds the entries whose residues start at `row`, into consecutive integers.
  func round(
    _ row: UnsafePointer<Double>, planeStride: Int, columns count: Int,
    into target: UnsafeMutablePointer<UInt64>, limbCount: Int
  ) {
    weigh(row, planeStride: planeStride)
    multiply(from: firstDigit)
    let doubtful = join(0..<count, from: firstDigit, into: target, limbCount)
    guard firstDigit > 0, !doubtful.isEmpty else { return }
    multiply(from: 0)
    _ = join(doubtful, from: 0, into: target, limbCount)
  }

  /// `c_i`, one row a prime.
  private func weigh(_ row: UnsafePointer<Double>, planeStride: Int) {
    for (index, prime) in basis.primes.enumerated() {
      let target = residues + index * columns
      target.update(from: row + index * planeStride, count: columns)
      cfast_reduce(
        target, columns, basis.weights[index], prime, basis.inverses[index], usesAVX2)
    }
  }

  /// The sums of `c_i` times digits, from a digit on, and below them `sum_i c_i/p_i`.
  private func multiply(from first: Int) {
    let count = basis.primes.count
    basis.joinDigits.withUnsafeBufferPointer { table in
      guard let table = table.baseAddress else { return }
      cfast_multiply(
        basis.joinCount + 1 - first, count, columns,
        cfast_factor(entries: table + first * count, row_stride: count, column_stride: 1),
        cfast_factor(entries: residues, row_stride: columns, column_stride: 1), digits, columns,
        false, usesAVX2)
    }
  }

  /// Rounds the entries of some columns; returns those whose rounded values are not certain.
  ///
  /// All that is the same for a row is read once: a read of an object in the loop would count
  /// references.
  private func join(
    _ chosen: some Sequence<Int>, from first: Int, into target: UnsafeMutablePointer<UInt64>,
    _ limbCount: Int
  ) -> [Int] {
    let (digits, columns, window, doubt) = (digits, columns, window, doubt)
    let (count, bits) = (basis.joinCount - first, basis.joinBits)
    let (limbs, rest) = (windowLimbs - first * bits / 64, shift - first * bits)
    var doubtful: [Int] = []
    basis.modulusDigits.withUnsafeBufferPointer { modulus in
      guard let modulus = modulus.baseAddress else { return }
      for column in chosen {
        let quotient = digits[count * columns + column].rounded(.toNearestOrEven)
        cfast_join_digits(
          digits + column, columns, quotient, modulus + first, UInt32(bits), count, window, limbs)
        let isCertain = cfast_round(
          target + column * limbCount, limbCount, window, limbs, rest, doubt)
        if !isCertain { doubtful.append(column) }
      }
    }
    return doubtful
  }
}
