/// What one theorem file states, without names and places.
///
/// Indices in terms refer to the arrays; they are checked once, here, so that rules need not.
public final class Statement: Sendable {
  /// A parameter and its range, whose ends may depend on earlier parameters.
  public struct Parameter: Hashable, Sendable {
    /// Whether it takes integer values only.
    public let isInteger: Bool
    /// The least value.
    public let lower: Term
    /// The greatest value; `nil` where there is none.
    public let upper: Term?

    /// Makes a parameter.
    public init(isInteger: Bool, lower: Term, upper: Term?) {
      self.isInteger = isInteger
      self.lower = lower
      self.upper = upper
    }

    /// The ends there are.
    var ends: [Term] { [lower, upper].compactMap { $0 } }
  }

  /// What a name without arguments stands for.
  public enum Definition: Hashable, Sendable {
    /// The value of a term.
    case term(Term)
    /// The least solution in a range of the equation of two terms in `Term.bound`.
    case root(lower: Term, upper: Term, left: Term, right: Term)

    /// All terms of the definition.
    package var terms: [Term] {
      switch self {
      case .term(let term): [term]
      case .root(let lower, let upper, let left, let right): [lower, upper, left, right]
      }
    }
  }

  /// The value of an argument of a problem.
  public enum Argument: Hashable, Sendable {
    /// A number.
    case number(Term)
    /// A list of numbers.
    case list([Term])

    /// The number, or those of the list.
    public var terms: [Term] {
      switch self {
      case .number(let term): [term]
      case .list(let terms): terms
      }
    }
  }

  /// An instance of a model.
  public struct Problem: Hashable, Sendable {
    /// The name of the model.
    public let model: String
    /// The arguments by name.
    public let arguments: [String: Argument]

    /// Makes a problem.
    public init(model: String, arguments: [String: Argument]) {
      self.model = model
      self.arguments = arguments
    }

    var terms: [Term] { arguments.values.flatMap(\.terms) }
  }

  /// The parameters; ranges mention earlier ones only.
  public let parameters: [Parameter]
  /// The definitions; bodies mention earlier ones only.
  public let definitions: [Definition]
  /// The assumptions.
  public let assumptions: [Comparison]
  /// The problems.
  public let problems: [Problem]
  /// The claims.
  public let claims: [ClaimStatement]
  /// The assumptions of single claims, by claim: such a claim is about their points only.
  public let conditions: [Int: [Comparison]]
  /// What terms mean beyond formulas.
  public let theory: Theory
  /// When work on steps about it stops before its end.
  let limit: EvaluationLimit
  /// For every definition, what its value depends on.
  private let dependenciesOfDefinitions: [Set<Dependency>]
  /// For every definition, its height when written out.
  package let heightsOfDefinitions: [Int]

  /// The largest height of a term with its definitions written out: rules are recursive.
  public static let largestHeight = 1_000
  /// One more than the operations that a step may write out.
  public static let operationBudget = 100_000

  /// Makes a statement.
  ///
  /// - Throws: `KernelError.refused` when an index is out of range or a name is used before its
  ///   declaration, `.limit` when terms are higher than `largestHeight`.
  public init(
    parameters: [Parameter], definitions: [Definition], assumptions: [Comparison],
    problems: [Problem], claims: [ClaimStatement], conditions: [Int: [Comparison]] = [:],
    theory: Theory = .formulas, limit: EvaluationLimit = .none
  ) throws(KernelError) {
    self.parameters = parameters
    self.definitions = definitions
    self.assumptions = assumptions
    self.problems = problems
    (self.claims, self.conditions) = (claims, conditions)
    self.theory = theory
    self.limit = limit
    var dependencies: [Set<Dependency>] = []
    var heights: [Int] = []
    func check(
      _ terms: [Term], parameters count: Int, bound: Bool = false, problems problemCount: Int = 0
    ) throws(KernelError) {
      for term in terms {
        try term.requireWellFormed(
          parameters: count, heights: heights, bound: bound, problems: problemCount)
      }
    }
    for (index, parameter) in parameters.enumerated() {
      try check(parameter.ends, parameters: index)
    }
    for definition in definitions {
      try check(definition.terms, parameters: parameters.count, bound: true)
      heights.append(definition.terms.map { $0.height(through: heights) }.max() ?? 0)
      dependencies.append(
        definition.terms.reduce(into: []) { $0.formUnion($1.dependencies(through: dependencies)) })
    }
    (dependenciesOfDefinitions, heightsOfDefinitions) = (dependencies, heights)
    let count = parameters.count
    try check((assumptions + conditions.values.joined()).flatMap(\.sides), parameters: count)
    try check(problems.flatMap(\.terms), parameters: count)
    try check(claims.flatMap(\.terms), parameters: count, problems: problems.count)
    guard conditions.keys.allSatisfy(claims.indices.contains) else {
      throw .refused("there is no claim for a condition")
    }
  }

  /// The assumptions of the domain of a claim: those of the theorem file, then its own.
  public func assumptions(ofClaim claim: Int) -> [Comparison] {
    assumptions + (conditions[claim] ?? [])
  }

  /// What the value of a term may depend on, but for other terms.
  fileprivate enum Dependency: Hashable {
    case parameter(Int)
    case function(BinaryFunction)
  }

  /// What the value of a term depends on, directly, through definitions or arguments of problems.
  private func dependencies(of term: Term) -> Set<Dependency> {
    let arguments = term.problems.flatMap { problems[$0].terms }
    return ([term] + arguments).reduce(into: []) {
      $0.formUnion($1.dependencies(through: dependenciesOfDefinitions))
    }
  }

  /// Whether the value of a term depends on a parameter.
  public func mentions(_ term: Term, _ parameter: Int) -> Bool {
    dependencies(of: term).contains(.parameter(parameter))
  }

  /// The axioms about functions on which a claim or the domain depends: whatever steps there are,
  /// they look at nothing else.
  func axioms(ofClaim claim: Int) -> Set<Axiom> {
    let assumed = assumptions(ofClaim: claim).flatMap(\.sides)
    return axioms(of: claims[claim].terms + parameters.flatMap(\.ends) + assumed)
  }

  /// The axioms about functions on which terms depend.
  func axioms(of terms: [Term]) -> Set<Axiom> {
    let all = terms.reduce(into: Set<Dependency>()) { $0.formUnion(dependencies(of: $1)) }
    return Set(theory.functions.filter { all.contains(.function($0.key)) }.map(\.value.axiom))
  }

  /// Whether a comparison depends on one of the parameters.
  func mentions(_ comparison: Comparison, anyOf parameters: Set<Int>) -> Bool {
    parameters.contains { mentions(comparison.left, $0) || mentions(comparison.right, $0) }
  }

  /// The term with definitions replaced by their terms at the top, as long as there are any.
  public func unfoldedAtTop(_ term: Term) -> Term {
    guard case .definition(let index) = term, case .term(let body) = definitions[index] else {
      return term
    }
    return unfoldedAtTop(body)
  }

  /// Requires that a term is at most `largestHeight` high when written out.
  func requireLimitedHeight(_ term: Term) throws(KernelError) {
    guard term.height(through: heightsOfDefinitions) <= Self.largestHeight else {
      throw .limit("a term nests more than \(Self.largestHeight) deep when written out")
    }
  }

  /// The term with every definition but roots, or every such one of some, replaced by its term.
  ///
  /// - Throws: `KernelError.limit` when more than `budget` operations result.
  public func unfolded(
    _ term: Term, budget: inout Int, where isReplaced: (Int) -> Bool = { _ in true }
  ) throws(KernelError) -> Term {
    budget -= 1
    guard budget > 0 else { throw .limit("a term has too many operations when written out") }
    if case .definition(let index) = term, case .term(let body) = definitions[index],
      isReplaced(index)
    {
      return try unfolded(body, budget: &budget, where: isReplaced)
    }
    return try term.mapOperands { operand throws(KernelError) in
      try unfolded(operand, budget: &budget, where: isReplaced)
    }
  }
}

extension Term {
  fileprivate func dependencies(
    through definitions: [Set<Statement.Dependency>]
  ) -> Set<Statement.Dependency> {
    let own: Set<Statement.Dependency> =
      switch self {
      case .parameter(let index): [.parameter(index)]
      case .definition(let index): definitions[index]
      case .binary(let function, _, _): [.function(function)]
      default: []
      }
    return operands.reduce(into: own) { $0.formUnion($1.dependencies(through: definitions)) }
  }

  /// The height of the tree, definitions written out; those of the definitions must be given.
  public func height(through definitions: [Int]) -> Int {
    if case .definition(let index) = self { return definitions[index] }
    return 1 + (operands.map { $0.height(through: definitions) }.max() ?? 0)
  }

  /// Requires indices in range, `heights` being those of the definitions, and a limited height.
  fileprivate func requireWellFormed(
    parameters: Int, heights: [Int], bound: Bool, problems: Int
  ) throws(KernelError) {
    guard
      isWellFormed(
        parameters: parameters, definitions: heights.count, bound: bound, problems: problems)
    else { throw .refused("the theorem file uses something it does not declare") }
    guard height(through: heights) <= Statement.largestHeight else {
      throw .limit(
        "terms nest more than \(Statement.largestHeight) deep when definitions are written out")
    }
  }

  fileprivate func isWellFormed(parameters: Int, definitions: Int, bound: Bool, problems: Int)
    -> Bool
  {
    switch self {
    case .number: true
    case .parameter(let index): (0..<parameters).contains(index)
    case .definition(let index): (0..<definitions).contains(index)
    case .bound: bound
    case .minimum(let problem), .minimizer(let problem, _, _): (0..<problems).contains(problem)
    case .unary, .binary, .conditional:
      operands.allSatisfy {
        $0.isWellFormed(
          parameters: parameters, definitions: definitions, bound: bound, problems: problems)
      }
    }
  }
}
