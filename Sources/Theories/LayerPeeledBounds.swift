import Kernel

/// A dual and a primal point of a layer-peeled problem.
protocol LayerPeeledBounds {
  /// The entropy of the dual point, which satisfies the condition of its bound.
  func lowerBound() throws(KernelError) -> Enclosure
  /// The objective at the primal point.
  func upperBound() throws(KernelError) -> Enclosure
  /// Quantities of every minimizer, where the bounds lie so far apart at most.
  func quantities(gap: Enclosure) throws(KernelError) -> [QuantityName: Enclosure]
}

extension LayerPeeledBounds {
  /// The facts that both points establish.
  ///
  /// Where the gap is too wide for the quantities of the minimizer, its value is still known.
  func bounds() throws(KernelError) -> [QuantityName: Enclosure] {
    let (lower, upper) = (try lowerBound(), try upperBound())
    guard lower.lower <= upper.upper else { throw .refused("the bounds contradict each other") }
    let gap = try (upper.supremum - lower.infimum).cutAtZero
    var bounds = (try? quantities(gap: gap)) ?? [:]
    bounds[.minimum] = gap.with(try DyadicInterval(lower: lower.lower, upper: upper.upper))
    return bounds
  }
}
