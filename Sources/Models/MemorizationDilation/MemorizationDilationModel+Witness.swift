import Exact
import LinearAlgebra
import Reals
import Theories

extension MemorizationDilationModel {
  /// The risk is strongly convex, and the bounds of `u` come from that.
  public static var gapDigitsPerDigit: Int { 1 }

  /// The numbers of a `memorization-dilation` fact: the features of mislabelled samples.
  public func witness(
    to accuracy: WitnessAccuracy, searching minimizer: MinimizerSearch
  ) throws -> MinimumWitness {
    let bits = accuracy.precisionInBits
    let (lead, optimality) = try optimum(precisionInBits: bits)
    let point = try optimality.pathPoint(at: lead)
    let other = point.other.rounded(toPrecisionInBits: bits)
    return .memorizationDilation(
      x: try accuracy.rounded(point.own.rounded(toPrecisionInBits: bits).midpoint, .down),
      y: other.lower.sign == 0 ? Fraction(0) : try accuracy.rounded(other.midpoint, .down))
  }
}
