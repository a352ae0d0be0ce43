/// Memory for the intermediate results of the fixed-point functions, so that no call allocates.
///
/// Each thread needs one of its own; the tables of the functions are shared. What it holds between
/// calls has no meaning.
public final class FixedPointWorkspace {
  /// The number of limbs of fraction for which there is room.
  public let fractionLimbs: Int

  /// Room for the logarithm that begins.
  let coarse: FixedPointWorkspace?

  private let memory: UnsafeMutablePointer<UInt64>

  /// Room for numbers of L = `fractionLimbs` limbs of fraction.
  public init(fractionLimbs: Int) {
    FixedPointExponential.requireFractionLimbs(fractionLimbs)
    self.fractionLimbs = fractionLimbs
    coarse = FixedPointLogarithm.coarseLimbs(fractionLimbs).map {
      FixedPointWorkspace(fractionLimbs: $0)
    }
    let room = fractionLimbs + FixedPointWorkspace.spare
    memory = .allocate(capacity: room * FixedPointWorkspace.pieces)
    memory.initialize(repeating: 0, count: room * FixedPointWorkspace.pieces)
  }

  deinit { memory.deallocate() }

  func requireFractionLimbs(_ count: Int) {
    precondition(
      fractionLimbs == count,
      "A workspace for \(fractionLimbs) limbs of fraction cannot serve \(count).")
  }

  /// Limbs beyond L that a piece may need: an integer limb, a guard limb, and what a power lacks.
  private static let spare = 8

  private static let powerPieces = 2 * (FixedPointExponentialPlan.highestPower + 1)

  private static let pieces = powerPieces + 12

  private func piece(_ index: Int) -> UnsafeMutablePointer<UInt64> {
    memory + index * (fractionLimbs + FixedPointWorkspace.spare)
  }

  /// The products whose upper halves are the powers of the reduced argument, 2 L limbs each.
  func power(_ exponent: Int) -> UnsafeMutablePointer<UInt64> { piece(2 * exponent) }

  /// The reduced argument: a guard limb, L limbs of fraction, an integer limb.
  var remainder: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces) }

  /// Two places for partial sums and products, twice as long as a number.
  var firstProduct: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 1) }
  var secondProduct: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 3) }

  /// Arguments and values of exponentials that belong to logarithms and columns.
  var argument: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 5) }
  var mantissa: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 6) }

  /// The maximum, the sum and the reciprocal sum of a column.
  var maximum: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 7) }
  var sum: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 8) }
  var reciprocal: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 9) }

  /// A dividend of 2 L + 1 limbs.
  var dividend: UnsafeMutablePointer<UInt64> { piece(FixedPointWorkspace.powerPieces + 10) }
}
