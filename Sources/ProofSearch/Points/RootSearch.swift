import CertificateFormat
import Exact
import Kernel

/// Searches for what makes the kernel believe in a root at a point, and encloses it.
struct RootSearch {
  /// Bits at which existence and uniqueness are shown.
  static let coarseBits = 64
  /// Halvings of the range before the search gives up.
  static let largestDepth = 18

  let definition: Int
  let name: String
  let digits: Int
  let precisionInBits: Int

  /// The ends of a part of the range of the root.
  private struct Ends {
    let lower: Fraction
    let upper: Fraction

    var midpoint: Fraction { (lower + upper) * Fraction(mantissa: BigInteger(1), exponent: -1) }
    var range: Box.Range { Box.Range(lower: lower, upper: upper) }
  }

  /// A part of the range: either the difference of the sides has one sign on it, or a derivative
  /// without zero.
  private struct Piece {
    let ends: Ends
    let hasSign: Bool
  }

  /// The point with the root enclosed to more than `digits` digits, and the steps that do it.
  func enclose(_ point: Node) throws -> (Node, [CertificateStep]) {
    guard case .root(let lower, let upper, _, _) = point.statement.definitions[definition] else {
      throw KernelError.refused("the definition is not a root")
    }
    let from = try point.enclosure(of: lower, precisionInBits: Self.coarseBits)
    let to = try point.enclosure(of: upper, precisionInBits: Self.coarseBits)
    let range = Ends(lower: try from.lower.fraction, upper: try to.upper.fraction)
    var pieces: [Piece] = []
    let certain = Ends(lower: try from.upper.fraction, upper: try to.lower.fraction)
    try divide(range, point, within: certain, depth: 0, into: &pieces)
    guard let first = pieces.firstIndex(where: { !$0.hasSign }),
      let last = pieces.lastIndex(where: { !$0.hasSign }),
      pieces[first...last].allSatisfy({ !$0.hasSign || isMonotone($0.ends, point) })
    else { throw KernelError.refused("no single crossing was found for the root \(name)") }
    let below = pieces[..<first].map(\.ends.lower) + [pieces[first].ends.lower]
    let above = [pieces[last].ends.upper] + pieces[(last + 1)...].map(\.ends.upper)
    let around = pieces[first..<last].map(\.ends.upper)
    var result = try point.enclosingRoot(
      definition, below: below, around: around, above: above, precisionInBits: Self.coarseBits)
    var steps: [CertificateStep] = [
      .precision(Self.coarseBits),
      .root(name, ThreeLists(below, around, above)),
      .precision(precisionInBits),
    ]
    let (a, b) = try narrow(
      point, Ends(lower: pieces[first].ends.lower, upper: pieces[last].ends.upper))
    result = try result.narrowingRoot(definition, a, b, precisionInBits: precisionInBits)
    steps.append(.narrow(name, a, b))
    return (result, steps)
  }

  private func isMonotone(_ range: Ends, _ point: Node) -> Bool {
    let slope = try? point.enclosedResidualSlope(
      of: definition, on: range.range, precisionInBits: Self.coarseBits)
    return slope.map { !$0.containsZero } ?? false
  }

  private func divide(
    _ range: Ends, _ point: Node, within certain: Ends, depth: Int,
    into pieces: inout [Piece]
  ) throws {
    let value = try? point.enclosedResidual(
      of: definition, on: range.range, precisionInBits: Self.coarseBits)
    if let value, value.isPositive || value.isNegative {
      pieces.append(Piece(ends: range, hasSign: true))
      return
    }
    // Pieces with the crossing must lie where the range certainly is.
    if depth >= 2, certain.lower <= range.lower, range.upper <= certain.upper,
      isMonotone(range, point)
    {
      pieces.append(Piece(ends: range, hasSign: false))
      return
    }
    guard depth < Self.largestDepth else {
      throw KernelError.refused("the root \(name) could not be isolated")
    }
    let middle = try Dyadic(range.midpoint, .down, precisionInBits: Self.coarseBits - 8).fraction
    try divide(
      Ends(lower: range.lower, upper: middle), point, within: certain, depth: depth + 1,
      into: &pieces)
    try divide(
      Ends(lower: middle, upper: range.upper), point, within: certain, depth: depth + 1,
      into: &pieces)
  }

  /// Ends with opposite signs, 10^-(digits + 10) on either side of where Newton's method ends.
  private func narrow(
    _ point: Node, _ range: Ends
  ) throws -> (Fraction, Fraction) {
    let x = try approximateRoot(point, range)
    for places in [digits + 10, digits + 6, digits + 3] {
      let radius = try Dyadic(Fraction(10).power(-places), .up, precisionInBits: 8).fraction
      let ends = (max(x - radius, range.lower), min(x + radius, range.upper))
      let a = try point.enclosedResidual(
        of: definition, on: Box.Range(lower: ends.0, upper: ends.0),
        precisionInBits: precisionInBits)
      let b = try point.enclosedResidual(
        of: definition, on: Box.Range(lower: ends.1, upper: ends.1),
        precisionInBits: precisionInBits)
      if (a.isPositive && b.isNegative) || (a.isNegative && b.isPositive) { return ends }
    }
    throw KernelError.refused("the root \(name) could not be narrowed to \(digits) digits")
  }

  private func approximateRoot(_ point: Node, _ range: Ends) throws -> Fraction {
    let half = try Fraction(BigInteger(1), BigInteger(2))
    let wanted = try Fraction(10).power(-(digits + 14))
    var x = range.midpoint
    var bits = 96
    for _ in 0..<60 {
      let here = Ends(lower: x, upper: x)
      let value = try point.enclosedResidual(of: definition, on: here.range, precisionInBits: bits)
      let slope = try point.enclosedResidualSlope(
        of: definition, on: here.range, precisionInBits: Self.coarseBits)
      let step = try value.midpoint.fraction.divided(by: slope.midpoint.fraction)
      var next = try Dyadic(x - step, .down, precisionInBits: precisionInBits).fraction
      // A step out of the isolating interval is cut at half the way to its end.
      if next <= range.lower { next = (x + range.lower) * half }
      if next >= range.upper { next = (x + range.upper) * half }
      x = next
      if step.absolute < wanted { break }
      // Newton's method doubles the digits; more bits would be wasted while it is far away.
      let accuracy = Dyadic(step, .up, precisionInBits: 8).magnitudeExponent
      bits = min(precisionInBits, 96 + max(0, -3 * accuracy))
    }
    return x
  }
}
