import CertificateFormat
import Exact
import Kernel

/// A box on which a search has shown nothing yet.
public struct OpenBox: Sendable {
  /// The intervals, in the order of the parameters.
  public let ranges: [Box.Range]
  /// Its share of the volume of the domain's box.
  public let share: Fraction
  /// Whether the ranges of the parameters leave a part of the box; if not, nothing of it is in the
  /// domain.
  public let meetsRanges: Bool

  /// The box of a node; where y stands for a parameter, that parameter has its range again.
  ///
  /// A face of a larger box, as a monotone direction leaves it, may lie outside the domain. Then
  /// the larger box is what is open, with the share of the face.
  init(_ face: Node, share: Fraction, within larger: [Node]) {
    self.share = share
    let node = ([face] + larger.reversed()).first { !$0.isFaceOutsideDomain } ?? face
    guard node.replaced.isEmpty else {
      meetsRanges = true
      ranges = node.box.ranges.enumerated().map { parameter, range in
        node.replaced[parameter].map { range.reciprocal($0.power) } ?? range
      }
      return
    }
    let inDomain = node.box.ranges.indices.map { node.rangeInDomain($0) }
    meetsRanges = inDomain.allSatisfy { $0 != nil }
    ranges = zip(inDomain, node.box.ranges).map { $0 ?? $1 }
  }
}

extension Node {
  /// Whether a parameter has one value and an assumption fails on the whole box.
  fileprivate var isFaceOutsideDomain: Bool {
    guard box.ranges.contains(where: { $0.lower == $0.upper }),
      let evaluator = try? evaluator(
        facts: factsWithoutAssumptions, precisionInBits: ProofTree.precisionInBits)
    else { return false }
    return statement.assumptions(ofClaim: claim).contains {
      (try? evaluator.holds($0)) == .some(false)
    }
  }

  /// The interval of a parameter within the range that the intervals of the others allow it; `nil`
  /// where they allow none.
  fileprivate func rangeInDomain(_ index: Int) -> Box.Range? {
    let (range, parameter) = (box.ranges[index], statement.parameters[index])
    guard
      let evaluator = try? evaluator(
        facts: factsWithoutAssumptions, precisionInBits: ProofTree.precisionInBits)
    else { return range }
    func end(_ term: Term?, _ side: (DyadicInterval) -> Dyadic) -> Fraction? {
      guard let term, let value = try? evaluator.value(of: term) else { return nil }
      return side(value).isInfinite ? nil : try? side(value).fraction
    }
    let lower = max(range.lower, end(parameter.lower, \.lower) ?? range.lower)
    let upper = [range.upper, end(parameter.upper, \.upper)].compactMap { $0 }.min()
    return lower <= upper ?? lower ? Box.Range(lower: lower, upper: upper) : nil
  }
}

extension Box.Range {
  /// The numbers y^-power of y > 0 in the range.
  fileprivate func reciprocal(_ power: Int) -> Box.Range {
    let ends = [upper, lower].map { $0.flatMap { try? $0.power(-power) } }
    return Box.Range(lower: ends[0] ?? Fraction(0), upper: ends[1])
  }
}

/// What a search for a proof on a domain ended with.
public struct DomainProof: Sendable {
  /// What the kernel returned.
  public let theorem: Theorem
  /// The steps of a certificate that replay it, the scope first.
  public let steps: [CertificateStep]
  /// The boxes that were left open, in the order of their steps.
  public let open: [OpenBox]

  /// Whether a box without end was left open.
  var isOpenAtInfinity: Bool { open.contains { $0.ranges.contains { $0.upper == nil } } }

  /// The share of the volume that was left open.
  public let openShare: Fraction
}
