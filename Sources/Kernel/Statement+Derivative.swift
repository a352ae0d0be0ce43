// Derivatives of terms as terms (docs/certificate-format.md, section 5).

extension Statement {
  /// Terms with the definitions written out that depend on a parameter.
  func written(
    _ terms: [Term], along parameter: Int, budget: inout Int
  ) throws(KernelError) -> [Term] {
    var written: [Term] = []
    for term in terms {
      written.append(try unfolded(term, budget: &budget) { mentions(.definition($0), parameter) })
    }
    return written
  }

  /// Requires that a term is at most `largestHeight` high and has fewer operations than a step may
  /// write out.
  func requireLimited(_ term: Term) throws(KernelError) {
    // First what bounds the work: a term may be far longer than the memory it takes.
    var budget = Self.operationBudget
    _ = try unfolded(term, budget: &budget)
    try requireLimitedHeight(term)
  }

  /// The derivative in a parameter of a term without definitions that depend on it.
  ///
  /// Where it and the term have values, the term has this derivative.
  ///
  /// - Throws: `KernelError.refused` where the term does not depend on the parameter, or something
  ///   in it has no derivative.
  func derivative(of term: Term, along parameter: Int) throws(KernelError) -> Term {
    guard let slope = try slope(of: term, along: parameter) else {
      throw .refused("the parameter is not in the goal")
    }
    return slope
  }

  /// The derivative, or `nil` where the term does not depend on the parameter.
  private func slope(of term: Term, along parameter: Int) throws(KernelError) -> Term? {
    switch term {
    case .parameter(parameter): return 1
    case .unary(let function, let a):
      guard let slope = try slope(of: a, along: parameter) else { return nil }
      if function == .negate { return .unary(.negate, slope) }
      guard let derivatives = function.properties.derivatives else {
        throw .refused("\(function.name) has no derivative everywhere")
      }
      return try Term(derivatives.first, at: a, value: term).times(slope)
    case .binary(let function, let a, let b):
      let slopes = (
        try slope(of: a, along: parameter), try slope(of: b, along: parameter)
      )
      if slopes == (nil, nil) { return nil }
      return try Self.slope(of: function, a, b, slopes)
    case .number, .parameter, .bound: return nil
    case .definition, .minimum, .minimizer, .conditional:
      guard !mentions(term, parameter) else {
        throw .refused("a root, an optimum or a condition has no derivative here")
      }
      return nil
    }
  }

  /// The derivative of a function of two terms of which one has a derivative.
  private static func slope(
    of function: BinaryFunction, _ a: Term, _ b: Term, _ slopes: (Term?, Term?)
  ) throws(KernelError) -> Term {
    func sum(_ first: (Term) -> Term, _ second: (Term) -> Term) -> Term {
      switch slopes {
      case (let s?, let t?): first(s) + second(t)
      case (let s?, nil): first(s)
      case (nil, let t): second(t ?? 0)
      }
    }
    let term = Term.binary(function, a, b)
    switch (function, slopes) {
    case (.add, _): return sum({ $0 }, { $0 })
    case (.subtract, (let s?, let t?)): return s - t
    case (.subtract, _): return sum({ $0 }, { .unary(.negate, $0) })
    case (.multiply, _): return sum({ $0.times(b) }, { a.times($0) })
    case (.divide, (let s?, nil)): return s / b
    case (.divide, (let s?, let t?)): return (s.times(b) - a.times(t)) / .binary(.power, b, 2)
    case (.divide, (nil, let t)):
      return .unary(.negate, a.times(t ?? 0) / .binary(.power, b, 2))
    case (.power, (let s?, nil)):
      if let n = b.integerLiteral, abs(n) <= DyadicInterval.largestPower {
        return Term(integerLiteral: n).times(.binary(.power, a, Term(integerLiteral: n - 1)))
          .times(s)
      }
      return term.times(b.times(s) / a)
    case (.power, _): return term.times(sum({ b.times($0) / a }, { $0.times(a.log) }))
    case (.meanSoftplus, _):
      return sum(
        { Term.binary(.meanSigmoid, a, b).times($0) },
        { b.times(.binary(.meanSigmoidDerivative, a, b)).times($0) })
    case (.meanSigmoid, (let s?, nil)):
      return Term.binary(.meanSigmoidDerivative, a, b).times(s)
    default: throw .refused("a function of two terms has no derivative here")
    }
  }
}

extension Term {
  /// The product, without a factor that is the number 1.
  fileprivate func times(_ other: Term) -> Term {
    self == 1 ? other : other == 1 ? self : self * other
  }

  /// What a formula of the table of functions is at a term where the function has a value.
  fileprivate init(_ formula: Formula, at a: Term, value: Term) throws(KernelError) {
    func term(_ formula: Formula) throws(KernelError) -> Term {
      try Term(formula, at: a, value: value)
    }
    switch formula {
    case .argument: self = a
    case .value: self = value
    case .slope: throw .refused("a derivative is not written in itself")
    case .integer(let n): self.init(integerLiteral: n)
    case .function(let function, let x): self = .unary(function, try term(x))
    case .sum(let x, let y): self = try term(x) + term(y)
    case .difference(let x, let y): self = try term(x) - term(y)
    case .product(let x, let y): self = try term(x) * term(y)
    case .quotient(let x, let y): self = try term(x) / term(y)
    case .power(let x, let n): self = .binary(.power, try term(x), Term(integerLiteral: n))
    }
  }
}
