import Exact
import Reals

@testable import LinearAlgebra

/// The exact integer at a place.
func integer(_ matrix: FixedPointMatrix, _ row: Int, _ column: Int) -> Fraction {
  let limbs = matrix.limbsPerEntry
  let entry = matrix.limbs + (row * matrix.columns + column) * limbs
  let radix = Fraction(1 << 32) * Fraction(1 << 32)
  var value = Fraction(Int(Int64(bitPattern: entry[limbs - 1])))
  for index in (0..<limbs - 1).reversed() {
    let (high, low) = (Int(entry[index] >> 32), Int(entry[index] & 0xffff_ffff))
    value = value * radix + Fraction(high) * Fraction(1 << 32) + Fraction(low)
  }
  return value
}

/// Random integers of up to `bits` bits and any sign; about one in eight is special: zero, the
/// largest, the smallest or a power of two.
func randomMatrix(
  rows: Int, columns: Int, limbs: Int, bits: Int, using generator: inout SeededGenerator
) -> FixedPointMatrix {
  let result = FixedPointMatrix(rows: rows, columns: columns, limbsPerEntry: limbs)
  for index in 0..<rows * columns {
    let entry = result.limbs + index * limbs
    for limb in 0..<limbs { entry[limb] = generator.next() }
    switch generator.next() % 32 {
    case 0: for limb in 0..<limbs { entry[limb] = 0 }
    case 1: for limb in 0..<limbs { entry[limb] = ~0 }
    case 2:
      let bit = Int(generator.next() % UInt64(bits))
      for limb in 0..<limbs { entry[limb] = limb == bit / 64 ? 1 << UInt64(bit % 64) : 0 }
    default: break
    }
    truncate(entry, limbs: limbs, bits: bits)
  }
  return result
}

/// Replaces the bits from `bits` on by copies of the top one.
private func truncate(_ entry: UnsafeMutablePointer<UInt64>, limbs: Int, bits: Int) {
  let sign: UInt64 = entry[limbs - 1] >> 63 == 1 ? ~0 : 0
  for limb in 0..<limbs where 64 * (limb + 1) > bits {
    let kept = max(0, bits - 64 * limb)
    let mask: UInt64 = kept == 0 ? 0 : ~0 >> UInt64(64 - kept)
    entry[limb] = entry[limb] & mask | sign & ~mask
  }
}

/// `floor(x 2^-shift + 1/2)`.
func rounded(_ x: Fraction, shift: Int) throws -> Fraction {
  let scale = try Fraction(2).power(shift)
  return Fraction(try x.divided(by: scale).nearestInteger)
}
