import Reals

extension MemorizationDilationModel {
  /// Whether the noisy feature keeps a part along the class it lies at.
  public enum Regime: String, Sendable {
    /// `y > 0`: both coordinates of `u` are positive.
    case interior
    /// `y = 0`: the bound holds the second coordinate at zero.
    case boundary
    /// The enclosure does not decide; more precision may.
    case undecided
  }

  /// The unique global minimum, by intervals.
  ///
  /// One scalar equation determines it, see `MemorizationDilationOptimality`; its root is enclosed
  /// by certified signs and everything else is evaluated on the enclosure. Where the regime cannot
  /// be decided, quantities are hulls of both. `constraint_slack` is exactly zero, because `F`
  /// increases.
  ///
  /// Throws `ModelError.notEnclosed` when the root cannot be certified at this precision.
  /// Cost: about a dozen Gaussian expectations, see `GaussianExpectation`.
  public func enclosedOptimum(precisionInBits: Int) throws -> [Quantity: Interval] {
    let (lead, optimality) = try optimum(precisionInBits: precisionInBits)
    let point = try optimality.pathPoint(at: lead)
    return [
      Quantity("risk"): try optimality.risk(at: point, lead: lead),
      Quantity("dilation"): optimality.dilationPerDistance * point.distance,
      Quantity("distance"): point.distance,
      Quantity("u_own"): point.own,
      Quantity("u_other"): point.other,
      Quantity("constraint_slack"): Interval(0, precisionInBits: precisionInBits),
    ]
  }

  /// Which of the two regimes holds at the minimum, decided by intervals.
  ///
  /// `undecided` only within about `2^-precisionInBits` of the border between them. Throws as
  /// `enclosedOptimum` does.
  public func regime(precisionInBits: Int) throws -> Regime {
    let (lead, optimality) = try optimum(precisionInBits: precisionInBits)
    return try optimality.pathPoint(at: lead).regime
  }

  /// `interior`, `boundary` or `undecided`.
  public func regimeName(precisionInBits: Int) throws -> String? {
    try regime(precisionInBits: precisionInBits).rawValue
  }

  /// An enclosure of the root, and the equation at the precision that it took.
  func optimum(
    precisionInBits: Int
  ) throws -> (lead: Interval, optimality: MemorizationDilationOptimality) {
    let lead = try MemorizationDilationRoot(self, precisionInBits: precisionInBits).enclosure()
    let working = lead.precisionInBits
    return (lead, try MemorizationDilationOptimality(self, precisionInBits: working))
  }
}
