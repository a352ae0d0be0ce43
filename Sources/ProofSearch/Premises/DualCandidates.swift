import Exact
import Kernel
import Reals

/// Terms that may be the probabilities of a dual point of a layer-peeled problem.
struct DualCandidates {
  /// For each group of classes: the probability of a class that stands apart, of one that has
  /// collapsed, and of one that does either, decided by the parameters.
  private let groups: [[Term]]

  /// `nil` where no theorem is about the problem.
  init?(of problem: Int, in statement: Statement) {
    let call = statement.problems[problem]
    guard statement.theory.duals.contains(where: { $0.model == call.model }) else { return nil }
    func number(_ name: String) -> Term? {
      if case .number(let term) = call.arguments[name] { term } else { nil }
    }
    guard let alpha = number("alpha"), let lambdaW = number("lambda_W"),
      let lambdaH = number("lambda_H")
    else { return nil }
    let (count, shares): (Term, [Term])
    if case .list(let sizes) = call.arguments["class_sizes"], let first = sizes.first {
      let (length, total) = (Term(integerLiteral: sizes.count), sizes.dropFirst().reduce(first, +))
      (count, shares) = (length, sizes.map { length * $0 / total })
    } else if let number = number("N") {
      (count, shares) = (number, [1])
    } else {
      return nil
    }
    let (others, decays) = (count - 1, lambdaW * lambdaH)
    let isFree = call.model == "unconstrained_features"
    groups = shares.map { share in
      let threshold =
        isFree
        ? 2 * others * (decays / count).squareRoot
        : 2 * (share == 1 ? others * decays : others * decays / share).squareRoot
      let apart = 1 - alpha * others / count - threshold
      let collapsed = 1 / count
      return [
        apart, collapsed,
        .conditional(apart.compared(.greater, collapsed), then: apart, else: collapsed),
      ]
    }
  }

  /// For each group the term that fits at random points of the domain of a node.
  func choices(for node: Node) -> [Int] {
    let places = node.samples(count: 40)
    return groups.map { candidates in
      let differences = places.compactMap { place in
        try? place.enclosure(of: candidates[0] - candidates[1], precisionInBits: 64).midpoint.sign
      }
      if differences.allSatisfy({ $0 > 0 }) { return 0 }
      return differences.allSatisfy { $0 <= 0 } ? 1 : 2
    }
  }

  /// The terms of these choices.
  func witness(_ choices: [Int]) -> [Term] { zip(groups, choices).map { $0[$1] } }

  /// Terms for both cases of each group.
  var undecided: [Int] { groups.map { _ in 2 } }
}

extension Node {
  /// Random points of the box, many at its ends, at which no usable assumption fails; expectations
  /// take too long to look at those with one.
  func samples(count: Int) -> [Node] {
    var generator = SeededGenerator(seed: 1, label: "samples")
    var places: [Node] = []
    let assumed = assumptions.indices.filter {
      isUsable($0) && !statement.hasMeans(in: assumptions[$0].sides)
    }
    for _ in 0..<8 * count where places.count < count {
      let point = box.ranges.enumerated().map { index, range in
        let length = range.finitePart.upper - range.lower
        let steps = [0, 1024, Int(generator.next() % 1025)][Int(generator.next() % 3)]
        let share = Fraction(
          mantissa: BigInteger(steps), exponent: -10 - Int(generator.next() % 4) * 3)
        let value = range.lower + length * share
        return splitsAtIntegers(index) ? Fraction(value.floor) : value
      }
      guard let place = try? Node.at(point, of: statement, claim: claim),
        let evaluator = try? place.evaluator(precisionInBits: 64)
      else { continue }
      let fails = assumed.contains { (try? evaluator.holds(assumptions[$0])) == false }
      if !fails { places.append(place) }
    }
    return places
  }
}
