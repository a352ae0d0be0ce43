/// The targets of Package.swift with what they say they depend on, read as text: `swift package
/// describe` would start a build inside a test.
struct Manifest {
  /// The names of the dependencies by the name of the target; products of packages included.
  var targets: [String: Set<String>] = [:]

  /// Reads the calls that declare a target with a literal name; those of `for` loops have none.
  init(_ text: String) {
    let kinds = [".target(", ".testTarget(", ".executableTarget("]
    let code = text.split(separator: "\n").filter { line in
      !line.drop { $0 == " " }.hasPrefix("//")
    }.joined(separator: "\n")
    for kind in kinds {
      for part in code.split(separator: kind, omittingEmptySubsequences: false).dropFirst() {
        let call = Self.untilClosing(part)
        let names = Self.strings(Self.value(of: "name", in: call) ?? "")
        guard let name = names.first else { continue }
        targets[name] = Set(Self.strings(Self.value(of: "dependencies", in: call) ?? ""))
      }
    }
  }

  /// The text up to the parenthesis that closes the call.
  private static func untilClosing(_ text: Substring) -> Substring {
    var depth = 1
    return text.prefix { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth > 0
    }
  }

  /// The text of an argument: a string, or a list in brackets.
  private static func value(of label: String, in call: Substring) -> Substring? {
    guard let place = call.firstRange(of: label + ":")?.upperBound else { return nil }
    let rest = call[place...].drop { $0.isWhitespace }
    let end: Character = rest.first == "[" ? "]" : ","
    return rest.prefix { $0 != end }
  }

  /// What stands in quotes, but for the package that a product is from.
  private static func strings(_ text: Substring) -> [String] {
    text.split(separator: ",").filter { !$0.contains("package:") }.flatMap { part in
      part.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }
}
