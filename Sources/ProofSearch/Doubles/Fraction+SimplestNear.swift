import Exact
import Reals

extension Fraction {
  /// A fraction with a small denominator near a double: the first convergent of its continued
  /// fraction that is close enough, or its exact value; zero where it
  /// is not finite.
  init(simplestNear value: Double, within tolerance: Double) {
    var (before, last) = ((0.0, 1.0), (1.0, 0.0))
    var rest = value
    for _ in 0..<24 {
      let digit = rest.rounded(.down)
      (before, last) = (
        last, (digit * last.0 + before.0, digit * last.1 + before.1)
      )
      guard abs(last.0) < 1e9, last.1 < 1e9 else { break }
      if abs(last.0 / last.1 - value) <= tolerance,
        let found = try? Fraction(BigInteger(Int(last.0)), BigInteger(Int(last.1)))
      {
        self = found
        return
      }
      guard rest != digit else { break }
      rest = 1 / (rest - digit)
    }
    self = (try? Fraction(exactly: value)) ?? Fraction(0)
  }
}
