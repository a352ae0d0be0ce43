/// Why a model cannot be built or cannot answer; the text says what to change.
public enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No model has this name.
  case unknownModel(String, known: [String])
  /// The model has no such argument.
  case unknownArgument(String, model: String, known: [String])
  /// An argument without a default was not given.
  case missingArgument(String, model: String)
  /// A list was given for a number, or a number for a list.
  case wrongKind(name: String, value: String, expected: String)
  /// The value breaks the stated requirement, as in "N must be an integer >= 2, got 2.5".
  case invalidArgument(name: String, value: String, requirement: String)
  /// The model has one value of the argument only, as in "N is 3; this model has N = 2 only".
  case onlyValue(name: String, value: String, only: String)
  /// The value lies outside an interval, as in "alpha = 1.2 is outside [0, 1)".
  case outsideRange(name: String, value: String, range: String)
  /// Two arguments contradict each other.
  case conflictingArguments(String)
  /// The value is valid but beyond what this program handles.
  case tooLarge(name: String, value: String, limit: Int)
  /// No closed form is known for these arguments.
  case noClosedForm(model: String, reason: String)
  /// The closed form of a model says nothing of a quantity that the model has.
  case missingQuantity(Quantity, model: String)
  /// A point breaks a bound of the model.
  case infeasiblePoint(variable: Int, value: String)
  /// The enclosure could not be certified at this precision.
  case notEnclosed(quantity: String, precisionInBits: Int)

  /// One sentence for the person who must act.
  public var description: String {
    switch self {
    case .unknownModel(let name, let known):
      "unknown model `\(name)`; known models: \(known.joined(separator: ", "))"
    case .unknownArgument(let name, let model, let known):
      "`\(model)` has no argument `\(name)`; its arguments: \(known.joined(separator: ", "))"
    case .missingArgument(let name, let model):
      "`\(model)` needs \(name)"
    case .wrongKind(let name, let value, let expected):
      "\(name) must be \(expected), got \(value)"
    case .invalidArgument(let name, let value, let requirement):
      "\(name) must be \(requirement), got \(value)"
    case .onlyValue(let name, let value, let only):
      "\(name) is \(value); this model has \(name) = \(only) only"
    case .outsideRange(let name, let value, let range):
      "\(name) = \(value) is outside \(range)"
    case .conflictingArguments(let explanation):
      explanation
    case .tooLarge(let name, let value, let limit):
      "\(name) = \(value) is more than this program handles; the limit is \(limit)"
    case .noClosedForm(let model, let reason):
      "no closed form of `\(model)`: \(reason)"
    case .missingQuantity(let quantity, let model):
      "the closed form of `\(model)` does not give \(quantity); this is a defect of the program"
    case .infeasiblePoint(let variable, let value):
      "the point is not feasible: variable \(variable) must be >= 0 but is \(value)"
    case .notEnclosed(let quantity, let precisionInBits):
      "\(quantity) could not be enclosed with \(precisionInBits) bits; use more precision"
    }
  }

  /// The argument whose value is refused, if it is one.
  public var argument: String? {
    switch self {
    case .invalidArgument(let name, _, _), .onlyValue(let name, _, _),
      .outsideRange(let name, _, _), .tooLarge(let name, _, _), .wrongKind(let name, _, _):
      String(name.prefix { $0 != "[" })
    default: nil
    }
  }
}
