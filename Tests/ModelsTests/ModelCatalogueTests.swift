import Exact
import Models
import Reals
import Testing
import TheoremLanguage

@Suite("The catalogue of models") struct ModelCatalogueTests {
  private static let sample: [String: [String: String]] = [
    "positive-layer-peeled": [
      "N": "3", "K": "2", "M": "3", "alpha": "0.1", "lambda_W": "0.01", "lambda_H": "0.01",
    ],
    "unconstrained-features": [
      "N": "3", "K": "2", "M": "3", "alpha": "0.1", "lambda_W": "0.01", "lambda_H": "0.01",
    ],
    "memorization-dilation": [
      "margin": "3", "feature_norm": "1", "eta": "0.1", "alpha": "0.1", "lambda": "0.01",
      "C_MD": "1", "M": "2",
    ],
  ]

  /// The same with class sizes in place of `N` and `K`, for the models that take them.
  private static func samples(
    of model: any OptimizationModel.Type
  ) throws -> [any OptimizationModel] {
    var texts = try #require(Self.sample[model.name], "\(model.name)")
    var models = [try model.init(ModelArguments(try numbers(texts)), within: .descent)]
    if model.signature.arguments.contains(where: { $0.name == "class_sizes" }) {
      (texts["N"], texts["K"]) = (nil, nil)
      var values = try numbers(texts)
      values["class_sizes"] = .list(Array(repeating: .exact(Fraction(2)), count: 3))
      models.append(try model.init(ModelArguments(values), within: .descent))
    }
    return models
  }

  @Test("the catalogue has the models of the language, in its order")
  func signatures() {
    #expect(ModelCatalogue.models.map { $0.signature } == ModelSignatures.all)
    #expect(Set(ModelCatalogue.names) == Set(Self.sample.keys))
  }

  @Test("every model is built under both spellings and lists its arguments")
  func everyModel() throws {
    for signature in ModelSignatures.all {
      let hyphenated = signature.name.replacing("_", with: "-")
      let arguments = ModelArguments(try numbers(try #require(Self.sample[hyphenated])))
      let model = try ModelCatalogue.makeModel(named: hyphenated, arguments: arguments)
      let again = try ModelCatalogue.makeModel(named: signature.name, arguments: arguments)
      #expect(type(of: model) == type(of: again))
      #expect(model.parameters.map(\.name) == again.parameters.map(\.name), "\(hyphenated)")
      let required = signature.arguments.filter(\.isRequired).map(\.name)
      #expect(Set(required).isSubset(of: Set(model.parameters.map(\.name))), "\(hyphenated)")
      #expect(model.isNonnegative.count == model.variableCount, "\(hyphenated)")
    }
  }

  @Test("every quantity of a signature is one of a model, with an index where it may have one")
  func quantitiesOfSignatures() throws {
    for model in ModelCatalogue.models {
      let quantities = try Self.samples(of: model).flatMap { $0.quantities }
      let signature = model.signature.quantities
      #expect(Set(quantities.map(\.name)) == Set(signature.map(\.name)), "\(model.name)")
      let indexed = Set(quantities.filter { $0.index != nil }.map(\.name))
      #expect(indexed == Set(signature.filter(\.isIndexed).map(\.name)), "\(model.name)")
    }
  }

  @Test("every quantity of a model has a closed form and a descent value, and no other has one")
  func quantitiesAreComplete() throws {
    for model in try ModelCatalogue.models.flatMap(Self.samples) {
      let closed = try model.closedForm(precisionInBits: 64)
      #expect(Set(closed.keys) == Set(model.quantities), "\(model.parameters)")
      var generator = SeededGenerator(seed: 1, label: "\(model.parameters)")
      let point = vector(model.randomStart(using: &generator), precisionInBits: 80)
      let measured = try model.descentQuantities(at: point)
      #expect(Set(measured.keys) == Set(model.quantities), "\(model.parameters)")
    }
  }

  @Test(
    "a quantity that a closed form forgets is an error", arguments: ["margin", "class_overlap"])
  func forgotten(name: String) throws {
    let model = try #require(Self.samples(of: PositiveLayerPeeledModel.self).first)
    let complete = try #require(model as? PositiveLayerPeeledModel)
    let forgetful = ForgetfulModel(base: complete, forgotten: Quantity(name))
    #expect(
      throws: ModelError.missingQuantity(Quantity(name), model: "positive-layer-peeled")
    ) { try forgetful.closedForm(precisionInBits: 64) }
  }

  @Test("parameters are printed exactly and in order")
  func parameters() throws {
    let model = try ModelCatalogue.makeModel(
      named: "positive_layer_peeled",
      arguments: ModelArguments(
        try numbers([
          "lambda_H": "1/3", "lambda_W": "1e-3", "alpha": "0.10", "M": "7", "K": "2", "N": "3",
        ])))
    let printed = model.parameters.map { "\($0.name)=\($0.value)" }
    #expect(
      printed == ["N=3", "K=2", "M=7", "alpha=0.1", "lambda_W=0.001", "lambda_H=1/3"])
  }

  @Test("quantities print and sort by name, then class")
  func quantityOrder() {
    let names = [Quantity("margin", index: 2), Quantity("margin"), Quantity("margin", index: 1)]
    #expect(names.sorted().map(\.description) == ["margin", "margin[1]", "margin[2]"])
  }
}
