import Models
import Reals
import TheoremLanguage

/// One model at the points of a grid, each solved as by itself.
public struct SolutionSweep: Sendable {
  /// One point of the grid.
  public struct Point: Sendable {
    /// The arguments, exact, in the order in which they were given.
    public let arguments: [(name: String, value: String)]
    /// The solution; `nil` where the model refuses the arguments.
    public let solution: PointSolution?
    /// Why there is no solution, if so.
    public let reason: String?
  }

  /// The model's name.
  public let model: String
  /// The points, the first argument changing last; at least one has a solution.
  public let points: [Point]

  /// Solves a model at every point of a grid.
  ///
  /// `arguments` are pairs such as `("alpha", "0.1")`, `("alpha", "0:0.5:0.1")` or
  /// `("class_sizes", "4,2,1")`; several lists stand in brackets, `[4,2,1],[3,3,1]`.
  ///
  /// - Throws: `RequestError` for an unknown model, a malformed or repeated argument, and arguments
  ///   that the model refuses at every point.
  public init(
    solving model: String, arguments: [(name: String, value: String)],
    settings: VerificationSettings, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let grid = try Self.grid(arguments, of: model)
    let models = grid.map { chosen in
      Result { () throws(ModelError) in
        try ModelCatalogue.makeModel(
          named: model,
          arguments: ModelArguments(
            Dictionary(chosen.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })))
      }
    }
    // What is wrong with every point is wrong with the request.
    if case .failure(let refusal)? = models.first, !models.contains(where: \.isSuccess) {
      throw RequestError(refusal)
    }
    var points: [Point] = []
    for (chosen, instance) in zip(grid, models) where !isCancelled() {
      let named = chosen.map { (name: $0.name, value: $0.value.description) }
      switch instance {
      case .success(let instance):
        let solution = try PointSolution(
          solving: instance, settings: settings, isCancelled: isCancelled)
        points.append(Point(arguments: named, solution: solution, reason: nil))
      case .failure(let refusal):
        points.append(Point(arguments: named, solution: nil, reason: "\(refusal)"))
      }
    }
    self.points = points
    self.model = model
  }

  private static func grid(
    _ arguments: [(name: String, value: String)], of model: String
  ) throws -> [[(name: String, value: ModelValue)]] {
    let signatures: [ArgumentSignature]
    do throws(ModelError) {
      signatures = try ModelCatalogue.model(named: model).signature.arguments
    } catch {
      throw RequestError(error)
    }
    var seen: Set<String> = []
    return try ValueList.product(
      arguments.map { name, text in
        guard seen.insert(name).inserted else { throw RequestError("`\(name)` is given twice") }
        let isList = signatures.contains { $0.name == name && $0.kind == .list }
        let values =
          isList
          ? try lists(text, of: name)
          : try ValueList.values(text, of: name).map { ModelValue.number(.exact($0)) }
        return values.map { (name: name, value: $0) }
      })
  }

  /// One list, `4,2,1` or as it is printed, `[4, 2, 1]`; or several in brackets, `[4,2,1],[3,3,1]`.
  private static func lists(_ text: String, of name: String) throws -> [ModelValue] {
    let plain = text.replacing(", ", with: ",")
    let texts =
      plain.hasPrefix("[") && plain.hasSuffix("]")
      ? plain.dropFirst().dropLast().split(separator: "],[", omittingEmptySubsequences: false)
      : [plain[...]]
    return try texts.map { list in
      .list(
        try list.split(separator: ",", omittingEmptySubsequences: false)
          .map { .exact(try RequestError.parse(String($0), as: name)) })
    }
  }
}

extension Result {
  fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
