import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("ValueTable") struct ValueTableTests {
  private func table(
    _ theorem: ElaboratedTheorem, _ assignments: [(String, String)], columns: [String] = [],
    digits: Int = 15, jobs: Int = 1
  ) throws -> ValueTable {
    try ValueTable(
      of: theorem, at: assignments.map { (name: $0.0, value: $0.1) },
      columns: NameSelection(columns),
      settings: VerificationSettings(digits: digits, starts: 2, jobs: jobs))
  }

  private func formulas() throws -> ElaboratedTheorem {
    try theorem(
      parameters: ["n : integer in [1, 4]", "a : real in [0, n]"],
      """
      assume a + n < 6
      define
        sum = n + a
        ratio = n/a
      claim c: sum > 0
      """)
  }

  private let peeled = """
    problem positive_layer_peeled(N, K = 1, M, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)
    claim margin: minimizer.margin = log(49)
    claim value: minimum < 1
    """

  @Test("every point has a row with exact values, the first parameter changing last")
  func grid() throws {
    let table = try table(formulas(), [("n", "1..3"), ("a", "0.5,1")])
    #expect(table.parameters == ["n", "a"] && table.columns == ["sum", "ratio"])
    #expect(
      table.points.map { $0.parameters.map(\.value) } == [
        ["1", "0.5"], ["1", "1"], ["2", "0.5"], ["2", "1"], ["3", "0.5"], ["3", "1"],
      ])
    for point in table.points {
      let (n, a) = (
        try rational(point.parameters[0].value), try rational(point.parameters[1].value)
      )
      #expect(try rational(point.cells[0].value) == n + a)
      #expect(try rational(point.cells[1].value) == n.divided(by: a))
      #expect(point.reason == nil && point.isInDomain)
    }
  }

  @Test("points outside the domain and values that are not there stay, with the reason")
  func reasons() throws {
    let table = try table(formulas(), [("n", "1,4"), ("a", "0,2,3")])
    #expect(
      table.points.map(\.reason) == [
        "ratio: division by zero", "outside the domain: a = 2 lies outside [0, 1]",
        "outside the domain: a = 3 lies outside [0, 1]", "ratio: division by zero",
        "outside the domain: a + n < 6 fails", "outside the domain: a + n < 6 fails",
      ])
    #expect(table.points.map(\.isInDomain) == [true, false, false, true, false, false])
  }

  /// docs/models.md: with N = 2 and these weights the margin is log 49 = 3.89182029811063, by bc.
  @Test("optima that the claims mention come from the closed form, else from a descent")
  func optima() throws {
    let host = try theorem(parameters: ["N, M : integer in [2, 9]"], peeled)
    let table = try table(host, [("N", "2,3"), ("M", "2")])
    #expect(table.columns == ["minimizer.margin", "minimum"])
    let (closed, descent) = (table.points[0].optima, table.points[1].optima)
    #expect(closed.map(\.source) == [.closedForm, .closedForm])
    #expect(closed[0].value == "3.89182029811063")
    #expect(descent.map(\.source) == [.descent, .descent] && descent.allSatisfy(\.isDefined))
  }

  @Test("a problem that a model refuses, and a quantity that is not there, say so")
  func refusedProblems() throws {
    let host = try theorem(
      parameters: ["N, M : integer in [1, 9]"], peeled + "\nclaim other: minimizer.margin[2] > 0")
    let table = try table(host, [("N", "1,2"), ("M", "2")])
    #expect(table.points[0].optima.allSatisfy { $0.value == "N must be an integer >= 2, got 1" })
    #expect(table.points[1].optima.map(\.isDefined) == [true, true, false])
    #expect(table.points[1].reason == "minimizer.margin[2]: the closed form does not give it")
  }

  @Test("columns are chosen by name, also such as no claim mentions")
  func columns() throws {
    let host = try theorem(
      parameters: ["N, M : integer in [2, 9]"], "define\n  twice = 2*N\n  half = N/2\n" + peeled)
    let point = [("N", "2"), ("M", "2")]
    #expect(try table(host, point, columns: ["h*"]).columns == ["half"])
    #expect(
      try table(host, point, columns: ["twice", "*_norm_squared"]).columns == [
        "twice", "minimizer.feature_norm_squared", "minimizer.weight_norm_squared",
      ])
    let error = #expect(throws: RequestError.self) {
      try table(host, point, columns: ["half", "third"])
    }
    #expect(
      error?.description.hasPrefix(
        "no column matches `third`; the columns are twice, half, minimizer.margin, minimum, ")
        == true)
  }

  @Test("where class sizes are listed, each class has its columns")
  func classes() throws {
    let host = try theorem(
      """
      problem positive_layer_peeled(
        class_sizes = [2, 1], M = 2, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)
      claim c: minimum > 0
      """)
    let table = try table(host, [], columns: ["minimizer.margin*"])
    #expect(table.columns == ["minimizer.margin[1]", "minimizer.margin[2]"])
    #expect(table.points[0].optima.allSatisfy { $0.isDefined && $0.source == .closedForm })
  }

  @Test("the number of threads changes nothing")
  func jobs() throws {
    let host = try theorem(parameters: ["N, M : integer in [2, 9]"], peeled)
    let tables = try [1, 3].map { try table(host, [("N", "2..4"), ("M", "2,3")], jobs: $0) }
    #expect("\(tables[0])" == "\(tables[1])")
  }
}
