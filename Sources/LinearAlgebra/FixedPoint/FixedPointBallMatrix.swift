import Exact
import Glibc
import Reals

/// A matrix of balls: fixed-point midpoints, and a radius for each in units of their last place.
///
/// An entry encloses the numbers from `(m - r) 2^-f` to `(m + r) 2^-f`, with m the integer, r the
/// radius and f the fraction bits. Radii are doubles and upper bounds, perhaps infinite.
public final class FixedPointBallMatrix {
  /// The midpoints.
  public let midpoints: FixedPointMatrix

  /// The radii, row by row.
  public private(set) var radii: DoubleMatrix

  /// Balls of radius zero around zero.
  public init(rows: Int, columns: Int, limbsPerEntry: Int, fractionBits: Int = 0) {
    midpoints = FixedPointMatrix(
      rows: rows, columns: columns, limbsPerEntry: limbsPerEntry, fractionBits: fractionBits)
    radii = DoubleMatrix(rows: rows, columns: columns)
  }

  /// Encloses the entries of a matrix of the same shape, from an entry of a flat vector on.
  ///
  /// The scale is chosen by the largest entry; every radius is half a unit.
  ///
  /// - Throws: `NumberError.notFinite` for an infinity.
  public func enclose(_ source: RealMatrix, startingAt start: Int = 0) throws(NumberError) {
    try midpoints.assign(from: source, startingAt: start)
    for index in radii.values.indices { radii.values[index] = 0.5 }
  }

  /// Encloses the products of all matrices in the balls of a and b, at this matrix's scale, where
  /// the midpoints must fit.
  ///
  /// The midpoint is the product of the midpoints, rounded. For `|D| <= r_a` and `|E| <= r_b` entry
  /// by entry,
  ///
  ///     |(a + D)(b + E) - a b| <= |a| r_b + r_a (|b| + r_b),
  ///
  /// two products of matrices of doubles. A sum of k products that are not negative loses at most
  /// the factor `(1 - 2^-53)^(k + 1)` and, by underflow, `k 2^-1074`; the last factor below makes
  /// up for all losses, because it multiplies the half unit of the midpoint's rounding too, and the
  /// scale is below 2^900. Cost: one product of midpoints and two of doubles.
  public func setProduct(
    _ a: FixedPointBallMatrix, _ b: FixedPointBallMatrix, by products: FixedPointProducts
  ) {
    products.multiply(a.midpoints, b.midpoints, into: midpoints)
    radii.setProduct(a.magnitudes(enlarged: false), b.radii)
    radii.addProduct(a.radii, b.magnitudes(enlarged: true))
    let limbBits = 64 * a.midpoints.limbsPerEntry
    let exponent =
      limbBits + midpoints.fractionBits - a.midpoints.fractionBits - b.midpoints.fractionBits
    let scale = exponent < 900 ? scalbn(1, Int32(max(exponent, -1022))) : .infinity
    let slack = 1 + Double(a.midpoints.columns + 8) * 0x1p-52
    for index in radii.values.indices {
      radii.values[index] = (radii.values[index] * scale + 0.5) * slack
    }
  }

  /// Upper bounds of `|m| 2^(-64 n)`, or of `(|m| + r) 2^(-64 n)`, for midpoints of n limbs.
  private func magnitudes(enlarged: Bool) -> DoubleMatrix {
    let n = midpoints.limbsPerEntry
    let unit = scalbn(1, Int32(max(-64 * n, -1022)))
    var result = DoubleMatrix(rows: midpoints.rows, columns: midpoints.columns)
    for index in result.values.indices {
      // For a top limb t >= 0, |m| < (t + 1) 2^(64 (n - 1)); for t < 0, |m| <= (~t + 1) 2^(64 (n -
      // 1)).
      let top = Int64(bitPattern: midpoints.limbs[(index + 1) * n - 1])
      let magnitude = Double((top < 0 ? ~top : top) + 1).nextUp * 0x1p-64
      result.values[index] =
        enlarged ? (magnitude + radii.values[index] * unit).nextUp : magnitude
    }
    return result
  }

  /// An interval that contains the ball at a place.
  ///
  /// - Throws: `NumberError.notFinite` for an infinite radius.
  public func interval(
    _ row: Int, _ column: Int, precisionInBits bits: Int
  ) throws(NumberError) -> Interval {
    let radius = radii[row, column]
    guard radius.isFinite else { throw .notFinite }
    let scale = Fraction(mantissa: .one, exponent: -midpoints.fractionBits)
    let reach = Real(try Fraction(exactly: radius) * scale, precisionInBits: 53, rounding: .up)
    let exact = midpoints.real(row, column, precisionInBits: 64 * midpoints.limbsPerEntry)
    let ball = Interval(exact) + (try Interval(lower: -reach, upper: reach))
    return ball.rounded(toPrecisionInBits: bits)
  }
}
