import Concurrency
import Diagnostics
import Exact
import Reals
import TheoremLanguage

/// The definitions of a theorem, and quantities of its optima, at the points of a grid.
public struct ValueTable: Sendable {
  /// The theorem's title.
  public let title: String
  /// The names of the parameters.
  public let parameters: [String]
  /// The names of what is evaluated, definitions first.
  public let columns: [String]
  /// The points, the first parameter changing last; there is at least one.
  public let points: [DefinitionValues]
  /// Decimal digits that were asked for.
  public let digits: Int

  /// Evaluates a theorem at every point of a grid.
  ///
  /// `assignments` give each parameter its values, as in `("N", "2..10")` or `("alpha", "0,0.1")`.
  ///
  /// - Throws: `RequestError` for a missing, unknown or malformed parameter, or a column that is
  ///   not there.
  public init(
    of theorem: ElaboratedTheorem, at assignments: [(name: String, value: String)],
    columns selection: NameSelection = .all, settings: VerificationSettings,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let grid = try ValueList.product(Self.values(of: theorem, assignments))
    let columns = try ValueColumns(of: theorem, selection: selection)
    var readerSettings = settings
    // The threads go to the points, or, of one point, into its descent.
    readerSettings.jobs = grid.count == 1 ? settings.jobs : 1
    let reader = OptimumReader(theorem: theorem, settings: readerSettings, isCancelled: isCancelled)
    points = parallelMap(count: grid.count, jobs: settings.jobs) { index in
      DefinitionValues(
        of: theorem, at: grid[index], columns: columns, optima: reader, digits: settings.digits)
    }
    title = theorem.title
    parameters = theorem.parameters.map(\.name)
    self.columns =
      columns.definitions.map { theorem.definitions[$0].name }
      + columns.optima.map(\.name)
    digits = settings.digits
  }

  /// The values of each parameter.
  private static func values(
    of theorem: ElaboratedTheorem, _ assignments: [(name: String, value: String)]
  ) throws -> [[Fraction]] {
    let names = theorem.parameters.map(\.name)
    var given: [String: [Fraction]] = [:]
    for assignment in assignments {
      guard names.contains(assignment.name) else {
        let hint =
          Suggestion.closest(to: assignment.name, among: names)
          .map { "; did you mean `\($0)`?" }
          ?? (names.isEmpty ? "" : "; its parameters: \(names.joined(separator: ", "))")
        throw RequestError("the theorem has no parameter `\(assignment.name)`\(hint)")
      }
      guard given[assignment.name] == nil else {
        throw RequestError("`\(assignment.name)` is given twice")
      }
      given[assignment.name] = try ValueList.values(assignment.value, of: assignment.name)
    }
    let missing = names.filter { given[$0] == nil }
    guard missing.isEmpty else {
      throw RequestError(
        "no value for \(missing.map { "`\($0)`" }.joined(separator: ", ")); "
          + "the point needs \(names.map { "\($0)=VALUE" }.joined(separator: ","))")
    }
    return names.compactMap { given[$0] }
  }
}

extension DefinitionValues {
  /// The values of the columns, in their order.
  public var cells: [Row] { definitions + optima }

  /// Why cells are empty, or what has to be known about them; `nil` where there is nothing to say.
  public var reason: String? {
    var parts = warnings.map { "outside the domain: \($0)" }
    parts += assumptions.compactMap { row in
      guard row.isDefined else { return "assumption \(row.name): \(row.value)" }
      return row.value == Self.fails ? "outside the domain: \(row.name) fails" : nil
    }
    if isInDomain {
      parts += cells.compactMap { row in
        row.isDefined ? row.remark.map { "\(row.name): \($0)" } : "\(row.name): \(row.value)"
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
