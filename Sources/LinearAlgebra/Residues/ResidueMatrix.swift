import CFastArithmetic
import Concurrency

/// A matrix of integers, each held by its residues modulo the primes of a basis.
///
/// One plane of doubles a prime, rows padded by zeros to a multiple of four columns. Products are
/// exact; the value of an entry is its integer times `2^-fractionBits`. What a matrix holds before
/// something is assigned has no meaning.
final class ResidueMatrix {
  let basis: ResidueBasis
  let rows: Int
  let columns: Int

  /// An entry is its integer times `2^-fractionBits`.
  private(set) var fractionBits = 0

  /// Every integer lies in `[-2^magnitudeBits, 2^magnitudeBits)`.
  private(set) var magnitudeBits = 0

  private let rowStride: Int
  private let planeStride: Int
  private let memory: ReusableDoubles

  /// A matrix in memory of its own, or in memory that no other matrix uses at the same time.
  init(
    basis: ResidueBasis, rows: Int, columns: Int, in memory: ReusableDoubles = ReusableDoubles()
  ) {
    self.basis = basis
    self.rows = rows
    self.columns = columns
    // Strides that are multiples of 256 bytes would map rows to few cache sets.
    let padded = (columns + 3) / 4 * 4
    rowStride = padded % 32 == 0 ? padded + 4 : padded
    planeStride = rows * rowStride + 24
    memory.reserve(basis.primes.count * planeStride)
    self.memory = memory
  }

  /// Takes over fixed-point numbers of the same shape.
  func assign(_ source: FixedPointMatrix, jobs: Int = 1, usesAVX2: Bool = cfast_has_avx2()) {
    requireShape(source.rows, source.columns)
    magnitudeBits = source.magnitudeBits
    precondition(magnitudeBits <= basis.factorBits, "The entries exceed the basis.")
    fractionBits = source.fractionBits
    concurrentRanges(count: rows, jobs: jobs) { self.split(source, rows: $0, usesAVX2) }
  }

  /// Takes over the transpose of another matrix.
  func assign(transposing source: ResidueMatrix, jobs: Int = 1) {
    requireShape(source.columns, source.rows)
    (fractionBits, magnitudeBits) = (source.fractionBits, source.magnitudeBits)
    concurrentRanges(count: basis.primes.count, jobs: jobs) { range in
      for plane in range {
        let (from, to) = (source.plane(plane), self.plane(plane))
        for row in 0..<self.rows {
          (to + row * self.rowStride + self.columns).update(
            repeating: 0, count: self.rowStride - self.columns)
          for column in 0..<self.columns {
            to[row * self.rowStride + column] = from[column * source.rowStride + row]
          }
        }
      }
    }
  }

  /// Becomes `a b`, or `a^T b` with `transposingLeft`; both of this basis.
  func setProduct(
    _ a: ResidueMatrix, transposingLeft: Bool = false, _ b: ResidueMatrix, jobs: Int = 1,
    usesAVX2: Bool = cfast_has_avx2()
  ) {
    precondition(a.basis === basis && b.basis === basis, "The factors have other primes.")
    precondition(a !== self && b !== self, "A product cannot overwrite its own factor.")
    let inner = transposingLeft ? a.rows : a.columns
    precondition(inner == b.rows, "The factors have \(inner) and \(b.rows) inner entries.")
    requireShape(transposingLeft ? a.columns : a.rows, b.columns)
    fractionBits = a.fractionBits + b.fractionBits
    magnitudeBits = a.magnitudeBits + b.magnitudeBits + (Int.bitWidth - inner.leadingZeroBitCount)
    precondition(magnitudeBits <= basis.productBits, "The product exceeds the basis.")
    let strides = transposingLeft ? (1, a.rowStride) : (a.rowStride, 1)
    concurrentRanges(count: basis.primes.count, jobs: jobs) { range in
      for plane in range { self.multiply(plane, a, strides, b, inner: inner, usesAVX2) }
    }
  }

  /// Writes every entry to fixed-point numbers of the same shape, correctly rounded.
  ///
  /// An entry x becomes `floor(x 2^-s + 1/2)` with `s = fractionBits - target.fractionBits`; the
  /// results must fit.
  func round(
    into target: FixedPointMatrix, jobs: Int = 1, usesAVX2: Bool = cfast_has_avx2()
  ) {
    requireShape(target.rows, target.columns)
    let shift = fractionBits - target.fractionBits
    precondition(
      magnitudeBits - shift <= 64 * target.limbsPerEntry - 2, "The product does not fit.")
    guard shift <= magnitudeBits else {
      // Every entry is less than half a unit of the target.
      target.limbs.update(repeating: 0, count: target.count * target.limbsPerEntry)
      return
    }
    concurrentRanges(count: rows, jobs: jobs) { range in
      let joining = ResidueJoining(self.basis, columns: self.rowStride, shift: shift, usesAVX2)
      for row in range {
        joining.round(
          self.planes + row * self.rowStride, planeStride: self.planeStride,
          columns: self.columns, into: target.entry(row, 0), limbCount: target.limbsPerEntry)
      }
    }
  }

  private var planes: UnsafeMutablePointer<Double> { memory.start }

  private func plane(_ index: Int) -> UnsafeMutablePointer<Double> { planes + index * planeStride }

  private func requireShape(_ rows: Int, _ columns: Int) {
    precondition(
      self.rows == rows && self.columns == columns,
      "A \(rows) x \(columns) matrix does not fit one of \(self.rows) x \(self.columns).")
  }

  /// Digits times powers of the digit base, row by row.
  private func split(_ source: FixedPointMatrix, rows: Range<Int>, _ usesAVX2: Bool) {
    let (digits, limbs, bits) = (basis.splitCount, source.limbsPerEntry, UInt32(basis.splitBits))
    let buffer = UnsafeMutablePointer<Double>.allocate(capacity: digits * rowStride)
    buffer.initialize(repeating: 0, count: digits * rowStride)
    defer { buffer.deallocate() }
    basis.splitPowers.withUnsafeBufferPointer { powers in
      let left = cfast_factor(entries: powers.baseAddress, row_stride: digits, column_stride: 1)
      let right = cfast_factor(entries: buffer, row_stride: rowStride, column_stride: 1)
      for row in rows {
        let start = source.entry(row, 0)
        for column in 0..<columns {
          cfast_split_digits(
            start + column * limbs, limbs, bits, digits, buffer + column, rowStride)
        }
        let target = planes + row * rowStride
        cfast_multiply(
          basis.primes.count, digits, rowStride, left, right, target, planeStride, false, usesAVX2)
        for (index, prime) in basis.primes.enumerated() {
          cfast_reduce(
            target + index * planeStride, rowStride, 1, prime, basis.inverses[index], usesAVX2)
        }
      }
    }
  }

  /// One plane of a product, by stretches of inner entries whose sums doubles hold; then times the
  /// weight of its prime, as joining wants it.
  private func multiply(
    _ plane: Int, _ a: ResidueMatrix, _ strides: (row: Int, column: Int), _ b: ResidueMatrix,
    inner: Int, _ usesAVX2: Bool
  ) {
    let (prime, inverse) = (basis.primes[plane], basis.inverses[plane])
    let target = self.plane(plane)
    for start in stride(from: 0, to: inner, by: ResidueBasis.longestSum) {
      let left = cfast_factor(
        entries: a.plane(plane) + start * strides.column, row_stride: strides.row,
        column_stride: strides.column)
      let right = cfast_factor(
        entries: b.plane(plane) + start * b.rowStride, row_stride: b.rowStride, column_stride: 1)
      cfast_multiply(
        rows, min(ResidueBasis.longestSum, inner - start), rowStride, left, right, target,
        rowStride, start > 0, usesAVX2)
      cfast_reduce(target, rows * rowStride, 1, prime, inverse, usesAVX2)
    }
  }
}
