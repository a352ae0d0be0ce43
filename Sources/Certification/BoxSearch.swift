import CertificateFormat
import Kernel

/// How much a search may spend.
public struct SearchBudget: Sendable {
  /// The most boxes that are examined.
  public var boxes: Int
  /// When the search must stop.
  public var isExpired: @Sendable () -> Bool

  /// Makes a budget.
  public init(boxes: Int, isExpired: @escaping @Sendable () -> Bool = { false }) {
    self.boxes = boxes
    self.isExpired = isExpired
  }
}

/// What a search for a proof on a domain ended with.
public struct DomainProof: Sendable {
  /// What the kernel returned.
  public let theorem: Theorem
  /// The steps of a certificate that replay it, the scope first.
  public let steps: [CertificateStep]

  /// Boxes that were left open, and their share of the volume.
  public var openBoxes: Int {
    if case .domain(let boxes, _) = theorem.conclusion { boxes } else { 0 }
  }
}

/// Searches for a proof of a claim on its whole domain: largest open box first.
///
/// Untrusted: whatever it tries, only rules of the kernel make lemmas.
final class BoxSearch {
  static let precisionInBits = 64

  private final class Node {
    var situation: Situation
    var facts: [CertificateStep] = []
    var step: CertificateStep?
    var lemma: Lemma?
    var children: [Node] = []

    init(_ situation: Situation) { self.situation = situation }
  }

  private let names: [String]
  private let functionNames: [(String, UnaryFunction)]
  private let usesFunctions: Bool
  private var budget: SearchBudget

  init(parameters names: [String], usesFunctions: Bool, budget: SearchBudget) {
    self.names = names
    self.usesFunctions = usesFunctions
    self.budget = budget
    functionNames = [
      ("log", .log), ("exp", .exp), ("sqrt", .squareRoot), ("log1p", .log1p), ("expm1", .expm1),
      ("softplus", .softplus), ("sigmoid", .sigmoid),
    ]
  }

  /// A proof, perhaps with open boxes.
  func proof(
    from root: Situation, facts: [CertificateStep]
  ) throws(KernelError) -> DomainProof {
    let top = Node(root)
    top.facts = facts
    var heap = Heap()
    heap.insert(top, priority: root.share)
    while let node = heap.removeFirst() {
      guard budget.boxes > 0, !budget.isExpired() else { break }
      budget.boxes -= 1
      examine(node)
      for child in node.children { heap.insert(child, priority: child.situation.share) }
    }
    var steps: [CertificateStep] = [.domain, .precision(Self.precisionInBits)]
    let lemma = try assemble(top, &steps)
    return DomainProof(theorem: try Theorem.domain(lemma), steps: steps)
  }

  /// Open nodes by share, the largest first.
  private struct Heap {
    private var buckets: [Fraction: [Node]] = [:]
    private var order: [Fraction] = []

    mutating func insert(_ node: Node, priority: Fraction) {
      if buckets[priority] == nil {
        let position = order.firstIndex { $0 > priority } ?? order.endIndex
        order.insert(priority, at: position)
      }
      buckets[priority, default: []].append(node)
    }

    mutating func removeFirst() -> Node? {
      guard let largest = order.last, let node = buckets[largest]?.popLast() else { return nil }
      if buckets[largest]?.isEmpty == true {
        buckets[largest] = nil
        order.removeLast()
      }
      return node
    }
  }

  private func examine(_ node: Node) {
    if usesFunctions, let (step, child) = through(node.situation) {
      (node.step, node.children) = (step, [Node(child)])
      return
    }
    if let (step, lemma) = leaf(node.situation) {
      (node.step, node.lemma) = (step, lemma)
      return
    }
    for parameter in node.situation.box.ranges.indices
    where !node.situation.box.ranges[parameter].isPoint {
      if let child = try? node.situation.fixing(
        monotone: parameter, precisionInBits: Self.precisionInBits)
      {
        (node.step, node.children) = (.monotone(parameter: names[parameter]), [Node(child)])
        return
      }
    }
    split(node)
  }

  private func through(_ situation: Situation) -> (CertificateStep, Situation)? {
    for (name, function) in functionNames {
      if let child = try? situation.through(function, precisionInBits: Self.precisionInBits) {
        return (.through(name), child)
      }
    }
    return nil
  }

  private func leaf(_ situation: Situation) -> (CertificateStep, Lemma)? {
    let bits = Self.precisionInBits
    if let lemma = try? Lemma.evaluate(situation, precisionInBits: bits) {
      return (.evaluate, lemma)
    }
    for index in situation.statement.assumptions.indices {
      if let lemma = try? Lemma.outside(situation, assumption: index, precisionInBits: bits) {
        return (.outside(index + 1), lemma)
      }
    }
    for theorem in ModelTheorem.allCases {
      if let lemma = try? Lemma.model(situation, theorem: theorem, precisionInBits: bits) {
        return (.theorem(theorem.rawValue), lemma)
      }
    }
    if let lemma = try? Lemma.mean(situation, precisionInBits: bits) { return (.mean, lemma) }
    if let found = algebra(situation) { return found }
    for centre in centres(of: situation) {
      if let lemma = try? Lemma.convex(situation, at: centre, precisionInBits: bits) {
        return (.convex(centre), lemma)
      }
    }
    return nil
  }

  private func algebra(_ situation: Situation) -> (CertificateStep, Lemma)? {
    let count = situation.statement.assumptions.count
    for assumption in [nil] + (0..<count).map({ $0 }) {
      let weights = assumption.map { [Weight(assumption: $0, weight: Fraction(1))] } ?? []
      if let lemma = try? Lemma.algebra(
        situation, weights: weights, precisionInBits: Self.precisionInBits)
      {
        let written = weights.map {
          CertificateStep.Weight(assumption: $0.assumption + 1, weight: $0.weight)
        }
        return (.algebra(written), lemma)
      }
    }
    return nil
  }

  /// Points at which a convex slack may vanish: the point nearest to zero, and the middle.
  private func centres(of situation: Situation) -> [[Fraction]] {
    let ranges = situation.box.ranges
    let nearest = ranges.map { min(max(Fraction(0), $0.lower), $0.upper) }
    let middle = ranges.map(\.midpoint)
    return nearest == middle ? [middle] : [nearest, middle]
  }

  private func split(_ node: Node) {
    let situation = node.situation
    let slopes = try? situation.enclosedSlopes(precisionInBits: Self.precisionInBits)
    let candidates = situation.box.ranges.indices.filter {
      !situation.box.ranges[$0].isPoint
    }
    func weight(_ parameter: Int) -> Fraction {
      let range = situation.box.ranges[parameter]
      let slope = slopes?.first { $0.parameter == parameter }?.slope.absolute.upper.fraction
      return (range.upper - range.lower) * (slope ?? Fraction(1))
    }
    guard let parameter = candidates.max(by: { weight($0) < weight($1) }) else { return }
    let value = SplitPoint.value(
      in: situation.box.ranges[parameter], isInteger: situation.splitsAtIntegers(parameter))
    guard let (lower, upper) = try? situation.split(parameter, at: value) else { return }
    node.step = .split(parameter: names[parameter], at: value)
    node.children = [Node(lower), Node(upper)]
  }

  private func assemble(
    _ node: Node, _ steps: inout [CertificateStep]
  ) throws(KernelError) -> Lemma {
    steps += node.facts
    guard let step = node.step else {
      steps.append(.open)
      return Lemma.open(node.situation)
    }
    steps.append(step)
    if let lemma = node.lemma { return lemma }
    var lemmas: [Lemma] = []
    for child in node.children { lemmas.append(try assemble(child, &steps)) }
    return lemmas.count == 2
      ? try Lemma.split(lemmas[0], lemmas[1]) : try Lemma.remainder(lemmas[0])
  }
}
