import Exact
import Kernel
import Theories

/// Replays a `point` or `refute` section.
struct PointChecker {
  let names: CertificateNames
  let node: Node
  let isRefutation: Bool

  func check(_ steps: [Certificate.NumberedStep]) throws(CertificateRejection) -> Theorem {
    let section = PointSection(node, isRefutation: isRefutation)
    var theorem: Theorem?
    var precisionInBits = initialPrecisionInBits
    var line = steps.first?.line ?? 0
    for numbered in steps.dropFirst() {
      line = numbered.line
      guard theorem == nil else {
        throw CertificateRejection(line, "something follows the end of the section")
      }
      if try section.takesClass(numbered.step.action) { continue }
      theorem = try rejecting(at: line) {
        let place = StepPlace(
          section.node, names, line: line, precisionInBits: precisionInBits)
        switch numbered.step.action {
        case .precision(let bits): precisionInBits = bits
        case .fact(let learn): section.node = try learn(place)
        case .atPoint(let goOn): return try goOn(place, section)
        case .witnessClass:
          throw CertificateRejection(line, "a class stands outside a list of classes")
        case .domain, .point, .contrary, .children, .leaf: try section.require(false, place)
        }
        return nil
      }
    }
    guard let theorem else {
      throw CertificateRejection(
        line, "the section does not end with `\(isRefutation ? "fails`" : "holds` or `inside`")")
    }
    return theorem
  }
}

/// What the steps of a section about a point have said so far.
package final class PointSection {
  /// The point, with what is known there.
  var node: Node
  /// The first point of a refutation, once there is a second one.
  var first: Node?
  /// The digits to which an equality is stated.
  var digits: Int?
  /// Whether the section is about the failure of the claim.
  let isRefutation: Bool
  private var list: ClassList?

  /// The classes of a witness, and what is made of them.
  private struct ClassList {
    let problem: Int
    let place: StepPlace
    let takes: (any Sendable) -> Bool
    let witness: ([any Sendable]) -> MinimumWitness
    var classes: [any Sendable] = []
  }

  init(_ node: Node, isRefutation: Bool) {
    (self.node, self.isRefutation) = (node, isRefutation)
  }

  /// The classes of a witness for a problem follow.
  func read<Class>(
    _ problem: Int, at place: StepPlace, _ witness: @escaping ([Class]) -> MinimumWitness
  ) -> Theorem? {
    list = ClassList(problem: problem, place: place) {
      $0 is Class
    } witness: {
      witness($0.compactMap { $0 as? Class })
    }
    return nil
  }

  /// Whether a step is one more class of those being read; they are complete when another line
  /// follows.
  func takesClass(_ action: StepAction) throws(CertificateRejection) -> Bool {
    if case .witnessClass(let next) = action, list?.takes(next) == true {
      list?.classes.append(next)
      return true
    }
    guard let complete = list else { return false }
    list = nil
    node = try rejecting(at: complete.place.line) {
      try node.minimizing(
        complete.problem - 1, by: complete.witness(complete.classes),
        precisionInBits: complete.place.bits)
    }
    return false
  }

  /// Requires that a step may stand here.
  func require(_ isAllowed: Bool, _ place: StepPlace) throws(CertificateRejection) {
    guard isAllowed else {
      throw CertificateRejection(
        place.line, "this step does not belong in a section about a point")
    }
  }
}
