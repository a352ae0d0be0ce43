import Models
import Reals
import Testing

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

  @Test("every model is built under both spellings and lists its arguments and quantities")
  func everyModel() throws {
    for name in ModelCatalogue.names {
      let arguments = ModelArguments(try numbers(try #require(Self.sample[name], "\(name)")))
      let underscored = String(name.map { $0 == "-" ? "_" : $0 })
      let model = try ModelCatalogue.makeModel(named: name, arguments: arguments)
      let again = try ModelCatalogue.makeModel(named: underscored, arguments: arguments)
      #expect(model.parameters.map(\.name) == again.parameters.map(\.name), "\(name)")
      let required = try ModelCatalogue.arguments(of: name).filter(\.isRequired).map(\.name)
      #expect(Set(required).isSubset(of: Set(model.parameters.map(\.name))), "\(name)")
      let known = try ModelCatalogue.quantityNames(of: underscored)
      #expect(Set(model.quantities.map(\.name)) == Set(known), "\(name)")
      #expect(model.isNonnegative.count == model.variableCount, "\(name)")
    }
  }

  @Test("every quantity of a model has a closed form and a descent value, and no other has one")
  func quantitiesAreComplete() throws {
    for name in ModelCatalogue.names {
      let arguments = ModelArguments(try numbers(try #require(Self.sample[name], "\(name)")))
      let model = try ModelCatalogue.makeModel(named: name, arguments: arguments)
      let closed = try model.closedForm(precisionInBits: 64)
      #expect(Set(closed.keys) == Set(model.quantities), "\(name)")
      var generator = SeededGenerator(seed: 1, label: name)
      let point = vector(model.randomStart(using: &generator), precisionInBits: 80)
      let measured = try model.descentQuantities(at: point)
      #expect(Set(measured.keys) == Set(model.quantities), "\(name)")
    }
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
