import Exact
import Kernel

/// What a section establishes, and how much of the domain it leaves open.
public struct CheckedTheorem: Hashable, Sendable {
  /// What the kernel returned.
  public let theorem: Theorem
  /// The share of the volume of the domain's box that is left open; 0 at points.
  public let openShare: Fraction
}

// Shares tell people how much is left to be shown; no theorem rests on them.

extension Node {
  /// For each of the nodes that a step leaves, its share of the volume of this one.
  ///
  /// Where there is no end, both parts of a split count the same; both of two cases are the whole.
  package func shares(of children: [Node]) -> [Fraction] {
    let parts = children.map(\.box.ranges)
    guard parts.count == 2,
      let index = parts[0].indices.first(where: { parts[0][$0] != parts[1][$0] })
    else { return children.map { _ in Fraction(1) } }
    let (range, lower) = (box.ranges[index], parts[0][index])
    let unit = Fraction(splitsAtIntegers(index) ? 1 : 0)
    var share = Fraction(mantissa: BigInteger(1), exponent: -1)
    if let end = range.upper, let middle = lower.upper,
      let part = try? (middle - range.lower + unit).divided(by: end - range.lower + unit)
    {
      share = part
    }
    return [share, Fraction(1) - share]
  }
}
