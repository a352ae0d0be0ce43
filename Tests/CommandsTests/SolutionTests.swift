import Foundation
import TestSupport
import Testing

@Suite("solve as JSON, closedform.solution/v1") struct SolutionTests {
  private struct Solution: Decodable {
    struct Row: Decodable {
      let name: String
      let closedForm: String?
      let descent: String?
      let agreeingDigits: Int?
    }
    struct Descent: Decodable {
      let starts: Int
      let startsReachingBest: Int
      let evaluations: Int
      let gradientNorm: String
      let seconds: Double
    }
    let schema: String
    let model: String
    let parameters: [String: String]
    let regime: String?
    let limitation: String?
    let quantities: [Row]
    let descent: Descent
  }

  private func solve(_ arguments: String) async throws -> (Solution, [String: Any]) {
    let outcome = try await Program.run("solve \(arguments) --format json", in: try Scratch())
    #expect(outcome.status == 0 && outcome.errorOutput.isEmpty, "\(outcome.errorOutput)")
    let data = Data(outcome.output.utf8)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return (try JSONDecoder().decode(Solution.self, from: data), try #require(object))
  }

  @Test("has the documented fields and no others, numbers as strings")
  func schema() async throws {
    let (solution, object) = try await solve(
      "positive-layer-peeled N=3 K=1 M=3 alpha=1/10 lambda_W=0.01 lambda_H=1e-2")
    #expect(
      object.keys.sorted() == [
        "descent", "limitation", "model", "parameters", "quantities", "regime", "schema",
      ])
    #expect(object["limitation"] is NSNull && object["regime"] is NSNull)
    #expect(solution.schema == "closedform.solution/v1")
    #expect(solution.model == "positive-layer-peeled")
    #expect(
      solution.parameters == [
        "N": "3", "K": "1", "M": "3", "alpha": "0.1", "lambda_W": "0.01", "lambda_H": "0.01",
      ])
    let rows = try #require(object["quantities"] as? [[String: Any]])
    for row in rows {
      #expect(row.keys.sorted() == ["agreeingDigits", "closedForm", "descent", "name"])
    }
    #expect(
      (object["descent"] as? [String: Any])?.keys.sorted() == [
        "evaluations", "failure", "gradientNorm", "seconds", "starts", "startsReachingBest",
      ])
    let descent = solution.descent
    #expect(descent.starts == 8 && (1...8).contains(descent.startsReachingBest))
    #expect(descent.evaluations > 0 && descent.seconds >= 0)
    #expect(descent.gradientNorm.contains(#/^[0-9.]+e-[0-9]+$/#))
    #expect(solution.quantities.allSatisfy { ($0.agreeingDigits ?? 0) >= 50 })
  }

  @Test("class sizes give a margin and a norm for each class")
  func classSizes() async throws {
    let (solution, _) = try await solve(
      "positive-layer-peeled class_sizes=3,1 M=3 alpha=0 lambda_W=0.01 lambda_H=0.01")
    #expect(solution.parameters["class_sizes"] == "[3, 1]")
    #expect(
      solution.quantities.map(\.name) == [
        "objective", "margin[1]", "margin[2]", "feature_norm_squared[1]",
        "feature_norm_squared[2]", "within_class_variation", "class_overlap",
      ])
    #expect(solution.quantities.allSatisfy { ($0.agreeingDigits ?? 0) >= 50 })
  }

  @Test("a dimension below the number of classes has no closed form, and says so")
  func smallDimension() async throws {
    let (solution, _) = try await solve(
      "positive-layer-peeled N=3 K=1 M=2 alpha=0 lambda_W=0.01 lambda_H=0.01 --starts 2")
    #expect(solution.limitation?.hasPrefix("M = 2 is less than N = 3") == true)
    #expect(solution.quantities.first?.name == "objective")
    for row in solution.quantities {
      #expect(row.closedForm == nil && row.agreeingDigits == nil && row.descent != nil)
    }
  }

  @Test("features of any sign: a simplex in N - 1 dimensions has a closed form")
  func unconstrainedFeatures() async throws {
    let (solution, _) = try await solve(
      "unconstrained_features N=4 K=2 M=3 alpha=0.1 lambda_W=0.005 lambda_H=0.016")
    #expect(solution.model == "unconstrained-features" && solution.limitation == nil)
    #expect(
      solution.quantities.map(\.name) == [
        "objective", "margin", "feature_norm_squared", "weight_norm_squared",
        "within_class_variation", "simplex_defect", "classifier_misalignment",
      ])
    #expect(solution.quantities.allSatisfy { ($0.agreeingDigits ?? 0) >= 50 })
    // Found by descent with the regulariser (0.01/2)|W|^2 + (0.004/2)|H|^2, in double precision.
    #expect(solution.quantities.first?.closedForm?.hasPrefix("0.44096630202") == true)
  }

  @Test("features of any sign: unequal classes have descent only, and no simplex is measured")
  func unconstrainedFeaturesOfUnequalClasses() async throws {
    let (solution, _) = try await solve(
      "unconstrained-features class_sizes=3,1,1 M=3 alpha=0 lambda_W=0.01 lambda_H=0.01")
    #expect(solution.limitation?.hasPrefix("the class sizes differ") == true)
    #expect(
      solution.quantities.map(\.name) == [
        "objective", "margin[1]", "margin[2]", "margin[3]", "feature_norm_squared[1]",
        "feature_norm_squared[2]", "feature_norm_squared[3]", "within_class_variation",
      ])
    for row in solution.quantities {
      #expect(row.closedForm == nil && row.agreeingDigits == nil && row.descent != nil)
    }
  }

  @Test("the same request gives the same bytes, the time apart")
  func determinism() async throws {
    let command = "solve positive-layer-peeled N=2 K=1 M=2 alpha=0 lambda_W=0.01 lambda_H=0.01"
    let scratch = try Scratch()
    var texts: Set<String> = []
    for _ in 0..<2 {
      let output = try await Program.run("\(command) --format json", in: scratch).output
      texts.insert(output.replacing(#/"seconds" : [0-9.e-]+/#, with: ""))
    }
    #expect(texts.count == 1)
  }

  @Test("agrees with the reference optima", arguments: ["lpm", "md"])
  func reference(_ key: String) async throws {
    let url = Repository.url(of: "Tests/Reference/optima.json")
    let data = try #require(
      try? Data(contentsOf: url), "the reference optima are missing: \(url.path) cannot be read")
    let content = try JSONSerialization.jsonObject(with: data) as? [String: [[String: Any]]]
    let entries = try #require(content?[key])
    #expect(entries.count == 6)
    for entry in entries { try await check(entry, isLayerPeeled: key == "lpm") }
  }

  /// The list was made by an unrelated program; one entry of it is right to 44 digits only.
  private func check(_ entry: [String: Any], isLayerPeeled: Bool) async throws {
    let names =
      isLayerPeeled
      ? ["N", "K", "M", "alpha", "lambda_W", "lambda_H"]
      : ["margin", "feature_norm", "eta", "alpha", "lambda", "C_MD", "M"]
    let arguments = try names.map { "\($0)=\(try #require(entry[$0]))" }.joined(separator: " ")
    let (solution, _) = try await solve(
      "\(isLayerPeeled ? "positive-layer-peeled" : "memorization-dilation") \(arguments)")
    if !isLayerPeeled { #expect(solution.regime == entry["regime"] as? String) }
    for row in solution.quantities {
      #expect((row.agreeingDigits ?? 0) >= 50, "\(arguments): \(row)")
      guard let expected = entry[row.name] as? String else { continue }
      for value in [row.closedForm, row.descent] {
        #expect(
          value?.prefix(43) == expected.prefix(43) || (expected == "0.0" && value == "0"),
          "\(arguments): \(row.name) = \(value ?? "none"), expected \(expected)")
      }
    }
  }
}
