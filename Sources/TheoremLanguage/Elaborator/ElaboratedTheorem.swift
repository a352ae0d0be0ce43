import Diagnostics
import Kernel

/// What a theorem file states, with every name resolved.
///
/// Indices in terms refer to the arrays below. Parameters depend only on earlier parameters, and
/// definitions only on parameters and earlier definitions.
public struct ElaboratedTheorem: Sendable {
  /// The title.
  public let title: String
  /// Where the theorem was published, if the file says so.
  public let source: String?
  /// The prose of the comments before the title, one line each; empty if there are none.
  public let introduction: String
  /// The parameters, in order of declaration.
  public let parameters: [ParameterDeclaration]
  /// The definitions without arguments, in order of declaration.
  public let definitions: [DefinitionDeclaration]
  /// The assumptions: first that parameters are not at the open ends of their ranges, in their
  /// order, then those of the file, those joined by `and` one by one.
  public private(set) var assumptions: [AssumptionDeclaration]
  /// The problems, in order of declaration.
  public let problems: [ProblemDeclaration]
  /// The claims, in order of declaration; a file has at least one.
  public private(set) var claims: [ClaimDeclaration]
  /// All claims of the file, in order: others may use those that are not kept.
  let declaredClaims: [ClaimDeclaration]
  /// What names mean after the last declaration, for terms that are read later.
  let elaboration: Elaboration

  /// The theorem with some of its claims, and with everything else.
  public func keepingClaims(where isKept: (ClaimDeclaration) -> Bool) -> ElaboratedTheorem {
    var theorem = self
    theorem.claims.removeAll { !isKept($0) }
    return theorem
  }

  /// The theorem with the domain of a claim: the conditions of that claim are assumptions of all.
  public func onDomain(of claim: ClaimDeclaration) -> ElaboratedTheorem {
    var theorem = self
    theorem.assumptions += claim.conditions
    return theorem
  }
}

/// A parameter and its domain, an interval whose ends may depend on earlier parameters; the upper
/// one may be missing.
public struct ParameterDeclaration: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Whether the parameter takes integer values only.
  public let isInteger: Bool
  /// The lower end.
  public let lower: Term
  /// The upper end; `nil` where there is none.
  public let upper: Term?
  /// Whether the lower end does not belong to the domain; then an assumption says so.
  ///
  /// Where a number is an open end of a range of integers, the next integer is its end instead.
  public let isLowerOpen: Bool
  /// Whether there is an upper end that does not belong to the domain; then an assumption says so.
  public let isUpperOpen: Bool
  /// Whether values are sampled on a logarithmic scale.
  public let isLogarithmic: Bool
  /// The place of the name.
  public let span: Span
}

/// A definition without arguments.
public struct DefinitionDeclaration: Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it stands for.
  public let body: Statement.Definition
  /// The place of the name.
  public let span: Span
}

/// A comparison that the parameters are assumed to satisfy, in the theorem or in one claim.
public struct AssumptionDeclaration: Hashable, Sendable {
  /// The comparison.
  public let comparison: Comparison
  /// The place of the comparison.
  public let span: Span
  /// Whether the file writes it as an open end of the range of a parameter.
  public var isOpenEnd = false
}

/// An instance of a model.
public struct ProblemDeclaration: Hashable, Sendable {
  /// An argument and its value.
  public struct Argument: Hashable, Sendable {
    /// The name of the argument in the model's signature.
    public let name: String
    /// The value.
    public let value: Statement.Argument
  }

  /// The name of the problem, if it has one.
  public let name: String?
  /// The name of the model.
  public let model: String
  /// The arguments, in the order in which the file gives them.
  public let arguments: [Argument]
  /// The place of the name of the problem, or of the model if it has none.
  public let span: Span
}

/// A claim.
public struct ClaimDeclaration: Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it states.
  public let statement: ClaimStatement
  /// The assumptions of its own: it is about the points of the domain that satisfy them.
  public let conditions: [AssumptionDeclaration]
  /// The earlier claims that may help in its proof, as the file says; it states the same without.
  let used: [Int]
  /// The verdict that the file expects.
  public let expectation: ExpectedVerdict
  /// The place of the statement.
  public let span: Span

  /// Whether two claims have the same conditions, and so the same domain.
  public func hasConditions(of other: ClaimDeclaration) -> Bool {
    conditions.map(\.comparison) == other.conditions.map(\.comparison)
  }
}
