import Exact
import Kernel
import Theories

// The steps of certificates, as docs/certificate-format.md explains them: for each the keyword, the
// operands and the effect. Reading, printing and replay know steps from here alone; a step that is
// added here (docs/add-a-step.md) is also added to `table` at the end.

/// A parameter or a definition, or the name of a function or a theorem.
package typealias Name = String
/// An integer that is not negative.
package typealias Count = Int
/// An exact number.
package typealias Number = Fraction

// MARK: What a section is about (section 2)

extension CertificateStep {
  package static let domain = Instruction("domain") { .domain }
  package static let point = Instruction<[Number]>("point") { .point($0, isRefutation: false) }
  package static let refute = Instruction<[Number]>("refute") { .point($0, isRefutation: true) }
  package static let contrary = Instruction<[Number]>("contrary") { .contrary($0) }
  package static let precision = Instruction<Count>("precision") { .precision($0) }
}

// MARK: Facts (section 4)

extension CertificateStep {
  package static let bound = Instruction<Name, BoundSide, Number, BoundProof>("bound") {
    name, side, value, proof in
    .fact { at in
      let definition = try at.definition(name)
      let method: BoundMethod =
        switch proof {
        case .evaluate: .evaluate
        case .algebra(let weights): .algebra(try at.weights(weights))
        }
      return try at.node.bounding(
        definition, side, by: value, method: method, precisionInBits: at.bits)
    }
  }

  package static let root = Instruction<Name, ThreeLists>("root") { name, numbers in
    .fact { at in
      try at.node.enclosingRoot(
        at.definition(name), below: numbers.first, around: numbers.second, above: numbers.third,
        precisionInBits: at.bits)
    }
  }

  package static let narrow = Instruction<Name, Number, Number>("narrow") { name, a, b in
    .fact { try $0.node.narrowingRoot($0.definition(name), a, b, precisionInBits: $0.bits) }
  }
}

// MARK: Steps with children (section 5)

extension CertificateStep {
  package static let split = Instruction<Name, Number>("split") { name, value in
    .children(2) { at in
      let parts = try at.node.split(at.parameter(name), at: value)
      return [parts.lower, parts.upper]
    } join: { (shown) throws(KernelError) in
      try Lemma.split(shown[0], shown[1])
    }
  }

  package static let cases = Instruction("cases") {
    .premises(2) { at in
      let cases = try at.node.distinguished(precisionInBits: at.bits)
      return [cases.first, cases.second]
    }
  }

  package static let either = Instruction<ComparisonText>("either") { text in
    .premises(2) { at in
      try at.node.dividing(
        by: at.names.comparison(text, line: at.line), precisionInBits: at.bits)
    }
  }

  package static let absurd = Instruction<Count>("absurd") { assumption in
    .remainder { try $0.node.contradicting(assumption - 1) }
  }

  package static let solution = Instruction<Name, Relation>("solution") { name, relation in
    .premises(4) { at in
      try at.node.solving(at.definition(name), relation, precisionInBits: at.bits)
    }
  }

  package static let have = Instruction<ComparisonText>("have") { text in
    .premises(2) { at in
      try at.node.having(at.names.comparison(text, line: at.line))
    }
  }

  package static let dual = Instruction<Count, TermTexts>("dual") { problem, witness in
    optimum(
      problem, witness, premiseCount: 6 + 7 * witness.texts.count, keepsPremises: true)
  }

  package static let stationary = Instruction<Count, TermTexts>("stationary") { problem, witness in
    // No theorem of the step `dual` has as many for three terms, and none has no premise.
    optimum(
      problem, witness, premiseCount: witness.texts.count == 3 ? 14 : 0, keepsPremises: false)
  }

  /// A step that finds the minimum of a problem by terms, with so many premises.
  private static func optimum(
    _ problem: Int, _ witness: TermTexts, premiseCount: Int, keepsPremises: Bool
  ) -> StepAction {
    .premises(premiseCount + 1) { at in
      try at.node.bounding(
        problem: problem - 1, by: at.terms(witness), premiseCount: premiseCount,
        keepsPremises: keepsPremises)
    }
  }

  package static let monotone = Instruction<Name>("monotone") { name in
    .remainder { try $0.node.fixing(monotone: $0.parameter(name), precisionInBits: $0.bits) }
  }

  package static let derivative = Instruction<ComparisonText>("derivative") { text in
    .premises(4) { at in
      try at.node.comparing(
        along: at.names.comparison(text, line: at.line), precisionInBits: at.bits)
    }
  }

  package static let range = Instruction<Name>("range") { name in
    .remainder { try $0.node.assumingRange(of: $0.parameter(name)) }
  }

  package static let differentiate = Instruction("differentiate") {
    .remainder { try $0.node.differentiated(precisionInBits: $0.bits) }
  }

  package static let through = Instruction<Name>("through") { name in
    .remainder { at in
      guard let function = UnaryFunction.increasing[name] else {
        throw CertificateRejection(at.line, "there is no increasing function \(name)")
      }
      return try at.node.through(function, precisionInBits: at.bits)
    }
  }

  package static let reciprocal = Instruction<Name, Count>("reciprocal") { name, power in
    .remainder {
      try $0.node.reciprocal($0.parameter(name), power: power, precisionInBits: $0.bits)
    }
  }
}

// MARK: Steps that show a goal (sections 5, 6, 7 and 10)

extension CertificateStep {
  package static let evaluate = Instruction("evaluate") {
    .leaf { try Lemma.evaluate($0.node, precisionInBits: $0.bits) }
  }

  package static let outside = Instruction<Count>("outside") { assumption in
    .leaf {
      try Lemma.outside($0.node, assumption: assumption - 1, precisionInBits: $0.bits)
    }
  }

  package static let mean = Instruction("mean") {
    .leaf { try Lemma.mean($0.node, precisionInBits: $0.bits) }
  }

  package static let convex = Instruction<[Number]>("convex") { centre in
    .leaf { try Lemma.convex($0.node, at: centre, precisionInBits: $0.bits) }
  }

  package static let convexPolynomial = Instruction<[Number]>("convex-polynomial") { centre in
    .leaf { try Lemma.convexPolynomial($0.node, at: centre, precisionInBits: $0.bits) }
  }

  package static let algebra = Instruction<[StepWeight]>("algebra") { weights in
    .leaf {
      try Lemma.algebra($0.node, weights: $0.weights(weights), precisionInBits: $0.bits)
    }
  }

  package static let theorem = Instruction<Name>("theorem") { name in
    .leaf { at in
      let known = at.node.statement.theory.theorems
      guard let theorem = known.first(where: { $0.axiom.name == name }) else {
        throw CertificateRejection(at.line, "there is no theorem \(name)")
      }
      return try Lemma.instance(at.node, of: theorem, precisionInBits: at.bits)
    }
  }

  package static let open = Instruction("open") { .leaf { Lemma.open($0.node) } }
}

// MARK: Minima of problems at a point (sections 9 and 10)

extension CertificateStep {
  package static let layerPeeled = Instruction<Count>("layer-peeled") { problem in
    .atPoint { $1.read(problem, at: $0, MinimumWitness.positiveLayerPeeled) }
  }

  package static let classWitness = Instruction<Number, Number, Number>("class") { p, s, w in
    .witnessClass(ClassWitness(probability: p, featureScale: s, classifierScale: w))
  }

  package static let unconstrainedFeatures = Instruction<Count>("unconstrained-features") {
    problem in
    .atPoint { $1.read(problem, at: $0, MinimumWitness.unconstrainedFeatures) }
  }

  package static let classVectors = Instruction<ThreeLists>("vectors") {
    .witnessClass(ClassVectors(probabilities: $0.first, weights: $0.second, features: $0.third))
  }

  package static let memorizationDilation = Instruction<Count, Number, Number>(
    "memorization-dilation"
  ) { problem, x, y in
    .atPoint { at, section in
      section.node = try at.node.minimizing(
        problem - 1, by: MinimumWitness.memorizationDilation(x: x, y: y),
        precisionInBits: at.bits)
      return nil
    }
  }
}

// MARK: What is said about a point (section 2)

extension CertificateStep {
  package static let digits = Instruction<Count>("digits") { count in
    .atPoint { at, section in
      try section.require(!section.isRefutation && section.digits == nil, at)
      section.digits = count
      return nil
    }
  }

  package static let versus = Instruction<Name, Number>("versus") { name, value in
    .atPoint { at, section in
      try section.require(section.isRefutation && section.first == nil, at)
      let (parameter, node) = (try at.parameter(name), at.node)
      guard case .monotone(_, _, parameter) = node.statement.claims[node.claim] else {
        throw CertificateRejection(at.line, "\(name) is not the parameter the claim is about")
      }
      var point = node.point
      point[parameter] = value
      section.first = node
      section.node = try Node.at(point, of: node.statement, claim: node.claim)
      return nil
    }
  }

  package static let holds = Instruction("holds") {
    .atPoint { at, section in
      try section.require(!section.isRefutation, at)
      return try Theorem.holds(at.node, digits: section.digits, precisionInBits: at.bits)
    }
  }

  package static let inside = Instruction("inside") {
    .atPoint { at, section in
      try section.require(!section.isRefutation && section.digits == nil, at)
      return try Theorem.inside(at.node, precisionInBits: at.bits)
    }
  }

  package static let fails = Instruction("fails") {
    .atPoint { at, section in
      try section.require(section.isRefutation, at)
      let (first, second) = section.first.map { ($0, at.node) } ?? (at.node, nil)
      return try Theorem.fails(first, versus: second, precisionInBits: at.bits)
    }
  }
}

// MARK: The table

extension CertificateStep {
  /// How the line of a step is read, by its keyword.
  static let table = Dictionary(
    uniqueKeysWithValues: [
      domain.entry, point.entry, refute.entry, contrary.entry, precision.entry,
      bound.entry, root.entry, narrow.entry,
      split.entry, cases.entry, either.entry, absurd.entry, solution.entry, have.entry, dual.entry,
      stationary.entry, monotone.entry, derivative.entry, differentiate.entry,
      range.entry, through.entry,
      reciprocal.entry,
      evaluate.entry, outside.entry, mean.entry, convex.entry, convexPolynomial.entry,
      algebra.entry, theorem.entry, open.entry,
      layerPeeled.entry, classWitness.entry, unconstrainedFeatures.entry, classVectors.entry,
      memorizationDilation.entry,
      digits.entry, versus.entry, holds.entry, inside.entry, fails.entry,
    ])
}
