import Diagnostics
import Kernel

/// A word of the language that stands for a term and is written out where it is used, as a
/// definition of the author's would be.
///
/// Nothing that proves or checks knows these words. Each body is as tight on intervals as the
/// function is: it names its argument once, or decides a condition about it.
struct Shorthand: Sendable {
  let name: String
  /// Whether it is a function of one argument, `x`; else it is a number.
  let isFunction: Bool
  /// What it stands for, in the language, without other shorthands.
  let body: String
  let help: String
  /// The command of LaTeX, without the backslash, where it is not the name.
  var latex: String?

  static let all = [
    Shorthand(
      name: "pi", isFunction: false, body: "4*atan(1)", help: "the number 3.14159..."),
    Shorthand(
      name: "acos", isFunction: true, body: "2*atan(1) - asin(x)",
      help: "the inverse of the cosine, from 0 to pi", latex: "arccos"),
    Shorthand(
      name: "log2", isFunction: true, body: "log(x)/log(2)", help: "the logarithm to base 2"),
    Shorthand(
      name: "log10", isFunction: true, body: "log(x)/log(10)", help: "the logarithm to base 10"),
    Shorthand(
      name: "normal_cdf", isFunction: true, body: "erfc(-(x/sqrt(2)))/2",
      help: "the probability that a standard normal number is below x", latex: "Phi"),
    Shorthand(
      name: "normal_pdf", isFunction: true, body: "exp(-(x^2/2))/sqrt(8*atan(1))",
      help: "the density of the standard normal distribution", latex: "varphi"),
    Shorthand(
      name: "ceil", isFunction: true, body: "-floor(-x)",
      help: "the smallest integer that is not smaller"),
    Shorthand(
      name: "sign", isFunction: true, body: "if x > 0 then 1 else if x < 0 then -1 else 0",
      help: "-1, 0 or 1", latex: "sgn"),
  ]

  /// The bodies, ready to be written out, by name.
  static let templates = Dictionary(
    all.compactMap { word in word.template.map { (word.name, $0) } },
    uniquingKeysWith: { first, _ in first })

  /// The word as it is written where it is used.
  var call: String { isFunction ? "\(name)(x)" : name }

  private var template: Template? {
    let source = SourceText(
      name: name, text: "theorem \"\(name)\"\ndefine\n  f(x) = \(body)\nclaim c: 0 = 0\n")
    guard let file = try? TheoremParser.parse(source) else { return nil }
    var elaboration = Elaboration(file: file, source: source, signatures: [])
    for section in file.sections { elaboration.elaborate(section) }
    guard case .template(let template) = elaboration.scope.entity("f") else { return nil }
    return Template(arity: isFunction ? 1 : 0, body: template.body)
  }
}
