import CertificateFormat
import Exact
import Kernel

// Where both sides of a goal seem to meet, from points; untrusted.

extension Contact {
  /// How a parameter may compare with the place: above, below.
  static func relations(isStrict: Bool) -> [Relation] {
    isStrict ? [.greater, .less] : [.greaterOrEqual, .lessOrEqual]
  }
}

extension Node {
  /// A part of the range of a parameter, and the cuts that lead to it, of which one part is left.
  struct Window {
    let node: Node
    let cuts: [(value: Fraction, isLower: Bool)]
  }

  /// Smaller and smaller parts of the range of a parameter around a place that is a number.
  func windows(around contact: Contact) -> [Window] {
    let range = box.ranges[contact.parameter]
    guard let upper = range.upper,
      let value = try? enclosure(of: contact.term, precisionInBits: ProofTree.precisionInBits),
      let middle = try? value.midpoint.rounded(.down, precisionInBits: SplitPoint.bits).fraction
    else { return [] }
    return (1...5).compactMap { exponent in
      let length = (upper - range.lower) * Fraction(mantissa: BigInteger(1), exponent: -exponent)
      let cuts = [(middle - length, true), (middle + length, false)]
        .filter { range.lower < $0.0 && $0.0 < upper }
      guard !cuts.isEmpty else { return nil }
      var node = self
      for (value, isLower) in cuts {
        guard let parts = try? node.split(contact.parameter, at: value) else { return nil }
        node = isLower ? parts.upper : parts.lower
      }
      return Window(node: node, cuts: cuts.map { (value: $0.0, isLower: $0.1) })
    }
  }

  /// Whether both sides of the goal seem to meet where a parameter is at a place.
  func sidesMeet(at contact: Contact, _ names: CertificateNames) -> Bool {
    parts(beyond: contact.position(.greaterOrEqual), names: names)?[3].sidesMeet == true
  }

  /// Whether both sides of the goal seem to meet where a parameter is at a place, and the goal to
  /// follow from the derivative on one side of it or on both.
  func mayMeet(
    _ contact: Contact, _ names: CertificateNames, isStrict: Bool
  ) -> Bool {
    let relations = Contact.relations(isStrict: isStrict)
    let sides = relations.filter { !places(where: contact.position($0)).isEmpty }
    return !sides.isEmpty && (!isStrict || sides.count == 1)
      && sides.allSatisfy { mayMeet(contact.position($0), names, onOneSide: true) }
  }

  /// Whether both sides of the goal seem to meet where a parameter is at a term, and the goal to
  /// follow from the derivative; where all points, or those on one side, compare so.
  func mayMeet(
    _ position: Comparison, _ names: CertificateNames, onOneSide: Bool = false
  ) -> Bool {
    guard let parts = parts(beyond: position, names: names), parts[3].sidesMeet else {
      return false
    }
    let places = onOneSide ? places(where: position) : samples(count: 60)
    guard !places.isEmpty else { return false }
    let bits = ProofTree.precisionInBits
    func mayHold(_ part: Node, at places: [Node]) -> Bool {
      guard case .comparison(let goal) = part.goal else { return false }
      return places.allSatisfy { place in
        guard let evaluator = try? part.evaluator(at: place.point, precisionInBits: bits),
          let holds = try? evaluator.holds(goal)
        else { return true }
        return holds
      }
    }
    return mayHold(parts[0], at: places) && mayHold(parts[1], at: places)
      && mayHold(parts[2], at: parts[2].places(where: position))
  }

  /// Random points at which a comparison holds.
  private func places(where position: Comparison) -> [Node] {
    samples(count: 60).filter { place in
      let evaluator = try? evaluator(
        at: place.point, precisionInBits: ProofTree.precisionInBits)
      return (try? evaluator?.holds(position)) ?? nil == true
    }
  }

  /// The precision at which it is seen whether sides meet.
  private static let meetingBits = 256

  /// Whether the sides of the goal have the same value at random points, as far as is seen.
  private var sidesMeet: Bool {
    guard case .comparison(let goal) = goal else { return false }
    let tolerance = Dyadic(BigInteger(1), exponent: -Self.meetingBits / 2)
    let places = samples(count: 10)
    return !places.isEmpty
      && places.allSatisfy { place in
        guard
          let evaluator = try? evaluator(
            at: place.point, precisionInBits: Self.meetingBits),
          let slack = try? evaluator.slack(of: goal).value
        else { return true }
        return slack.containsZero || slack.absolute.upper < tolerance
      }
  }
}
