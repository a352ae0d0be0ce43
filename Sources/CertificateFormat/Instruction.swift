import Exact
import Kernel

/// A kind of step: its keyword, its operands (the type parameters) and what it does with them.
///
/// Called with operands, it gives a step.
package struct Instruction<each Operand: StepOperand>: Sendable {
  /// The word that a line begins with.
  package let keyword: String
  private let action: @Sendable (repeat each Operand) -> StepAction

  init(_ keyword: String, _ action: @escaping @Sendable (repeat each Operand) -> StepAction) {
    (self.keyword, self.action) = (keyword, action)
  }

  /// The step with these operands.
  package func callAsFunction(_ operands: repeat each Operand) -> CertificateStep {
    var list: [any StepOperand] = []
    for operand in repeat each operands { list.append(operand) }
    return CertificateStep(
      keyword: keyword, action: action(repeat each operands), operands: list)
  }

  /// The keyword with what reads a line that begins with it.
  var entry: (String, StepReader) {
    (keyword, { (words, line) throws(CertificateRejection) in try step(words, line) })
  }

  private func step(
    _ words: [String], _ line: Int
  ) throws(CertificateRejection) -> CertificateStep {
    var usage = [keyword]
    for operand in repeat (each Operand).self { usage.append(operand.form) }
    guard usage.count == words.count || usage.contains(where: { $0.contains(" ") }) else {
      throw CertificateRejection(
        line, "`\(keyword)` takes \(usage.count - 1) words, but \(words.count - 1) are given")
    }
    var reader = WordReader(words.dropFirst(), line: line, usage: usage.joined(separator: " "))
    let step = try self(repeat (each Operand)(&reader))
    guard reader.words.isEmpty else { throw reader.misuse }
    return step
  }
}

/// Reads the words of a line, the keyword first, and its number.
typealias StepReader =
  @Sendable (_ words: [String], _ line: Int) throws(CertificateRejection) -> CertificateStep

/// What a step does; whoever goes through steps goes through all of these.
package enum StepAction: Sendable {
  /// Says that a section is about the whole domain.
  case domain
  /// Says that a section is about a point, perhaps at which the claim fails.
  case point([Fraction], isRefutation: Bool)
  /// Says that a section shows the contrary of the claim at a point.
  case contrary([Fraction])
  /// Sets the precision in bits of the steps that follow.
  case precision(Int)
  /// Adds to what is known.
  case fact(@Sendable (StepPlace) throws -> Node)
  /// Leaves nodes to be shown, so many, and joins what is shown of them.
  case children(Int, @Sendable (StepPlace) throws -> [Node], join: Join)
  /// Shows the goal of a node.
  case leaf(@Sendable (StepPlace) throws -> Lemma)
  /// Gives one class of the witness that is being read.
  case witnessClass(any Sendable)
  /// Changes what a section about a point has said, or ends it.
  case atPoint(@Sendable (StepPlace, PointSection) throws -> Theorem?)

  /// Makes one lemma of those of the children, in their order.
  package typealias Join = @Sendable ([Lemma]) throws(KernelError) -> Lemma

  /// Leaves so many nodes, of which all must hold.
  static func premises(
    _ count: Int, _ parts: @escaping @Sendable (StepPlace) throws -> [Node]
  ) -> StepAction {
    .children(count, parts, join: { (shown) throws(KernelError) in try Lemma.premises(shown) })
  }

  /// Leaves one node, from which `Lemma.remainder` leads back.
  static func remainder(_ rest: @escaping @Sendable (StepPlace) throws -> Node) -> StepAction {
    .children(1) {
      [try rest($0)]
    } join: { (shown) throws(KernelError) in
      try Lemma.remainder(shown[0])
    }
  }
}

/// Where a step stands.
package struct StepPlace: Sendable {
  let node: Node
  let names: CertificateNames
  let line: Int
  /// The precision that is in force.
  let bits: Int

  /// A place; a step that is not read from a file may have any line.
  package init(_ node: Node, _ names: CertificateNames, line: Int = 0, precisionInBits: Int) {
    (self.node, self.names, self.line, bits) = (node, names, line, precisionInBits)
  }

  func parameter(_ name: String) throws(CertificateRejection) -> Int {
    try index(of: name, "parameter", among: names.parameters)
  }

  func definition(_ name: String) throws(CertificateRejection) -> Int {
    try index(of: name, "definition", among: names.definitions)
  }

  private func index(
    of name: String, _ kind: String, among names: [String]
  ) throws(CertificateRejection) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw CertificateRejection(line, "the theorem file has no \(kind) \(name)")
    }
    return index
  }

  /// What terms mean.
  func terms(_ terms: TermTexts) throws(CertificateRejection) -> [Term] {
    try terms.texts.map { text throws(CertificateRejection) in
      try names.term(text, line: line)
    }
  }

  /// Weights with assumptions counted from 0.
  func weights(_ weights: [StepWeight]) throws(CertificateRejection) -> [Weight] {
    guard weights.allSatisfy({ $0.assumption >= 1 }) else {
      throw CertificateRejection(line, "assumptions are counted from 1")
    }
    return try weights.map { weight throws(CertificateRejection) in
      let multiplier: Multiplier =
        switch weight.multiplier {
        case .number(let number): .number(number)
        case .term(let text): .term(try names.term(text, line: line))
        }
      return Weight(assumption: weight.assumption - 1, multiplier: multiplier)
    }
  }
}
