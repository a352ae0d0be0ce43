import Exact

/// An enclosed argument of a problem.
public enum EnclosedArgument: Hashable, Sendable {
  /// A number.
  case number(DyadicInterval)
  /// A list of numbers.
  case list([DyadicInterval])
}

/// A quantity of a minimizer; the index of a component is from 1.
public struct QuantityName: Hashable, Sendable {
  let name: String
  let index: Int?

  init(_ name: String, _ index: Int? = nil) {
    self.name = name
    self.index = index
  }
}

/// What is known about the minimum of a problem: it holds for every global minimizer.
public struct ProblemBounds: Sendable {
  /// The minimum.
  let minimum: DyadicInterval
  /// Quantities of every minimizer.
  let quantities: [QuantityName: DyadicInterval]
}

/// What a certificate gives to bound the minimum of a problem.
public enum MinimumWitness: Hashable, Sendable {
  /// Of the positive layer-peeled model, one entry a class.
  case positiveLayerPeeled([ClassWitness])
  /// Of the unconstrained features model, one entry a class.
  case unconstrainedFeatures([ClassVectors])
  /// Of the memorization-dilation model: the features of mislabelled samples.
  case memorizationDilation(x: Fraction, y: Fraction)

  /// The model whose problems it is about.
  public var model: String {
    switch self {
    case .positiveLayerPeeled: PositiveLayerPeeledBounds.model
    case .unconstrainedFeatures: UnconstrainedFeaturesBounds.model
    case .memorizationDilation: MemorizationDilationBounds.model
    }
  }

  /// What it establishes about a problem with these arguments.
  ///
  /// - Throws: `KernelError.refused` when the arguments or the witness are not admissible.
  func bounds(
    _ arguments: [String: EnclosedArgument], by calculator: Calculator
  ) throws(KernelError) -> ProblemBounds {
    switch self {
    case .positiveLayerPeeled(let witnesses):
      try PositiveLayerPeeledBounds(arguments, witnesses, calculator).bounds()
    case .unconstrainedFeatures(let vectors):
      try UnconstrainedFeaturesBounds(arguments, vectors, calculator).bounds()
    case .memorizationDilation(let x, let y):
      try MemorizationDilationBounds(arguments, calculator).bounds(x: x, y: y)
    }
  }
}

extension [String: EnclosedArgument] {
  /// A number among the arguments.
  func number(_ name: String) throws(KernelError) -> DyadicInterval {
    guard case .number(let value) = self[name] else {
      throw .refused("the problem has no number \(name)")
    }
    return value
  }

  /// An integer among the arguments, known exactly.
  func integer(_ name: String) throws(KernelError) -> Int { try number(name).requireInteger(name) }

  /// A number that is certainly positive.
  func positive(_ name: String) throws(KernelError) -> DyadicInterval {
    let value = try number(name)
    guard value.isPositive else { throw .refused("\(name) is not certainly positive") }
    return value
  }

  /// The label smoothing, certainly in [0, 1).
  func smoothing() throws(KernelError) -> DyadicInterval {
    let alpha = try number("alpha")
    guard alpha.isNonnegative, alpha.upper < Dyadic(1) else {
      throw .refused("alpha is not certainly in [0, 1)")
    }
    return alpha
  }
}

/// The largest integer, in magnitude, that an argument of a problem may be.
let largestProblemInteger = 1_000_000

extension DyadicInterval {
  /// The integer that is the only number of the interval.
  func requireInteger(_ name: String) throws(KernelError) -> Int {
    guard lower == upper, let value = lower.int, abs(value) <= largestProblemInteger else {
      throw .refused("\(name) is not one integer of reasonable size")
    }
    return value
  }
}
