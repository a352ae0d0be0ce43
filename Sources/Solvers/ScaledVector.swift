import Glibc
import LinearAlgebra
import Reals

/// A high-precision vector as doubles times a common power of two: `entries * 2^exponent`.
///
/// Gradients of `10^-1000` are far below the double range, but their entries relative to the
/// largest one are not: scaled so, double-precision algorithms apply to them. Entries below the
/// double range on that scale become zero, those above it infinite.
struct ScaledVector {
  let entries: [Double]
  let exponent: Int

  /// The vector with a given exponent.
  init(_ vector: RealMatrix, exponent: Int) {
    let bits = ScaledNorm.precisionInBits
    let scaled = vector.copy(precisionInBits: bits)
    scaled.scale(by: Real.powerOfTwo(-exponent, precisionInBits: bits))
    entries = scaled.approximateDoubles
    self.exponent = exponent
  }
}

/// A magnitude `mantissa * 2^exponent` outside the range of doubles, for norms and their
/// logarithms.
struct ScaledNorm {
  /// The precision of numbers that come from doubles or go into them.
  static let precisionInBits = 64

  let mantissa: Double
  let exponent: Int

  /// Base-2 logarithm; minus infinity for zero.
  var log2: Double { Glibc.log2(mantissa) + Double(exponent) }

  /// Base-10 logarithm; minus infinity for zero.
  var log10: Double { log2 * Glibc.log10(2) }

  /// The magnitude as a high-precision number (about 15 digits are right).
  func real(precisionInBits: Int) -> Real {
    Real(mantissa, precisionInBits: precisionInBits)
      * Real.powerOfTwo(exponent, precisionInBits: precisionInBits)
  }
}

extension Real {
  /// `2^exponent`, exact.
  static func powerOfTwo(_ exponent: Int, precisionInBits: Int) -> Real {
    Real(1, precisionInBits: precisionInBits).scaled(byPowerOfTwo: exponent)
  }
}
