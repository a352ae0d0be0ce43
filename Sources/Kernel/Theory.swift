/// What is proved on paper and believed by the kernel: no rule shows it.
///
/// A theorem lists the axioms it rests on; one about formulas alone rests on none.
public struct Axiom: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// The section of docs/proof-rules.md that proves it.
  public let section: String
  /// What it says, in one sentence.
  public let statement: String

  /// Makes an axiom.
  public init(_ name: String, section: String, _ statement: String) {
    (self.name, self.section, self.statement) = (name, section, statement)
  }
}

/// What terms mean beyond formulas: functions that the kernel cannot compute, minimizers of models.
///
/// Whoever makes a statement brings one. Nothing in it is checked; its axioms tell what was
/// believed.
public struct Theory: Sendable {
  /// Functions of two arguments.
  public let functions: [BinaryFunction: any EnclosedFunction]
  /// Models, by name.
  public let models: [String: any MinimizerTheory]
  /// Theorems about models.
  public let theorems: [any ModelTheorem]
  /// Theorems about the minima of models that have premises.
  public let duals: [any DualTheorem]

  /// Makes a theory.
  public init(
    functions: [BinaryFunction: any EnclosedFunction] = [:],
    models: [String: any MinimizerTheory] = [:], theorems: [any ModelTheorem] = [],
    duals: [any DualTheorem] = []
  ) {
    (self.functions, self.models, self.theorems) = (functions, models, theorems)
    self.duals = duals
  }

  /// Formulas alone.
  public static let formulas = Theory()
}

/// A function of two arguments that a theory encloses: it is defined for all numbers and
/// continuous.
public protocol EnclosedFunction: Sendable {
  /// What is believed.
  var axiom: Axiom { get }
  /// An interval in which all its values lie.
  var range: Box.Range { get }
  /// All values at arguments in two intervals.
  func value(_ a: Enclosure, _ b: Enclosure) throws(KernelError) -> Enclosure
  /// All partial derivatives in the first argument, and in the second.
  func slopes(_ a: Enclosure, _ b: Enclosure) throws(KernelError) -> (Enclosure, Enclosure)
}

/// What holds for every minimizer of a problem of one model.
public protocol MinimizerTheory: Sendable {
  /// What is believed.
  var axiom: Axiom { get }
  /// A term with the value of a quantity of the minimizers, itself a term `.minimizer`, on the box
  /// of the evaluator; `nil` where there is none but this.
  ///
  /// It evaluates arguments of the problem at most: the axioms of other terms would go unseen.
  ///
  /// - Throws: `KernelError.refused` unless there is a minimizer at each point of the box.
  func value(of quantity: Term, by evaluator: Evaluator) throws(KernelError) -> Term?
}

/// What shows bounds of the minimum of a problem at a point.
public protocol ProblemWitness: Sendable {
  /// The model whose problems it is about.
  var model: String { get }
  /// What is believed.
  var axioms: Set<Axiom> { get }
  /// Enclosures of the minimum of a problem and of quantities of all its minimizers, terms
  /// `.minimum` and `.minimizer`.
  ///
  /// - Throws: `KernelError.refused` when the problem or the witness is not admissible.
  func bounds(
    of problem: Int, by evaluator: Evaluator
  ) throws(KernelError) -> [Term: DyadicInterval]
}

/// A theorem about models, some goals being instances of it.
public protocol ModelTheorem: Sendable {
  /// What is believed.
  var axiom: Axiom { get }
  /// Requires that a goal is an instance on the box of an evaluator.
  ///
  /// It evaluates terms of the goal and arguments of problems in it at most.
  func require(_ goal: Goal, by evaluator: Evaluator) throws(KernelError)
}

/// A theorem about the minimum of a problem of one model, by a point of its dual that is given as
/// terms.
public protocol DualTheorem: Sendable {
  /// What is believed.
  var axiom: Axiom { get }
  /// The model.
  var model: String { get }
  /// What follows from what, wherever the parameters are in the domain.
  ///
  /// - Throws: `KernelError.refused` when the theorem is not about such a problem or witness.
  func implication(
    of problem: Int, in statement: Statement, witness: [Term]
  ) throws(KernelError) -> Implication
}

/// Comparisons that follow from others.
public struct Implication: Sendable {
  /// What must be shown.
  public let premises: [Comparison]
  /// What then holds.
  public let conclusions: [Comparison]

  /// Makes an implication.
  public init(_ premises: [Comparison], then conclusions: [Comparison]) {
    (self.premises, self.conclusions) = (premises, conclusions)
  }
}
