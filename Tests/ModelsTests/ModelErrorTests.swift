import Exact
import Models
import Reals
import Testing

@Suite("Messages about arguments") struct ModelErrorTests {
  private static let layerPeeled = [
    "N": "3", "K": "2", "M": "3", "alpha": "0.1", "lambda_W": "0.01", "lambda_H": "0.01",
  ]
  private static let memorization = [
    "margin": "3", "feature_norm": "1", "eta": "0.1", "alpha": "0.1", "lambda": "0.01",
    "C_MD": "1", "M": "2",
  ]

  /// Changed arguments and the exact message; an empty text removes an argument.
  private static let layerPeeledMessages: [([String: String], String)] = [
    (["alpha": "1.2"], "alpha = 1.2 is outside [0, 1)"),
    (["alpha": "1"], "alpha = 1 is outside [0, 1)"),
    (["alpha": "-0.1"], "alpha = -0.1 is outside [0, 1)"),
    (["N": "2.5"], "N must be an integer >= 2, got 2.5"),
    (["N": "1"], "N must be an integer >= 2, got 1"),
    (["K": "0"], "K must be an integer >= 1, got 0"),
    (["M": "-3"], "M must be an integer >= 1, got -3"),
    (["lambda_W": "0"], "lambda_W must be > 0, got 0"),
    (["lambda_H": "-0.01"], "lambda_H must be > 0, got -0.01"),
    (["N": "1001"], "N = 1001 is more than this program handles; the limit is 1000"),
    (["K": "1e30"], tooMany("K = \(Self.nonillion)", limit: 100_000)),
    (["M": ""], "`positive-layer-peeled` needs the argument M"),
    (["N": ""], "`positive-layer-peeled` needs the argument N"),
    (["N": "", "K": ""], "`positive-layer-peeled` needs the arguments N and K, or class_sizes"),
    (
      ["beta": "1"],
      "`positive-layer-peeled` has no argument `beta`; its arguments: N, K, class_sizes, M, alpha,"
        + " lambda_W, lambda_H"
    ),
    (["class_sizes": "3"], "give either K or class_sizes, not both"),
    (["K": "", "class_sizes": "3"], "class_sizes must be a list such as [3, 1, 1], got 3"),
    (
      ["N": "1000", "K": "100000", "M": "10000"],
      tooMany("the number of variables, (N + n) M, = 1000010000000", limit: 10_000_000)
    ),
  ]

  private static let memorizationMessages: [([String: String], String)] = [
    (["N": "3"], "N is 3; this model has N = 2 only"),
    (["M": "1"], "M must be an integer >= 2, got 1"),
    (["margin": "0"], "margin must be > 0, got 0"),
    (["eta": "-1"], "eta must be > 0, got -1"),
    (["C_MD": "0"], "C_MD must be > 0, got 0"),
    (["feature_norm": ""], "`memorization-dilation` needs the argument feature_norm"),
    (["alpha": "3/2"], "alpha = 1.5 is outside [0, 1)"),
  ]

  private static let nonillion = "1000000000000000000000000000000"

  private static func tooMany(_ what: String, limit: Int) -> String {
    "\(what) is more than this program handles; the limit is \(limit)"
  }

  private func message(model: String, _ base: [String: String], _ changes: [String: String])
    throws -> String?
  {
    let texts = base.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    do {
      _ = try ModelCatalogue.makeModel(named: model, arguments: ModelArguments(numbers(texts)))
      return nil
    } catch let error as ModelError {
      return error.description
    }
  }

  @Test("every refusal names the argument, its value and the requirement")
  func table() throws {
    for (changes, expected) in Self.layerPeeledMessages {
      let text = try message(model: "positive-layer-peeled", Self.layerPeeled, changes)
      #expect(text == expected, "\(changes)")
    }
    for (changes, expected) in Self.memorizationMessages {
      let text = try message(model: "memorization-dilation", Self.memorization, changes)
      #expect(text == expected, "\(changes)")
    }
  }

  @Test("lists are checked entry by entry and against N")
  func lists() throws {
    func message(_ sizes: [Fraction], classes: Int?) throws -> String? {
      var values = try numbers(["M": "4", "alpha": "0", "lambda_W": "0.01", "lambda_H": "0.01"])
      values["class_sizes"] = .list(sizes.map { .exact($0) })
      if let classes { values["N"] = .number(.exact(Fraction(classes))) }
      do {
        _ = try PositiveLayerPeeledModel(ModelArguments(values))
        return nil
      } catch { return error.description }
    }
    let half = try Fraction(1, 2)
    #expect(
      try message([Fraction(3)], classes: nil)
        == "class_sizes must be a list of at least 2 class sizes, got [3]")
    #expect(
      try message([Fraction(3), half], classes: nil)
        == "class_sizes[2] must be an integer >= 1, got 0.5")
    #expect(
      try message([Fraction(3), Fraction(1)], classes: 3)
        == "N = 3 contradicts class_sizes = [3, 1], which has 2 classes")
    #expect(try message([Fraction(3), Fraction(1)], classes: 2) == nil)
  }

  @Test("unknown models and lists for numbers")
  func unknown() throws {
    let known =
      "known models: positive-layer-peeled, unconstrained-features, memorization-dilation"
    #expect(throws: ModelError.unknownModel("free", known: ModelCatalogue.names)) {
      try ModelCatalogue.model(named: "free")
    }
    #expect(
      ModelError.unknownModel("free", known: ModelCatalogue.names).description
        == "unknown model `free`; \(known)")
    var values = try numbers(Self.memorization)
    values["eta"] = .list([.exact(Fraction(1))])
    #expect(throws: ModelError.wrongKind(name: "eta", value: "[1]", expected: "a number")) {
      try MemorizationDilationModel(ModelArguments(values))
    }
  }

  @Test("the other messages say what to do")
  func remedies() {
    #expect(
      ModelError.notEnclosed(quantity: "the optimum", precisionInBits: 64).description
        == "the optimum could not be enclosed with 64 bits; use more precision")
    #expect(
      ModelError.infeasiblePoint(variable: 3, value: "-1e-9").description
        == "the point is not feasible: variable 3 must be >= 0 but is -1e-9")
  }
}
