import Reals

/// Random theorem files: most are valid, the others are broken at one place.
struct TheoremGenerator {
  var random: SeededGenerator
  private var names: [String] = []
  private var templates: [(name: String, count: Int)] = []
  private var parameters: [String] = []
  private var problems: [String] = []
  /// The claims so far that others may use.
  private var comparisons: [String] = []

  init(seed: UInt64, label: String) { random = SeededGenerator(seed: seed, label: label) }

  mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(max(count, 1))) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  // MARK: Files

  /// A file; about one in four is broken.
  mutating func file() -> String {
    (names, templates, parameters, problems, comparisons) = ([], [], [], [], [])
    var lines = ["theorem \"t\(below(9))\""]
    if chance(20) { lines.append("source \"s\"") }
    for _ in 0..<below(3) + 1 { lines += parameterSection() }
    if chance(50) { lines += defineSection() }
    if chance(40) {
      lines.append("assume \(comparison(2))\(chance(30) ? " and \(comparison(1))" : "")")
    }
    if chance(40) { lines.append(problem()) }
    if chance(40) { lines += defineSection() }
    for index in 0...below(3) { lines.append(claim(index)) }
    let text = lines.joined(separator: chance(10) ? "\r\n" : "\n") + "\n"
    return chance(25) ? broken(text) : text
  }

  private mutating func parameterSection() -> [String] {
    var lines = ["parameters"]
    for _ in 0...below(2) {
      let name = fresh(pick(["x", "y", "N", "alpha", "lambda_W", "x'", "long_name_1'"]))
      let isInteger = chance(40)
      let low = isInteger ? "\(below(4))" : pick(["0", "0.5", "-1", "1e-3", "-(2)", "2.5E-1"])
      let high = pick(["5", "7", "1e2", isInteger ? "9" : "7.25"])
      let closing = chance(20) ? ")" : "]"
      let ends =
        chance(15)
        ? "\(low), infinity)"
        : chance(80) || parameters.isEmpty
          ? "\(low), \(high)\(closing)" : "\(low), 5 + abs(\(pick(parameters)))\(closing)"
      let range = "\(chance(20) ? "(" : "[")\(ends)\(chance(5) ? " log" : "")"
      lines.append("  \(name) : \(isInteger ? "integer" : "real") in \(range)\(comment())")
      parameters.append(name)
      names.append(name)
    }
    return lines
  }

  private mutating func defineSection() -> [String] {
    var lines = ["define"]
    for _ in 0...below(4) {
      let name = fresh(pick(["d", "c", "p_0", "q'"]))
      switch below(5) {
      case 0:
        let formals = (0...below(2)).map { "f\(names.count)_\($0)" }
        let outer = names
        names += formals
        lines.append("  \(name)(\(formals.joined(separator: ", "))) = \(expression(3))")
        names = outer
        templates.append((name, formals.count))
        continue
      case 1:
        let variable = "v\(names.count)"
        let range = "[\(expression(1)), \(expression(1))]"
        let outer = names
        names.append(variable)
        lines.append(
          "  \(name) = root \(variable) in \(range) of \(expression(2)) = \(expression(2))")
        names = outer
      default: lines.append("  \(name) = \(expression(4))\(comment())")
      }
      names.append(name)
    }
    return lines
  }

  private mutating func problem() -> String {
    let arguments = ["N = 2", "K = \(expression(1))", "M = 3", "alpha = 0.1", "lambda_W = 0.5"]
    let last = "lambda_H = \(expression(1))"
    if chance(50) {
      problems = [""]
      return "problem \(pick(["positive_layer_peeled", "unconstrained_features"]))("
        + (arguments + [last]).joined(separator: ", ") + ")"
    }
    problems = ["first", "second"]
    let sizes = "class_sizes = [2, \(expression(1))]"
    let call = (["M = 2", "alpha = 0", "lambda_W = 1", last, sizes]).joined(separator: ",\n ")
    return "problem first = positive_layer_peeled(\(call))\n"
      + "problem second = memorization_dilation(margin = 1, feature_norm = 2, eta = 0.1, alpha = 0, "
      + "lambda = \(expression(1)), C_MD = 1, M = 2)"
  }

  private mutating func claim(_ index: Int) -> String {
    let name =
      chance(10) ? pick(["sqrt", "min", "abs"]) + (index > 0 ? "\(index)" : "") : "c\(index)"
    let condition =
      chance(20) ? " where \(comparison(2))\(chance(30) ? " and \(comparison(1))" : "")" : ""
    let expectation = chance(20) ? " expect refuted" : ""
    if chance(25) {
      let mark = condition + expectation
      let direction = pick(["increases", "decreases"])
      return "claim \(name): \(expression(3)) \(direction) in \(pick(parameters))\(mark)"
    }
    let used = comparisons.filter { _ in chance(20) }.reversed().joined(separator: ", ")
    let mark = condition + (used.isEmpty ? "" : " using \(used)") + expectation
    comparisons.append(name)
    if let problem = problems.first, chance(40) {
      let call = problem.isEmpty ? "" : "(\(problem))"
      let quantity = pick([
        "minimum\(call)", "minimizer\(call).margin[\(1 + below(3))]",
        "minimizer\(call).objective", "minimizer\(call).margin",
      ])
      return "claim \(name): \(quantity) >= \(expression(2))\(mark)"
    }
    return "claim \(name): \(comparison(4))\(mark)"
  }

  // MARK: Parts

  private mutating func fresh(_ name: String) -> String {
    names.contains(name) || chance(50) ? "\(name)\(names.count)\(templates.count)" : name
  }

  private mutating func comment() -> String { chance(15) ? "  # a remark, \u{E9}" : "" }

  private mutating func comparison(_ depth: Int) -> String {
    "\(expression(depth)) \(pick(["<", "<=", "=", ">", ">="])) \(expression(depth))"
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else {
      let numbers = ["0", "1", "2", "10", "0.5", "1.25e-2", "3E+2", "007", "1e30", "0.10"]
      return names.isEmpty || chance(40) ? pick(numbers) : pick(names)
    }
    func part() -> Int { depth - 1 - below(2) }
    switch below(12) {
    case 0...4:
      return
        "\(expression(part()))\(pick([" + ", "-", "*", "/", " - ", " * "]))\(expression(part()))"
    case 5:
      return
        "\(chance(50) ? "-" : "")(\(expression(part())))^\(pick(["2", "3", "(-1)", "x", "2^2"]))"
    case 6: return "-\(expression(part()))"
    case 7:
      let function = pick(["sqrt", "exp", "log", "abs", "log1p", "expm1", "softplus", "sigmoid"])
      return "\(function)(\(expression(part())))"
    case 8:
      return
        "\(pick(["min", "max"]))(\(expression(part())), \(expression(0)), \(expression(part())))"
    case 9:
      let mean = pick(["mean_softplus", "mean_sigmoid", "mean_sigmoid_derivative"])
      return "\(mean)(\(expression(part())), \(expression(0)))"
    case 10: return "(if \(comparison(part())) then \(expression(0)) else \(expression(part())))"
    default:
      guard !templates.isEmpty else { return "(\(expression(part())))" }
      let template = pick(templates)
      let values = (0..<template.count).map { _ in expression(part()) }
      return "\(template.name)(\(values.joined(separator: ", ")))"
    }
  }

  // MARK: Defects

  /// The text with one character or one word changed.
  private mutating func broken(_ text: String) -> String {
    var characters = Array(text)
    let place = below(characters.count)
    let odd: [Character] = [
      "(", ")", "[", "]", ",", ":", "=", "<", "+", "-", "^", ".", "#", "\"", "\n", "'", "_", "e",
      "0", " ",
      "\t", "\u{0}", "\u{200B}", "\u{AD}", "\u{2028}", "\r", "\u{FEFF}", "\u{B7}",
    ]
    switch below(4) {
    case 0: characters[place] = pick(odd)
    case 1: characters.remove(at: place)
    case 2: characters.insert(pick(odd), at: place)
    default:
      var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let from = below(words.count)
      if chance(50) { words.swapAt(from, below(words.count)) } else { words.remove(at: from) }
      return words.joined(separator: " ")
    }
    return String(characters)
  }
}
