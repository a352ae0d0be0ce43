import Diagnostics
import LinearAlgebra
import Models
import Numbers
import Solvers

/// One model at one point: the closed form beside independent descent.
public struct PointSolution: Sendable {
  /// One quantity of the minimiser, both ways.
  public struct Row: Sendable {
    /// The name, such as `margin[2]`.
    public let name: String
    /// The closed form, certain digits only; `nil` where the model has none.
    public let closedForm: String?
    /// What descent found: the requested digits, or as many as its gradient norm supports.
    public let descent: String?
    /// Decimal digits to which the two agree; `nil` where one is missing.
    public let agreeingDigits: Int?
  }

  /// The model's name.
  public let model: String
  /// The arguments, exact.
  public let parameters: [(name: String, value: String)]
  /// The quantities, the minimum first.
  public let rows: [Row]
  /// `interior` or `boundary`, for models that have the two.
  public let regime: String?
  /// Why there is no closed form, if so.
  public let limitation: String?
  /// Why the descent stopped short of the requested gradient norm, if so.
  public let failure: String?
  /// Random starts, those that reached the best value, and evaluations.
  public let descent: DescentStatistics
  /// The norm of the projected gradient at the end, to two digits.
  public let gradientNorm: String
  /// Wall-clock time of the descent.
  public let seconds: Double

}

extension PointSolution {
  /// The models that can be solved.
  public static var models: [String] { ModelCatalogue.names }

  /// Solves a model at one point.
  ///
  /// `arguments` are pairs such as `("alpha", "0.1")` or `("class_sizes", "4,2,1")`.
  ///
  /// - Throws: `RequestError` for a malformed or repeated argument, `ModelError` for an unknown model
  ///   or an argument that the model refuses.
  public init(
    solving modelName: String, arguments: [(name: String, value: String)],
    settings: VerificationSettings, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let model: any OptimizationModel
    do {
      model = try Self.model(modelName, arguments: arguments)
    } catch let error as ModelError {
      throw RequestError(error)
    }
    let precisionInBits = settings.precisionInBits
    // There is one problem only: the threads go into it.
    var effort = settings.descent
    effort.jobs = settings.jobs
    let clock = ContinuousClock()
    let start = clock.now
    let result = try Descent.minimize(model, settings: effort, isCancelled: isCancelled)
    seconds = (clock.now - start) / .seconds(1)
    let found = try model.descentQuantities(at: result.point)
    let closed =
      model.limitation == nil ? try model.closedForm(precisionInBits: precisionInBits) : [:]
    rows = model.quantities.compactMap { quantity in
      Self.row(
        quantity, closedForm: closed[quantity], descent: found[quantity], digits: settings.digits,
        error: result.gradientNorm)
    }
    self.model = type(of: model).name
    parameters = model.parameters
    regime = try model.regimeName(precisionInBits: precisionInBits)
    limitation = model.limitation
    failure = result.failure
    descent = DescentStatistics(result)
    gradientNorm = result.gradientNorm.decimal(significantDigits: 2)
  }

  private static func row(
    _ quantity: Quantity, closedForm: Interval?, descent: Real?, digits: Int, error: Real
  ) -> Row? {
    guard closedForm != nil || descent != nil else { return nil }
    let agreement = closedForm.flatMap { closed in
      descent.map { Agreement.digits(closed, Interval($0)) }
    }
    return Row(
      name: quantity.description,
      closedForm: closedForm?.certifiedDecimal(maximumDigits: digits).text,
      descent: descent.map { text(of: $0, digits: digits, error: error) },
      agreeingDigits: agreement == Agreement.unlimited ? digits : agreement)
  }

  /// The digits of a descent's answer that stand above its error; `0` where none does.
  ///
  /// The gradient norm stands for the error: an estimate, like everything that a descent says.
  private static func text(of value: Real, digits: Int, error: Real) -> String {
    let supported = value.approximateLog10OfMagnitude - error.approximateLog10OfMagnitude
    guard supported >= 1 else { return "0" }
    return value.decimal(significantDigits: min(digits, Int(min(supported, Double(digits)))))
  }

  private static func model(
    _ name: String, arguments: [(name: String, value: String)]
  ) throws -> any OptimizationModel {
    var values: [String: ModelValue] = [:]
    let signatures = try ModelCatalogue.arguments(of: name)
    for argument in arguments {
      guard values[argument.name] == nil else {
        throw RequestError("`\(argument.name)` is given twice")
      }
      let isList = signatures.contains { $0.name == argument.name && $0.kind == .list }
      let text = isList ? withoutBrackets(argument.value) : argument.value
      let numbers = try text.split(separator: ",", omittingEmptySubsequences: false)
        .map { try RequestError.parse(String($0), as: argument.name) }
      values[argument.name] =
        isList
        ? .list(numbers.map { .exact($0) })
        : try .number(.exact(RequestError.single(numbers, of: argument.name)))
    }
    return try ModelCatalogue.makeModel(named: name, arguments: ModelArguments(values))
  }

  /// The elements of a list that is written as reports and theorem files write it: `[4, 2, 1]`.
  private static func withoutBrackets(_ text: String) -> String {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return text }
    return String(text.dropFirst().dropLast()).replacing(", ", with: ",")
  }
}

/// A request that cannot be served as it stands, worded for whoever made it.
public struct RequestError: Error, CustomStringConvertible, Equatable {
  /// What is wrong and what to do.
  public let description: String

  /// An error with the given wording.
  public init(_ description: String) {
    self.description = description
  }

  /// A model's refusal; of a misspelt name, what was probably meant.
  init(_ error: ModelError) {
    let misspelt: (what: String, name: String, known: [String])? =
      switch error {
      case .unknownModel(let name, let known): ("unknown model `\(name)`", name, known)
      case .unknownArgument(let name, let model, let known):
        ("`\(model)` has no argument `\(name)`", name, known)
      default: nil
      }
    let guess = misspelt.flatMap { misspelt in
      Suggestion.closest(to: misspelt.name, among: misspelt.known)
        .map { "\(misspelt.what); did you mean `\($0)`?" }
    }
    self.init(guess ?? "\(error)")
  }

  static func parse(_ text: String, as name: String) throws -> Rational {
    do {
      return try Rational(parsing: text)
    } catch {
      throw RequestError("`\(name)`: \(error)")
    }
  }

  static func single(_ numbers: [Rational], of name: String) throws -> Rational {
    guard numbers.count == 1, let number = numbers.first else {
      throw RequestError("`\(name)` takes one number, not a list of \(numbers.count)")
    }
    return number
  }
}
