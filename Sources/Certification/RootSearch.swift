import CertificateFormat
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

  private enum Kind {
    case signed(Int)
    case monotone
  }
  private struct Piece {
    let range: Box.Range
    let kind: Kind
    let isMonotone: Bool
  }

  /// The point with the root enclosed to more than `digits` digits, and the steps that do it.
  func enclose(_ point: PointSituation) throws -> (PointSituation, [CertificateStep]) {
    guard case .root(let lower, let upper, _, _) = point.statement.definitions[definition] else {
      throw KernelError.refused("the definition is not a root")
    }
    let from = try point.enclosure(of: lower, precisionInBits: Self.coarseBits)
    let to = try point.enclosure(of: upper, precisionInBits: Self.coarseBits)
    let range = Box.Range(lower: from.lower.fraction, upper: to.upper.fraction)
    var pieces: [Piece] = []
    try divide(range, point, depth: 0, into: &pieces)
    guard
      let first = pieces.firstIndex(where: { if case .monotone = $0.kind { true } else { false } }),
      let last = pieces.lastIndex(where: { if case .monotone = $0.kind { true } else { false } }),
      pieces[first...last].allSatisfy(\.isMonotone)
    else { throw KernelError.refused("no single crossing was found for the root \(name)") }
    let below = pieces[..<first].map(\.range.lower) + [pieces[first].range.lower]
    let above = [pieces[last].range.upper] + pieces[(last + 1)...].map(\.range.upper)
    let around = pieces[first..<last].map(\.range.upper)
    var result = try point.enclosingRoot(
      definition, below: below, around: around, above: above, precisionInBits: Self.coarseBits)
    var steps: [CertificateStep] = [
      .precision(Self.coarseBits),
      .root(definition: name, below: below, around: around, above: above),
      .precision(precisionInBits),
    ]
    let (a, b) = try narrow(
      point, Box.Range(lower: pieces[first].range.lower, upper: pieces[last].range.upper))
    result = try result.narrowingRoot(definition, a, b, precisionInBits: precisionInBits)
    steps.append(.narrow(definition: name, a, b))
    return (result, steps)
  }

  private func divide(
    _ range: Box.Range, _ point: PointSituation, depth: Int, into pieces: inout [Piece]
  ) throws {
    let found = try? point.enclosedResidual(
      of: definition, on: range, precisionInBits: Self.coarseBits)
    let isMonotone = found?.slope.map { !$0.containsZero } ?? false
    if let value = found?.value, value.isPositive || value.isNegative {
      let piece = Piece(
        range: range, kind: .signed(value.isPositive ? 1 : -1), isMonotone: isMonotone)
      pieces.append(piece)
      return
    }
    if isMonotone, depth >= 2 {
      pieces.append(Piece(range: range, kind: .monotone, isMonotone: true))
      return
    }
    guard depth < Self.largestDepth else {
      throw KernelError.refused("the root \(name) could not be isolated")
    }
    let middle = Dyadic(range.midpoint, .down, precisionInBits: Self.coarseBits - 8).fraction
    try divide(
      Box.Range(lower: range.lower, upper: middle), point, depth: depth + 1, into: &pieces)
    try divide(
      Box.Range(lower: middle, upper: range.upper), point, depth: depth + 1, into: &pieces)
  }

  /// Ends with opposite signs, 10^-(digits + 10) on either side of where Newton's method ends.
  private func narrow(
    _ point: PointSituation, _ range: Box.Range
  ) throws -> (Fraction, Fraction) {
    var x = range.midpoint
    var bits = 128
    for _ in 0..<60 {
      let found = try point.enclosedResidual(
        of: definition, on: Box.Range(lower: x, upper: x), precisionInBits: bits)
      guard let slope = found.slope?.midpoint.fraction, slope.sign != 0 else {
        throw KernelError.refused("the root \(name) could not be narrowed")
      }
      let step = try found.value.midpoint.fraction.divided(by: slope)
      var next = Dyadic(x - step, .down, precisionInBits: precisionInBits).fraction
      // A step out of the isolating interval is cut at half the way to its end.
      if next <= range.lower {
        next = (x + range.lower) * (try Fraction(BigInteger(1), BigInteger(2)))
      }
      if next >= range.upper {
        next = (x + range.upper) * (try Fraction(BigInteger(1), BigInteger(2)))
      }
      let isClose = step.absolute < (try Fraction(10).power(-(digits + 14)))
      x = next
      if bits < precisionInBits {
        bits = min(2 * bits, precisionInBits)
      } else if isClose {
        break
      }
    }
    for places in [digits + 10, digits + 6, digits + 3] {
      let radius = Dyadic(try Fraction(10).power(-places), .up, precisionInBits: 8).fraction
      let ends = (max(x - radius, range.lower), min(x + radius, range.upper))
      let signs = [ends.0, ends.1].map { end in
        try? point.enclosedResidual(
          of: definition, on: Box.Range(lower: end, upper: end), precisionInBits: precisionInBits
        ).value
      }
      if let a = signs[0], let b = signs[1],
        (a.isPositive && b.isNegative) || (a.isNegative && b.isPositive)
      {
        return ends
      }
    }
    throw KernelError.refused("the root \(name) could not be narrowed to \(digits) digits")
  }
}
