import Kernel

// What terms are made of, definitions written out.

extension Statement {
  /// The definitions that are roots on which terms depend, in their order; not through problems.
  func roots(in terms: [Term]) -> [Int] {
    parts(of: terms, throughRoots: true).compactMap { term in
      guard case .definition(let index) = term, case .root = definitions[index] else { return nil }
      return index
    }.sorted()
  }

  /// The roots on which a claim or its domain depends, also through the arguments of problems.
  public func roots(ofClaim claim: Int) -> [Int] {
    let sides = claims[claim].terms
    let arguments = sides.flatMap(\.problems).flatMap { problems[$0].arguments.values }
    let assumed = assumptions(ofClaim: claim).flatMap(\.sides)
    return roots(in: sides + assumed + arguments.flatMap(\.terms))
  }

  /// Whether there are expectations in terms, but for the equations of roots.
  func hasMeans(in terms: [Term]) -> Bool { parts(of: terms).contains(where: \.isMean) }

  /// All parts of terms, those of each definition once, and those of equations of roots if asked.
  func parts(of terms: [Term], throughRoots: Bool = false) -> [Term] {
    var (found, waiting, seen): ([Term], [Term], Set<Int>) = ([], terms, [])
    while let term = waiting.popLast() {
      waiting += term.operands
      if case .definition(let index) = term {
        guard seen.insert(index).inserted else { continue }
        if case .term(let body) = definitions[index] {
          waiting.append(body)
        } else if throughRoots {
          waiting += definitions[index].terms
        }
      }
      found.append(term)
    }
    return found
  }
}

extension Term {
  /// Whether the term is an expectation.
  var isMean: Bool {
    switch self {
    case .binary(.meanSoftplus, _, _), .binary(.meanSigmoid, _, _),
      .binary(.meanSigmoidDerivative, _, _):
      true
    default: false
    }
  }
}
