import Kernel

/// Words of mathematics and of other languages that this language does not have, and what to do.
enum ForeignWords {
  /// Help about a name that nobody declared, or about a function that does not exist.
  static func help(for name: String) -> String? {
    names[name] ?? groups.first { $0.words.contains(name) }.map { "\($0.help); \(functions)" }
  }

  /// Help about a word that stands where an operator should.
  static func connectiveHelp(_ word: String) -> String? {
    connectives.first { $0.words.contains(word) }?.help
  }

  private static let functions =
    "the functions are \(listed(Vocabulary.functions, conjunction: "and"))"

  private static let endless = "write `infinity`, as in `n : integer in [2, infinity)`"
  private static let noMinimum =
    "only the minimum of a `problem` has a name, `minimum`; of a formula, claim a bound, as in "
    + "`claim least: 0 <= x^2`"

  /// Words with which people begin to state a minimum.
  static let minimizing: Set<String> = [
    "minimise", "minimize", "maximise", "maximize", "minimum", "maximum", "min", "max", "argmin",
    "argmax", "inf", "sup", "infimum", "supremum",
  ]

  private static let names = [
    "ln": "`log` is the natural logarithm: write `log(...)`",
    "lg": "`log` is the natural logarithm: write `log10(x)`",
    "log_2": "write `log2(x)`", "log_10": "write `log10(x)`", "e": "write `exp(1)`",
    "PI": "write `pi`", "Pi": "write `pi`",
    "pow": "write `x^y`", "power": "write `x^y`", "cbrt": "write `x^(1/3)`",
    "logistic": "write `sigmoid(...)`", "fabs": "write `abs(...)`", "relu": "write `max(x, 0)`",
    "arcsin": "write `asin(x)`", "arccos": "write `acos(x)`", "arctan": "write `atan(x)`",
    "cot": "write `cos(x)/sin(x)`", "sec": "write `1/cos(x)`", "csc": "write `1/sin(x)`",
    "coth": "write `cosh(x)/sinh(x)`", "ceiling": "write `ceil(x)`", "sgn": "write `sign(x)`",
    "signum": "write `sign(x)`", "Phi": "write `normal_cdf(x)`",
    "norm": "write the square root of a sum of squares",
    "inf": endless, "Inf": endless, "INF": endless, "infty": endless, "oo": endless,
    "Infinity": endless, "inft": endless,
    "minimize": noMinimum, "minimise": noMinimum, "maximize": noMinimum, "maximise": noMinimum,
    "maximum": noMinimum,
    "minimiser": "write `minimizer`, as in `minimizer.margin`",
    "argmin": "name a quantity of the minimizer of a problem, as in `minimizer.margin`",
    "argmax": "name a quantity of the minimizer of a problem, as in `minimizer.margin`",
  ]

  private static let groups: [(words: Set<String>, help: String)] = [
    (
      ["sum", "Sum", "prod", "product", "mean", "avg", "average"],
      "the language has no sums over an index: write the terms out, or a closed form"
    ),
    (
      ["round", "mod", "gcd"],
      "the functions that jump are `floor`, `ceil` and `sign`; an `integer` parameter takes whole "
        + "values"
    ),
    (
      ["diff", "derivative", "grad", "gradient", "D", "limit", "lim", "integral", "integrate"],
      "the language has no limits, derivatives and integrals: write the expression out, or claim "
        + "`f increases in x`"
    ),
    (
      ["gamma", "Gamma", "lgamma", "factorial", "binomial", "choose", "probit", "erfinv"],
      "the language does not have this function"
    ),
    (
      ["logsumexp", "softmax", "lse", "dot", "trace", "det"],
      "the language has no vectors: write the terms out, as in `log(exp(a) + exp(b))`"
    ),
  ]

  private static let everywhere =
    "leave it out: a claim is about all values of the parameters in their domains"
  private static let condition =
    "write `where` before a condition, as in `claim c: log(x) > 0 where x > 1`"
  private static let monotone = "write `increases in` or `decreases in`, as in `f increases in x`"

  private static let connectives: [(words: Set<String>, help: String)] = [
    (["or", "xor"], Self.or),
    (["not"], "turn the relation round: `a >= b` is what `not a < b` would say"),
    (["implies", "then", "iff"], "\(condition), and only what follows in the claim"),
    (
      ["assuming", "given", "when", "if", "provided", "such", "with", "unless"], condition
    ),
    (["for", "forall", "all", "every", "exists"], everywhere),
    (
      ["increasing", "decreasing", "monotone", "nondecreasing", "nonincreasing", "grows"],
      monotone
    ),
    (["is"], "write a relation, as in `x > 0`, or `f increases in x`"),
    (
      ["odd", "even"],
      "write it with a parameter, as in `k : integer in [1, 50]` and, under `define`, `n = 2*k`"
    ),
    (["mod", "div"], "the language has no division with remainder"),
    (["times", "cdot"], "write `*`"), (["over"], "write `/`"), (["le", "leq"], "write `<=`"),
    (["ge", "geq"], "write `>=`"), (["lt"], "write `<`"), (["gt"], "write `>`"),
    (["eq", "equals"], "write `=`"), (["ne", "neq"], "claim `<` or `>`; there is no `not equal`"),
  ]

  /// What to do where a disjunction is meant.
  static let or =
    "there is no `or`: write `min(a - b, c - d) < 0` for `a < b or c < d`, or one file for each "
    + "case, with an `assume` that states it"

  /// What a command of LaTeX means here: a symbol that is read in its place, or only help.
  static func latex(_ command: String) -> (meant: String?, help: String) {
    if let symbol = latexSymbols[command] { return (symbol, "write `\(symbol)`") }
    if let word = latexWords[command] { return (nil, "write `\(word)`") }
    if let help = latexHelp[command] { return (nil, help) }
    return (nil, "write names without `\\`, as in `\(command)`")
  }

  /// The functions that LaTeX calls otherwise.
  private static let latexWords = Dictionary(
    UnaryFunction.named.map { ($0.value.properties.latex ?? $0.key, $0.key) }
      + Shorthand.all.map { ($0.latex ?? $0.name, $0.name) },
    uniquingKeysWith: { first, _ in first })

  private static let latexSymbols = [
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=",
    "lt": "<", "gt": ">", "cdot": "*", "times": "*", "ast": "*", "div": "/",
  ]

  private static let latexHelp = [
    "frac": "write `a/b` for `\\frac{a}{b}`", "dfrac": "write `a/b` for `\\dfrac{a}{b}`",
    "tfrac": "write `a/b` for `\\tfrac{a}{b}`",
    "infty": endless, "forall": everywhere, "exists": everywhere, "lor": or, "vee": or,
    "land": "write `and`", "wedge": "write `and`", "left": "write brackets without `\\left`",
    "right": "write brackets without `\\right`", "in": "write `in`",
    "ne": "there is no `not equal`: claim `<` or `>`",
    "neq": "there is no `not equal`: claim `<` or `>`",
    "implies": condition, "Rightarrow": condition, "sum": "write the terms of the sum out",
    "prod": "write the factors of the product out",
  ]
}
