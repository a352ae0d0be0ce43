import Diagnostics

/// Gives every name of a theorem file its meaning.
public enum Elaborator {
  /// The theorem a file states, for the models whose signatures are given.
  ///
  /// Throws all errors found, sorted by position. In the result every index is in range, parameters
  /// depend on earlier parameters only, definitions on parameters and earlier definitions only, and
  /// parametrised definitions are written out.
  public static func elaborate(
    _ file: TheoremFile, source: SourceText, signatures: [ProblemSignature]
  ) throws(DiagnosticList) -> ElaboratedTheorem {
    var elaboration = Elaboration(file: file, source: source, signatures: signatures)
    for section in file.sections { elaboration.elaborate(section) }
    if !elaboration.hasClaim {
      elaboration.report(
        .missingClaim, "the theorem claims nothing", file.title.place.span,
        help: "add a claim, as in `claim name: left = right`")
    }
    guard elaboration.diagnostics.isEmpty else { throw DiagnosticList(elaboration.diagnostics) }
    return ElaboratedTheorem(
      title: file.title.text, source: file.source?.text,
      introduction: introduction(file.title.comments.leading),
      parameters: elaboration.parameters, definitions: elaboration.definitions,
      assumptions: elaboration.openEnds + elaboration.assumptions,
      problems: elaboration.problems,
      claims: elaboration.claims, declaredClaims: elaboration.claims, elaboration: elaboration)
  }

  /// Comment lines as prose: without the space that follows `#`.
  private static func introduction(_ lines: [CommentLine]) -> String {
    let prose = lines.map { line in
      switch line {
      case .comment(let text): text.hasPrefix(" ") ? String(text.dropFirst()) : text
      case .blank: ""
      }
    }
    let end = prose.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    return prose[..<end].joined(separator: "\n")
  }
}

/// The state of one elaboration: what is declared so far, what is built, and what is wrong.
struct Elaboration: Sendable {
  var source: SourceText
  let signatures: [ProblemSignature]
  /// How many problems the whole file declares; a problem may be unnamed only if it is the only
  /// one.
  let problemCount: Int
  var scope: Scope
  var diagnostics: [Diagnostic] = []
  var parameters: [ParameterDeclaration] = []
  var definitions: [DefinitionDeclaration] = []
  /// The height of each definition, those it uses written out.
  var definitionHeights: [Int] = []
  /// That parameters are not at open ends of their ranges, in the order of the parameters.
  var openEnds: [AssumptionDeclaration] = []
  var assumptions: [AssumptionDeclaration] = []
  var problems: [ProblemDeclaration] = []
  var claims: [ClaimDeclaration] = []
  /// The claims by name, those that went wrong included.
  var claimNames: [String: Span] = [:]
  /// The first declaration of every claim of the file.
  let allClaimNames: [String: Span]
  /// The problems by name, those that went wrong included.
  var problemNames: [String: Span] = [:]
  /// Nodes of all terms so far, those written out included.
  var nodeCount = 0
  /// Limits that were reported, each once.
  var reportedLimits: Set<String> = []

  init(file: TheoremFile, source: SourceText, signatures: [ProblemSignature]) {
    self.source = source
    self.signatures = signatures
    scope = Scope(file: file)
    allClaimNames = Dictionary(
      file.sections.compactMap { section in
        if case .claim(let claim) = section.body {
          (claim.name.text, claim.name.place.span)
        } else {
          nil
        }
      }, uniquingKeysWith: { first, _ in first })
    problemCount = file.sections.count { section in
      if case .problem = section.body { true } else { false }
    }
  }

  var hasClaim: Bool { !claimNames.isEmpty }

  mutating func elaborate(_ section: Section) {
    switch section.body {
    case .parameters(let items): for item in items { declare(item) }
    case .define(let items): for item in items { declare(item) }
    case .assume(let comparisons):
      assumptions += comparisons.map { assumption($0, in: .assumption) }
    case .problem(let problem): declare(problem)
    case .claim(let claim): declare(claim)
    }
  }

  /// An assumption, of the theorem or of a claim.
  mutating func assumption(
    _ syntax: ComparisonSyntax, in context: ExpressionContext
  ) -> AssumptionDeclaration {
    AssumptionDeclaration(comparison: comparison(syntax, in: context), span: syntax.span)
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ span: Span, secondary: Diagnostic.Note? = nil,
    help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(code: code, message: message, span: span, secondary: secondary, help: help))
  }

  /// Reports a name that was declared before at `first`.
  mutating func reportDuplicate(_ what: String, _ name: Name, first: Span) {
    report(
      .duplicateName, "\(what) \(quoted(name.text)) is declared twice", name.place.span,
      secondary: Diagnostic.Note(span: first, message: "first declared here"),
      help: "choose another name for one of them")
  }

  /// Reports, once, that there are more of something than the language allows.
  mutating func checkLimit(_ count: Int, _ limit: Int, _ what: String, _ span: Span) {
    guard count > limit, reportedLimits.insert(what).inserted else { return }
    report(
      .limitExceeded, "the theorem has more than \(limit) \(what)", span,
      help: "split the theorem into several files")
  }
}
