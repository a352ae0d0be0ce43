import Exact
import Kernel
import Reals
import TheoremLanguage

/// Looks for points of a domain that random ones do not meet, because its assumptions are narrow.
///
/// All points of a domain of integers are looked at, where there are at most a million.
struct FeasiblePoints {
  /// Places from which the search sets out.
  private static let starts = 40

  let domain: Domain
  let seed: UInt64

  /// At most `count` different points that certainly satisfy the assumptions.
  func points(count: Int) -> [ParameterPoint] {
    let nothing = ClaimStatement.comparison(
      Comparison(relation: .lessOrEqual, left: .number(.zero), right: .number(.zero)))
    guard let tape = SearchTapeCompiler.tape(of: nothing, in: domain.theorem) else { return [] }
    let landscape = SlackLandscape(tape: tape, claim: nothing)
    let search = CandidateSearch(landscape: landscape, seed: seed)
    if domain.theorem.parameters.allSatisfy(\.isInteger) {
      let candidates = IntegerCandidates(search: search).candidates()
      return candidates.prefix(count).compactMap { point(near: $0, landscape) }
    }
    var generator = SeededGenerator(seed: seed, label: "feasible points")
    var seen: Set<ParameterPoint> = []
    var found: [ParameterPoint] = []
    for _ in 0..<Self.starts where found.count < count {
      let start = (0..<domain.dimension).map { _ in generator.uniform() }
      for candidate in candidates(from: start, search) {
        guard found.count < count, let point = point(near: candidate, landscape),
          seen.insert(point).inserted
        else { continue }
        found.append(point)
      }
    }
    return found
  }

  /// With an equality to solve, a solution for simple values of the others; else descents.
  private func candidates(
    from start: [Double], _ search: CandidateSearch
  ) -> [CandidateSearch.Candidate] {
    guard search.landscape.elimination != nil, let first = search.candidate(at: start) else {
      return search.feasible(from: start)
    }
    let simple = first.reading.values.map { value in
      (try? Fraction(exactly: value)).map {
        Recognition.fraction(near: $0, relativeBits: 5).approximateDouble
      } ?? value
    }
    let solved = search.candidate(at: search.landscape.fractions(ofValues: simple))
    return [solved, first].compactMap { $0 } + search.feasible(from: start)
  }

  /// The values themselves or simple fractions near them, if they lie in the domain.
  private func point(
    near candidate: CandidateSearch.Candidate, _ landscape: SlackLandscape
  ) -> ParameterPoint? {
    guard let values = domain.clamped(candidate.reading.values) else { return nil }
    let simpler = stride(from: 2, through: 46, by: 4).map { bits in
      values.indices.map { index in
        domain.theorem.parameters[index].isInteger
          ? values[index] : Recognition.fraction(near: values[index], relativeBits: bits)
      }
    }
    let inside = (simpler + [values]).first { (try? domain.contains($0)) == true }
    return inside.map { ParameterPoint(values: $0, origin: .random) }
  }
}
