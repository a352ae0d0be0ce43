import Exact
import Reals
import TheoremLanguage

/// Reads and checks the arguments of one model; every refusal names argument, value and remedy.
struct ArgumentReader {
  let model: String
  let arguments: ModelArguments
  /// The arguments that are given, in the order of the signature.
  let given: [(name: String, value: String)]

  /// Refuses arguments the model does not have.
  init(
    _ arguments: ModelArguments, of model: any OptimizationModel.Type
  ) throws(ModelError) {
    self.model = model.name
    self.arguments = arguments
    let known = model.signature.arguments.map(\.name)
    given = known.compactMap { name in
      arguments.values[name].map { (name, $0.description) }
    }
    for name in arguments.values.keys.sorted() where !known.contains(name) {
      throw .unknownArgument(name, model: model.name, known: known)
    }
  }

  func has(_ name: String) -> Bool { arguments.values[name] != nil }

  func number(_ name: String) throws(ModelError) -> ModelNumber {
    switch arguments.values[name] {
    case .number(let value): return value
    case .list(let values):
      throw .wrongKind(name: name, value: ModelValue.list(values).description, expected: "a number")
    case nil: throw .missingArgument("the argument \(name)", model: model)
    }
  }

  func list(_ name: String) throws(ModelError) -> [ModelNumber] {
    switch arguments.values[name] {
    case .list(let values): return values
    case .number(let value):
      throw .wrongKind(name: name, value: value.description, expected: "a list such as [3, 1, 1]")
    case nil: throw .missingArgument("the argument \(name)", model: model)
    }
  }

  func integer(_ name: String, atLeast least: Int, limit: Int) throws(ModelError) -> Int {
    try integer(try number(name), name: name, atLeast: least, limit: limit)
  }

  func integer(
    _ number: ModelNumber, name: String, atLeast least: Int, limit: Int
  ) throws(ModelError) -> Int {
    guard case .exact(let value) = number, value.isInteger, value >= Fraction(least) else {
      throw .invalidArgument(
        name: name, value: number.description, requirement: "an integer >= \(least)")
    }
    guard let integer = value.integer, integer <= limit else {
      throw .tooLarge(name: name, value: value.description, limit: limit)
    }
    return integer
  }

  func positive(_ name: String) throws(ModelError) -> ModelNumber {
    let value = try number(name)
    guard value.satisfies({ $0.sign > 0 }) else {
      throw .invalidArgument(name: name, value: value.description, requirement: "> 0")
    }
    return value
  }

  /// Label smoothing: in `[0, 1)`.
  func smoothing(_ name: String) throws(ModelError) -> ModelNumber {
    let value = try number(name)
    guard value.satisfies({ $0.sign >= 0 && $0 < Fraction(1) }) else {
      throw .outsideRange(name: name, value: value.description, range: "[0, 1)")
    }
    return value
  }
}
