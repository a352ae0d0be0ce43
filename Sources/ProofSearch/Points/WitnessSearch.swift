import Exact
import Kernel
import LinearAlgebra
import Models
import Reals
import Theories

/// Finds a point at which a model is least, to that many digits, by whatever means.
public typealias MinimizerSearch =
  @Sendable (_ model: any OptimizationModel, _ digits: Int) throws -> RealMatrix

/// Witnesses for the bounds of a problem's minimum, from the closed forms of the models or, where
/// there is none, from a point that a search finds.
///
/// Untrusted: a bad witness gives wide bounds or none.
struct WitnessSearch {
  /// The bounds of a layer-peeled minimum are to lie about 10^-gapDigits apart.
  let gapDigits: Int
  let precisionInBits: Int
  let minimizer: MinimizerSearch

  /// The witness for a problem of a model with these arguments.
  func witness(
    _ model: String, _ arguments: [String: EnclosedArgument]
  ) throws -> MinimumWitness {
    switch model {
    case "positive_layer_peeled": .positiveLayerPeeled(try layerPeeled(arguments))
    case "unconstrained_features":
      .unconstrainedFeatures(try unconstrainedFeatures(arguments))
    default: try memorizationDilation(arguments)
    }
  }

  /// The numbers of a `layer-peeled` fact, one entry for each class.
  ///
  /// The dual probability is the closed form moved inwards by 10^-gapDigits, so that the
  /// condition of the bound holds strictly.
  private func layerPeeled(_ arguments: [String: EnclosedArgument]) throws -> [ClassWitness] {
    let (classifierDecay, featureDecay) = (
      try interval(arguments, "lambda_W"), try interval(arguments, "lambda_H")
    )
    let alpha = try interval(arguments, "alpha")
    let sizes = try classSizes(arguments)
    let total = sizes.reduce(0, +)
    let count = sizes.count
    var known: [Int: ClassWitness] = [:]
    return try sizes.map { size in
      if let witness = known[size] { return witness }
      let share = try exact(size) / exact(total)
      let others = try exact(count - 1) / exact(count)
      let pull = try 2 * (classifierDecay * featureDecay * others / share).squareRoot()
      let own = 1 - alpha * others - pull
      let witness: ClassWitness
      if try own.isCertainlyGreater(than: exact(1) / exact(count)) {
        let margin = try ((count - 1) * own / (1 - own)).log()
        let norm = try (margin * (classifierDecay * others / (featureDecay * share)).squareRoot())
          .squareRoot()
        let shrink = try Fraction(10).power(-gapDigits)
        witness = ClassWitness(
          probability: try rounded(own.upper, .up) + shrink,
          featureScale: try rounded(norm.midpoint, .down),
          classifierScale: try rounded((margin / norm).midpoint, .down))
      } else {
        witness = ClassWitness(
          probability: try Fraction(1).divided(by: Fraction(count)), featureScale: Fraction(0),
          classifierScale: Fraction(0))
      }
      known[size] = witness
      return witness
    }
  }

  /// The numbers of a `memorization-dilation` fact.
  private func memorizationDilation(
    _ arguments: [String: EnclosedArgument]
  ) throws -> MinimumWitness {
    let model = try MemorizationDilationModel(try modelArguments(arguments))
    let optimum = try model.closedForm(precisionInBits: precisionInBits)
    guard let own = optimum[Quantity("u_own")], let other = optimum[Quantity("u_other")] else {
      throw KernelError.refused("the closed form names no features")
    }
    return .memorizationDilation(
      x: try rounded(own.midpoint, .down),
      y: other.lower.sign == 0 ? Fraction(0) : try rounded(other.midpoint, .down))
  }

  /// The arguments as models take them.
  func modelArguments(_ arguments: [String: EnclosedArgument]) throws -> ModelArguments {
    func number(_ value: DyadicInterval) throws -> ModelNumber {
      if value.lower == value.upper { return .exact(try value.lower.fraction) }
      return .enclosed(try Interval(value, precisionInBits: precisionInBits))
    }
    return ModelArguments(
      try arguments.mapValues { argument in
        switch argument {
        case .number(let value): .number(try number(value))
        case .list(let values): .list(try values.map(number))
        }
      })
  }

  // MARK: Numbers of both sides

  func exact(_ value: Int) -> Interval { Interval(value, precisionInBits: precisionInBits) }

  func interval(
    _ arguments: [String: EnclosedArgument], _ name: String
  ) throws -> Interval {
    guard case .number(let value) = arguments[name] else {
      throw KernelError.refused("the problem has no number \(name)")
    }
    return try Interval(value, precisionInBits: precisionInBits)
  }

  private func classSizes(_ arguments: [String: EnclosedArgument]) throws -> [Int] {
    func integer(_ value: DyadicInterval) throws -> Int {
      guard value.lower == value.upper, let result = value.lower.int, (1...100_000).contains(result)
      else { throw KernelError.refused("a size is not one integer") }
      return result
    }
    if case .list(let values) = arguments["class_sizes"] { return try values.map(integer) }
    guard case .number(let classes) = arguments["N"], case .number(let size) = arguments["K"] else {
      throw KernelError.refused("the sizes of the classes are missing")
    }
    return Array(repeating: try integer(size), count: try integer(classes))
  }

  func rounded(_ value: Real, _ direction: Dyadic.Rounding) throws -> Fraction {
    guard let exact = value.rational else { throw KernelError.refused("a witness is not finite") }
    return try Dyadic(exact, direction, precisionInBits: precisionInBits).fraction
  }
}
