import Exact
import Kernel
import Models
import Reals
import TheoremLanguage

/// Reads quantities of optima at points: from the closed form where there is one, else by descent.
struct OptimumReader: Sendable {
  let theorem: ElaboratedTheorem
  let settings: VerificationSettings
  let isCancelled: @Sendable () -> Bool

  /// The optimum of one problem: each quantity by its name, `minimum` the first.
  private enum Optimum {
    case closedForm([Quantity: Interval], minimum: Quantity?)
    case descent(PointSolution)
    case none(reason: String)
  }

  /// The rows of some columns at a point; each problem is looked at once.
  func rows(_ columns: [OptimumColumn], at values: [Fraction]) -> [DefinitionValues.Row] {
    var optima: [Int: Optimum] = [:]
    return columns.map { column in
      let optimum = optima[column.problem] ?? self.optimum(of: column.problem, at: values)
      optima[column.problem] = optimum
      return row(column.name, column.quantity, of: optimum)
    }
  }

  private func optimum(of problem: Int, at values: [Fraction]) -> Optimum {
    do {
      let model = try ProblemInstance(
        theorem.problems[problem], of: theorem,
        at: ParameterPoint(values: values, origin: .given),
        precisionInBits: settings.precisionInBits
      ).model
      if model.limitation == nil {
        return .closedForm(
          try model.closedForm(precisionInBits: settings.precisionInBits),
          minimum: model.quantities.first)
      }
      return .descent(
        try PointSolution(solving: model, settings: settings, isCancelled: isCancelled))
    } catch let error as EvaluationError {
      return .none(reason: error.reason)
    } catch {
      return .none(reason: "\(error)")
    }
  }

  private func row(
    _ name: String, _ quantity: Quantity?, of optimum: Optimum
  ) -> DefinitionValues.Row {
    func none(_ reason: String) -> DefinitionValues.Row {
      DefinitionValues.Row(name: name, value: reason, isDefined: false)
    }
    switch optimum {
    case .none(let reason): return none(reason)
    case .closedForm(let values, let minimum):
      guard let value = (quantity ?? minimum).flatMap({ values[$0] }) else {
        return none("the closed form does not give it")
      }
      return DefinitionValues.Row(
        name: name, value: value.certifiedDecimal(maximumDigits: settings.digits).text,
        isDefined: true, source: .closedForm)
    case .descent(let solution):
      let found = solution.rows.first {
        quantity == nil || $0.name == "\(quantity ?? Quantity(""))"
      }
      guard let text = found?.descent else { return none("this problem does not have it here") }
      return DefinitionValues.Row(
        name: name, value: text, isDefined: true, source: .descent, remark: solution.failure)
    }
  }
}
