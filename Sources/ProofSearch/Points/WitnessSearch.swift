import Exact
import Kernel
import Models
import Reals
import Theories

/// Witnesses for the bounds of a problem's minimum, from its model.
struct WitnessSearch {
  let accuracy: WitnessAccuracy
  let minimizer: MinimizerSearch

  /// The witness for a problem of a model with these arguments.
  func witness(
    _ model: String, _ arguments: [String: EnclosedArgument]
  ) throws -> MinimumWitness {
    let arguments = try modelArguments(arguments)
    var model = try ModelCatalogue.makeModel(
      named: model, arguments: arguments, within: .closedForm)
    // A model that is searched must be one that descent can search.
    if model.limitation != nil { model = try type(of: model).init(arguments, within: .descent) }
    return try model.witness(to: accuracy, searching: minimizer)
  }

  /// The arguments as models take them.
  func modelArguments(_ arguments: [String: EnclosedArgument]) throws -> ModelArguments {
    func number(_ value: DyadicInterval) throws -> ModelNumber {
      if value.lower == value.upper { return .exact(try value.lower.fraction) }
      return .enclosed(try Interval(value, precisionInBits: accuracy.precisionInBits))
    }
    return ModelArguments(
      try arguments.mapValues { argument in
        switch argument {
        case .number(let value): .number(try number(value))
        case .list(let values): .list(try values.map(number))
        }
      })
  }
}
