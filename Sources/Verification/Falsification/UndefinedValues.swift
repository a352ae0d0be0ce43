import Kernel
import TheoremLanguage

/// Searches the domain for points where definitions have no value that nothing mentions; those that
/// a claim mentions are examined with the claim.
struct UndefinedValues {
  let theorem: ElaboratedTheorem
  let seed: UInt64
  let isCancelled: @Sendable () -> Bool

  /// Requires values of the definitions that nothing mentions.
  ///
  /// - Throws: `TheoremFailure` with a point of the domain where one certainly has no value.
  func require() throws {
    for index in theorem.unmentionedDefinitions where !isCancelled() {
      let falsifier = Falsifier(
        theorem: theorem, claim: Self.hasValue(.definition(index)), seed: seed,
        isCancelled: isCancelled, aim: .undefined)
      if case .undefined(let place, let error, let definition) = falsifier.result(near: [], in: [])
      {
        throw TheoremFailure.undefined(
          error, definition: definition ?? index, at: place.text(in: theorem), of: theorem)
      }
    }
  }

  /// That zero times a term is less than one, which holds wherever the term has a value.
  private static func hasValue(_ term: Term) -> ClaimStatement {
    .comparison(
      Comparison(
        relation: .less, left: .binary(.multiply, .number(.zero), term), right: .number(.one)))
  }
}

extension ElaboratedTheorem {
  /// The definitions that no claim, assumption, range or problem mentions, directly or through
  /// others.
  var unmentionedDefinitions: [Int] {
    let arguments = problems.flatMap(\.arguments).flatMap { argument -> [Term] in
      switch argument.value {
      case .number(let term): [term]
      case .list(let terms): terms
      }
    }
    let conditions = (assumptions + claims.flatMap(\.conditions)).flatMap {
      [$0.comparison.left, $0.comparison.right]
    }
    let ends = parameters.flatMap { [$0.lower] + [$0.upper].compactMap { $0 } }
    var waiting = claims.flatMap(\.statement.terms) + conditions + ends + arguments
    var mentioned: Set<Int> = []
    while let term = waiting.popLast() {
      if case .definition(let index) = term, mentioned.insert(index).inserted {
        waiting += definitions[index].body.terms
      }
      waiting += term.operands
    }
    return definitions.indices.filter { !mentioned.contains($0) }
  }
}
