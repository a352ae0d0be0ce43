import LinearAlgebra
import Models
import Reals
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

  /// Solves a model.
  init(
    solving model: any OptimizationModel, settings: VerificationSettings,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let precisionInBits = settings.precisionInBits
    // There is one problem only: the threads go into it.
    var descentSettings = settings.descent
    descentSettings.jobs = settings.jobs
    let clock = ContinuousClock()
    let start = clock.now
    let result = try Descent.minimize(
      model, settings: descentSettings, isCancelled: isCancelled)
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
}
