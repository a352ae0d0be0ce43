import Exact
import Reals
import TestSupport

/// A true theorem of Tests/SoundnessTests/NearMisses, with the certificate that proves it.
///
/// Comments say what its optima are by the closed form of docs/models.md, on both sides of the
/// threshold: `#> name = formula` defines a number, `#= quantity: formula` is what stands for a
/// quantity. `#@` lists a point, in which `e` is a small number, inside the domain or just outside.
struct TrueTheorem {
  static let folder = "Tests/SoundnessTests/NearMisses"
  static let names: [String] =
    (try? Repository.contents(of: folder, suffix: ".theorem"))?.map { String($0.dropLast(8)) } ?? []

  let name: String
  /// The lines before the claims, and the claims.
  let head, claims: [String]
  /// The steps that prove each claim.
  let proofs: [[String]]
  private let definitions: [String]
  private let quantities: [(name: String, formula: String)]
  private let points: [[String]]

  init(_ name: String) throws {
    self.name = name
    let lines = try Repository.text(of: "\(Self.folder)/\(name).theorem").split(separator: "\n")
      .map(String.init)
    func marked(_ mark: String) -> [String] {
      lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }
    head = lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("claim ") }
    claims = lines.filter { $0.hasPrefix("claim ") }
    definitions = marked("#> ")
    quantities = marked("#= ").compactMap { line in
      line.firstIndex(of: ":").map {
        (String(line[..<$0]), String(line[line.index(after: $0)...]))
      }
    }
    points = marked("#@ ").map { $0.split(separator: " ").map(String.init) }
    let certificate = try Repository.text(of: "\(Self.folder)/\(name).certificate")
    proofs = certificate.split(separator: "claim ").dropFirst().map { section in
      section.split(separator: "\n").dropFirst().map(String.init).filter { $0 != "end" }
    }
  }

  /// The theorem file with these lines and one claim.
  static func text(_ head: [String], _ claim: String) -> String {
    (head + [claim, ""]).joined(separator: "\n")
  }

  /// The same with the formulas in place of the quantities of the optimum.
  func reference(_ head: [String], _ claim: String) -> String {
    let section = head.contains("define") ? [] : ["define"]
    let lines = head.flatMap { line in
      line.hasPrefix("problem ") ? section + definitions.map { "  " + $0 } : [line]
    }
    let formulas = quantities.reduce(claim) { text, quantity in
      text.replacing(quantity.name, with: "(\(quantity.formula))")
    }
    return Self.text(lines, formulas)
  }

  /// The points for a small number.
  func points(_ small: Fraction) throws -> [[Fraction]] {
    try points.map { try $0.map { try value($0, small) } }
  }

  private func value(_ text: String, _ small: Fraction) throws -> Fraction {
    guard text.hasSuffix("e") else { return try rational(text) }
    let start = text.dropLast(text.hasSuffix("-e") || text.hasSuffix("+e") ? 2 : 1)
    let base = start.isEmpty ? Fraction(0) : try rational(String(start))
    return text.hasSuffix("-e") ? base - small : base + small
  }

  /// What is known about the problem at a point.
  enum Place {
    /// The formulas hold.
    case known
    /// There is no such problem, so no claim about it is true.
    case undefined
    /// The dimension is too small for the formulas.
    case narrow
  }

  /// The point by the conditions of docs/models.md.
  func place(_ point: [Fraction]) -> Place {
    guard !quantities.isEmpty else { return .known }
    let (first, second, dimension) = (point[0], point[1], point[2])
    let isGrouped = name.hasPrefix("two-sizes")
    let needed = isGrouped ? Fraction(2) : name.hasPrefix("free") ? first - Fraction(1) : first
    guard first >= Fraction(isGrouped ? 1 : 2), second >= Fraction(1), point[3].sign >= 0,
      point[3] < Fraction(1), point[4].sign > 0, point[5].sign > 0
    else { return .undefined }
    return dimension < needed ? .narrow : .known
  }
}
