import Exact
import LinearAlgebra
import Reals

/// How many decimal digits two numbers share: `-log10(|a - b| / max(1, |b|))`.
func sharedDigits(_ a: Real, _ b: Real) -> Double {
  let difference = (a - b).absolute()
  return max(0, b.approximateLog10OfMagnitude) - difference.approximateLog10OfMagnitude
}

/// The same for an exact second number.
func sharedDigits(_ a: Real, _ b: Fraction) -> Double {
  sharedDigits(a, Real(b, precisionInBits: a.precisionInBits + 64))
}

/// The entries of a vector, with all their bits.
func entries(of vector: RealMatrix) -> [Real] {
  (0..<vector.rows).map { vector[$0, 0] }
}
