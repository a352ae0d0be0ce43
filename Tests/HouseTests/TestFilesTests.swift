import TestSupport
import Testing

/// Sources without a test file of their own, under the file that tests them through a public door.
private let testedThrough: [String: [String: [String]]] = [
  "Diagnostics": [
    "DiagnosticRendererTests": ["DisplayCell"],
    "SourceTextTests": ["Span"],
  ],
  "TheoremLanguage": [
    "TheoremParserTests": [
      "Expression", "Parser", "ParserComments", "ParserComparisons", "ParserDeclarations",
      "ParserExpressions", "ParserRanges", "ParserSections", "ParserStatements", "TheoremFile",
      "Vocabulary",
    ],
    "LexerTests": ["HiddenCharacters", "LexerNumbers", "LexerSymbols", "Token"],
    "ElaboratorTests": [
      "ElaboratedTheorem", "ElaboratedTheorem+Terms", "ElaboratorDeclarations", "ElaboratorNames",
      "ElaboratorProblems",
      "ElaboratedTheorem+Statement", "ElaboratorTerms", "ModelSignatures", "ProblemSignature",
      "Scope",
    ],
    "TheoremPrinterTests": ["ExpectedVerdict", "ExpressionPrinter", "Layout"],
    "LimitsTests": ["Template"],
    "FunctionDocsTests": ["Shorthand"],
    "CorpusTests": ["ForeignWords", "LanguageCodes"],
    "UsedClaimsTests": ["ElaboratedTheorem+Premises", "ElaboratorUses"],
  ],
  "Exact": ["FractionTests": ["ExactError"]],
  "Kernel": [
    "FunctionTableTests": ["FunctionProperties", "UnaryFunction"],
    "FunctionContainmentTests": ["ErrorFunctionSeries", "TrigonometricSeries"],
    "JetTests": ["Formula"],
    "RelationTests": ["Calculator", "Enclosure"],
    "NodeReciprocalTests": ["ReciprocalForm"],
    "RulesTests": [
      "Box", "Evaluator", "Fact", "KernelError", "Node", "Node+Algebra", "Node+Facts", "Node+Steps",
      "Term", "Term+Arithmetic", "Theorem",
    ],
  ],
  "Theories": [
    "AxiomTests": [
      "MemorizationDilationMinimizer", "MemorizationDilationTheorem", "Theory+Standard",
    ],
    "ReferenceBoundsTests": [
      "GaussianMean", "LayerPeeledBounds", "LayerPeeledCall", "LayerPeeledMinimizer",
      "MemorizationDilationBounds", "MinimumWitness", "PositiveLayerPeeledBounds",
      "ProblemArguments", "UnconstrainedFeaturesBounds",
    ],
  ],
  "CertificateFormat": [
    "CertificateParserTests": ["Certificate", "CertificatePrinter", "StepOperand", "StepTable"],
    "CheckReportTests": ["ShownLevel"],
    "CorpusTests": [
      "CertificateChecker", "CertificateNames", "Instruction", "PointChecker", "StepEffect",
      "TreeChecker",
    ],
  ],
  "ProofSearch": [
    "ProofSearchTests": [
      "DomainCertifier", "DomainProof", "DomainSearch", "FactSearch",
      "LeafSearch", "PointCertifier", "RootSearch", "SearchBudget",
      "SplitPoint",
    ],
    "MinimumSearchTests": ["ApproximateElimination", "Node+Enclosures"],
    "WitnessSearchTests": ["CertificateStep+Witness"],
    "BoxSearchTests": ["BoxExaminer", "GoalShape"],
    "EliminationTests": ["Polynomial+Parts"],
    "ContactTests": ["Node+Contacts"],
    "PremiseSearchTests": ["DualCandidates", "NeededSign", "Node+Premises"],
    "TapeWorkspaceTests": [
      "DoubleBox", "DoubleFunction", "GoalTape", "IntervalTape", "TapeCompiler",
    ],
    "RuleFilterTests": [
      "AlgebraFilter", "ApproximateNormalizer", "ApproximatePolynomial", "PolynomialTape",
    ],
  ],
  "Reals": ["CertifiedDecimalTests": ["DecimalDigits"]],
  "LinearAlgebra": [
    "ResidueMatrixTests": ["ResidueJoining"]
  ],
  "Models": [
    "GaussianExpectationTests": [
      "ApproximateTrapezoidalRule", "ElementaryFunctions", "LogisticFunction", "TrapezoidalRule",
      "TrapezoidalSums",
    ],
    "MemorizationDilationClosedFormTests": [
      "ApproximateCleanRisk", "ApproximateOptimality", "MemorizationDilationOptimality",
      "MemorizationDilationRoot",
    ],
    "MemorizationDilationModelTests": [
      "MemorizationDilationApproximateEvaluator", "MemorizationDilationCurvature",
      "MemorizationDilationEvaluator",
    ],
    "PositiveLayerPeeledClosedFormTests": ["LayerPeeledClassOptimum"],
    "PositiveLayerPeeledModelTests": [
      "DescentProblem", "LayerPeeledApproximateEvaluator", "LayerPeeledArguments",
      "LayerPeeledCurvature", "LayerPeeledEvaluator", "LayerPeeledFit", "LayerPeeledGeometry",
      "LayerPeeledModel", "LayerPeeledModel+Enclosure", "LayerPeeledModel+Measurements",
    ],
    "ModelCatalogueTests": ["MinimizerSearch", "OptimizationModel", "Quantity"],
    "ModelErrorTests": ["ArgumentReader", "ModelArguments", "ModelLimits", "ModelNumber"],
  ],
  "Solvers": [
    "ApproximateDescentTests": ["ApproximateSearch", "ProjectedGradient", "ProjectedNewton"],
    "RefinementTests": ["NewtonSystem"],
    "PreciseGradientDescentTests": ["PreciseSearch"],
    "DescentTests": ["DescentResult", "DescentSettings"],
  ],
  "Verification": [
    "TermEvaluatorTests": [
      "ApproximateArithmetic", "ElaboratedTheorem+Exact", "IntervalArithmetic", "Relation+Truth",
      "TermArithmetic",
    ],
    "DomainTests": ["EvaluationFailure", "ParameterRange"],
    "SolutionSweepTests": ["RequestError"],
    "PointSelectionTests": ["ParameterPoint"],
    "WeakestPointsTests": ["ApproximateOptima", "CounterexampleShrink", "Slack"],
    "ValueTableTests": ["OptimumReader", "ValueColumns"],
    "ClaimCheckTests": ["Finding", "Optimum", "Term+Optimum"],
    "ClaimVerifierTests": [
      "ClaimProver", "ClaimSummary", "Counterexample", "OptimumCache", "ProblemBook",
    ],
    "UsedClaimsProofTests": ["ClaimProver+EarlierClaims"],
    "ClaimProofTests": ["ClaimDecision", "EarlierProofs", "Scope", "Shortfall"],
    "ExactArithmeticTests": ["ExactForm", "ExactNumber", "SeparationBound"],
    "FalsifierTests": [
      "CandidateExamination", "CandidateExamination+Curves", "CandidateExamination+Precision",
      "CandidateSearch", "CandidateSearch+Critical", "ClaimFalsification", "ExactDecision",
      "IntegerCandidates", "PreciseSlack", "SlackLandscape",
    ],
    "PreciseSearchTests": ["ConstrainedSearch", "Differences", "LinearSystem"],
    "ProofLimitTests": ["ResidentMemory"],
    "RecognitionTests": ["ExactCoordinate"],
    "SearchTapeTests": ["PreciseTape", "SearchTapeCompiler"],
    "TheoremVerifierTests": [
      "ClaimReport", "TheoremFailure", "TheoremLoader", "TheoremReport", "Verdict",
      "VerificationEvent", "VerificationSettings",
    ],
  ],
  "Reports": [
    "TextReportTests": ["ClaimRow", "ReportFormat", "TextStyle", "TextSummary"],
    "MarkdownReportTests": ["RunNote"],
    "JSONReportTests": ["JSONText"],
    "SolutionReportTests": ["DefinitionReport"],
    "CSVReportTests": ["CSVText"],
    "ValueTableReportTests": ["ValueFormat"],
  ],
  "Commands": [
    "BadInputTests": [
      "Assignment", "ClaimOptions", "ClosedFormCommand", "EffortOptions", "EvalCommand", "Failure",
      "FormatCommand", "OptionRange", "Processors", "ProveCommand", "SolveCommand",
      "VerifyCommand",
    ],
    "ColorTests": ["ColorChoice", "ProgressLine"],
    "ExitCodeTests": ["AcceptOption", "ExitStatus"],
    "OutputFileTests": ["OutputFiles"],
    "TheoremFilesTests": ["InputFile"],
  ],
]

/// Files with nothing to test here: the programs' `main.swift`, which tests of commands run.
private let untested = [
  "CFastArithmetic", "CGMP", "CMPFR", "CProgramVersion", "closedform", "closedform-check",
]

@Suite("Test files") struct TestFilesTests {
  @Test("every source file has a test file of its name or a line in the table")
  func everySourceIsTested() throws {
    for module in try Repository.contents(of: "Sources") where !untested.contains(module) {
      let tests = try names(in: "Tests/\(module)Tests")
      let covered = Set((testedThrough[module] ?? [:]).values.joined())
      for source in try names(in: "Sources/\(module)") where !hasOwnTest(source, among: tests) {
        #expect(
          covered.contains(source),
          "\(module)/\(source).swift needs Tests/\(module)Tests/\(joined(source))Tests.swift")
      }
    }
  }

  @Test("the table names only files that exist and need it")
  func tableIsCurrent() throws {
    for (module, files) in testedThrough {
      let sources = try names(in: "Sources/\(module)")
      let tests = try names(in: "Tests/\(module)Tests")
      for (test, covered) in files {
        #expect(tests.contains(test), "Tests/\(module)Tests/\(test).swift does not exist")
        for source in covered {
          #expect(sources.contains(source), "Sources/\(module)/\(source).swift does not exist")
          #expect(!hasOwnTest(source, among: tests), "\(module)/\(source) has its own test file")
        }
      }
      #expect(Set(files.values.joined()).count == files.values.joined().count, "a source twice")
    }
  }

  @Test("a file is tested by its own name, or an extension by the name of its type")
  func ownTests() {
    #expect(hasOwnTest("Interval+Powers", among: ["IntervalPowersTests"]))
    #expect(hasOwnTest("Interval+Powers", among: ["IntervalTests"]))
    #expect(hasOwnTest("Interval", among: ["IntervalTests"]))
    #expect(!hasOwnTest("Interval", among: ["IntervalPowersTests", "Interval"]))
    #expect(!hasOwnTest("Real+Text", among: ["RationalTextTests"]))
  }

  private func hasOwnTest(_ source: String, among tests: Set<String>) -> Bool {
    let type = source.split(separator: "+").first.map(String.init) ?? source
    return tests.contains(joined(source) + "Tests") || tests.contains(type + "Tests")
  }

  /// `Interval+Powers` is tested by `IntervalPowersTests`.
  private func joined(_ source: String) -> String { source.filter { $0 != "+" } }

  /// The base names of the Swift files in a folder.
  private func names(in folder: String) throws -> Set<String> {
    let files = try Repository.files(in: folder, suffix: ".swift")
    return Set(files.compactMap { $0.split(separator: "/").last?.dropLast(6) }.map(String.init))
  }
}
