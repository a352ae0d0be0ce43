import CertificateFormat
import Exact
import Kernel
import Reals
import TestSupport

/// A true theorem with one small change, and certificates that might prove what came of it.
struct NearMiss {
  /// What is changed.
  enum Change: CaseIterable {
    /// A number or a name is multiplied by a number near 1, or moved a little.
    case constant
    /// `+` for `-` and the reverse.
    case sign
    /// A number or a name, mostly a count, for itself less 1 or more 1.
    case neighbour
    /// Strict for weak, an inequality for an equation, the other direction.
    case relation
    /// An operation, an exponent or a root.
    case operation
    /// An assumption is dropped.
    case assumption
  }

  private let theorem: TrueTheorem
  let change: Change
  /// The lines before the claim, and the claim.
  private let head: [String]
  private let claim: String
  private let claimIndex: Int
  /// Whether the change alone makes the claim false: `<` or `>` for `=`.
  private let isStrictForEqual: Bool
  private let isRange: Bool
  private let small: Fraction
  private(set) var certificates: [String] = []

  /// The theorem file.
  var text: String { TrueTheorem.text(head, claim) }

  /// A random change; `nil` where the line that is picked allows none of this kind.
  init?(of theorem: TrueTheorem, _ generator: inout SeededGenerator) throws {
    self.theorem = theorem
    claimIndex = generator.below(theorem.claims.count)
    let exponent = generator.integer(3...30)
    small = try Fraction(10).power(-exponent)
    var (head, claim) = (theorem.head, theorem.claims[claimIndex])
    change = generator.chance(40) ? .constant : generator.pick(Change.allCases)
    let changeable = head.indices.filter { head[$0].hasPrefix(" ") || head[$0].hasPrefix("assume") }
    let index = generator.pick(changeable)
    let isOfClaim = change != .assumption && generator.chance(55)
    isRange = !isOfClaim && head[index].contains(" in [")
    if change == .assumption {
      guard head[index].hasPrefix("assume ") else { return nil }
      head.remove(at: index)
    } else {
      var line = Line(isOfClaim ? claim : head[index])
      guard line.apply(change, exponent, &generator) else { return nil }
      if isOfClaim { claim = line.text } else { head[index] = line.text }
    }
    isStrictForEqual =
      isOfClaim && change == .relation
      && Line(theorem.claims[claimIndex]).tokens.contains("=") && !Line(claim).tokens.contains("=")
      && !claim.contains("<=") && !claim.contains(">=")
    (self.head, self.claim) = (head, claim)
    let premises = head.count { $0.hasPrefix("assume ") }
    certificates = [certificate(theorem.proofs[claimIndex])]
    for _ in 0..<2 {
      certificates.append(certificate(changed(premises, &generator)))
    }
  }

  private func certificate(_ steps: [String]) -> String {
    let name = claim.dropFirst(6).prefix { $0 != ":" }
    return (["closedform-certificate 1", "claim \(name)"] + steps + ["end", ""])
      .joined(separator: "\n")
  }

  /// The proof of some claim of the theorem with other weights, multipliers or premises.
  private func changed(_ premises: Int, _ generator: inout SeededGenerator) -> [String] {
    var steps = theorem.proofs[
      generator.chance(60) ? claimIndex : generator.below(theorem.proofs.count)]
    for _ in 0..<generator.integer(1...3) {
      let index = generator.integer(1...steps.count - 1)
      let indent = steps[index].prefix { $0 == " " }
      switch steps[index].dropFirst(indent.count).prefix(4) {
      case "dual":
        let witness = ["p", "1/N", "1/2", "p + 1e-9", "p_1 | p_2", "p_1 | 1/2", "1/2 | 1/2"]
        steps[index] = "dual 1 " + generator.pick(witness)
      case "alge", "eval":
        let multipliers = [
          "1", "1/2", "2", "N-1", "N", "1e-9", "1e9", "n_1", "exp(x)", "lambda_W", "p",
        ]
        let weights = (0..<generator.below(3)).map { _ in
          " \(generator.integer(1...max(premises, 1))) \(generator.pick(multipliers))"
        }
        steps[index] = indent + "algebra" + weights.joined()
      case "deri":
        let positions = ["x >= 0", "x > 0", "w >= 1", "w <= 1", "p >= q", "p < q", "u >= log(v)"]
        steps[index] = indent + "derivative " + generator.pick(positions)
      default:
        let premise = generator.pick(["p > 0", "t > 0", "1 - p > 0", "N > 2", "t = 0", "p = 1/N"])
        steps[index] = indent + "have " + premise
      }
    }
    return steps
  }

  /// Whether the claim is certainly false at some point of its domain; `nil` for an invalid file.
  func isFalse() throws -> Bool? {
    guard (try? LoadedTheorem(text)) != nil,
      let reference = try? LoadedTheorem(theorem.reference(head, claim))
    else { return nil }
    if isStrictForEqual { return true }
    for point in try theorem.points(small) {
      guard let node = try? Node.at(point, of: reference.statement, claim: 0) else { continue }
      switch theorem.place(point) {
      case .known:
        if (try? Theorem.fails(node, versus: nil, precisionInBits: 384)) != nil { return true }
      case .undefined:
        if (try? Theorem.inside(node, precisionInBits: 384)) != nil { return true }
      case .narrow:
        // Classes that all stand apart do not fit: the minimum is larger than the formula says.
        guard isRange, theorem.name.hasSuffix("-apart"), claim.hasPrefix("claim value") else {
          continue
        }
        if (try? Theorem.inside(node, precisionInBits: 384)) != nil { return true }
      }
    }
    return false
  }
}

/// A line of a theorem file as tokens that can be changed.
private struct Line {
  private let prefix: String
  var tokens: [String]

  init(_ line: String) {
    let start =
      line.hasPrefix("assume ")
      ? line.index(line.startIndex, offsetBy: 7)
      : line.firstRange(
        of: line.hasPrefix("claim ") ? ": " : line.contains(" in [") ? " in " : " = ")?
        .upperBound ?? line.startIndex
    prefix = String(line[..<start])
    tokens = line[start...].matches(
      of: /[A-Za-z_][A-Za-z0-9_.]*(\[[0-9]+\])?|[0-9]+(\.[0-9]+)?|<=|>=|\S/
    ).map { String($0.0) }
  }

  var text: String { prefix + tokens.joined() }

  /// Changes one token; `false` where there is none of the kind.
  mutating func apply(
    _ change: NearMiss.Change, _ exponent: Int, _ generator: inout SeededGenerator
  ) -> Bool {
    let places = tokens.indices.filter { index in
      switch change {
      case .constant: isOperand(index)
      case .sign: ["+", "-"].contains(tokens[index])
      case .neighbour: isOperand(index)
      case .relation: ["=", "<", ">", "<=", ">="].contains(tokens[index])
      case .operation: ["*", "/", "^", "sqrt", "log", "exp", "2", "abs"].contains(tokens[index])
      case .assumption: false
      }
    }
    guard !places.isEmpty else { return false }
    let index = generator.pick(places)
    tokens[index] = replacement(tokens[index], change, exponent, &generator)
    return true
  }

  private func isOperand(_ index: Int) -> Bool {
    let isCall = index + 1 < tokens.count && tokens[index + 1] == "("
    return tokens[index].first.map { $0.isLetter || $0.isNumber } == true && !isCall
      && tokens[index] != "infinity"
  }

  private func replacement(
    _ token: String, _ change: NearMiss.Change, _ exponent: Int,
    _ generator: inout SeededGenerator
  ) -> String {
    let sign = generator.pick(["+", "-"])
    switch change {
    case .constant:
      return generator.chance(50)
        ? "(\(token)*(1 \(sign) 1e-\(exponent)))" : "(\(token) \(sign) 1e-\(exponent))"
    case .sign: return token == "+" ? "-" : "+"
    case .neighbour: return "(\(token) \(sign) 1)"
    case .relation: return generator.pick(["<", ">", "<=", ">="].filter { $0 != token })
    case .operation:
      let others = [
        "*": "/", "/": "*", "^": "*", "sqrt": "", "log": "exp", "exp": "log", "2": "3", "abs": "",
      ]
      return others[token] ?? token
    case .assumption: return token
    }
  }
}
