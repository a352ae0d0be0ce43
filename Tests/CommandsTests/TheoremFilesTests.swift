import Foundation
import TestSupport
import Testing

/// The theorem files of the collection, read by the program.
@Suite("The theorem collection") struct TheoremFilesTests {
  static var paths: [String] {
    let folder = Repository.url(of: "theorems").path
    let found = try? FileManager.default.subpathsOfDirectory(atPath: folder)
    return (found ?? []).filter { $0.hasSuffix(".theorem") }.sorted().map { "theorems/\($0)" }
  }

  @Test("is in canonical form, so formatting changes nothing, not even twice", arguments: paths)
  func format(_ path: String) async throws {
    let scratch = try Scratch()
    try scratch.copy(path)
    let once = try await Program.run("format \(path)", in: scratch)
    #expect(once.status == 0 && once.errorOutput.isEmpty)
    #expect(try scratch.read(path) == once.output)
  }

  @Test("the collection is not empty")
  func notEmpty() {
    #expect(Self.paths.count >= 12)
  }

  @Test("formatting brings any layout into one form, keeps comments, and is then stable")
  func stable() async throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      #  prose
      theorem   "T"   parameters a:real in[ 1,2 ]#first
      define b=(a+1)   c  =  b^(2)
      claim x :( b )<4 and_more:b<9
      """.replacing(" and_more", with: "\nclaim more"), to: "x.theorem")
    let once = try await Program.run("format x.theorem", in: scratch)
    #expect(once.status == 0, "\(once.errorOutput)")
    #expect(once.output.contains("#  prose") && once.output.contains("first\n"))
    try scratch.write(once.output, to: "x.theorem")
    let twice = try await Program.run("format - <x.theorem", in: scratch)
    #expect(twice.output == once.output)
  }

  /// Values at points, evaluated with mpmath at 60 digits from the formulas of docs/models.md.
  static let values: [(path: String, point: String, lines: [String])] = [
    (
      "theorems/positive-layer-peeled/optimum.theorem",
      "N=3,K=2,M=3,alpha=0.2,lambda_W=0.005,lambda_H=0.01",
      [
        "t = 2.401840051089386891657920097364272844507"
      ]
    ),
    (
      "theorems/positive-layer-peeled/optimum.theorem",
      "N=4,K=1,M=4,alpha=0.1,lambda_W=0.01,lambda_H=0.02",
      [
        "c = 0.04898979485566356196394568149411782783932",
        "p = 0.8760102051443364380360543185058821721607",
        "t = 3.053790766577647746526915231516754269774",
      ]
    ),
    (
      "theorems/positive-layer-peeled/smoothing-cap.theorem",
      "N=7,alpha=0.3,lambda_W=0.001,lambda_H=0.002",
      [
        "p = 0.7359289396268673479687473574911193676751",
        "t = 2.816674798868583111989007848130195566542",
        "cap = 2.852631429913317663492706447559146036309",
      ]
    ),
    (
      "theorems/positive-layer-peeled/threshold.theorem",
      "N=4,K=1,M=4,alpha=0.1,lambda_W=0.03,lambda_H=0.02",
      [
        "reach = 0.2131370849898476039041350979367758462856",
        "p = 0.8401471862576142970718986765474181152858",
      ]
    ),
    (
      "theorems/unconstrained-features/optimum.theorem",
      "N=4,K=2,M=3,alpha=0.1,lambda_W=0.005,lambda_H=0.016",
      [
        "c = 0.02683281572999747635691008402477531482529",
        "p = 0.8981671842700025236430899159752246851747",
        "t = 3.275636106579317137351871779233284677350",
      ]
    ),
    (
      "theorems/memorization-dilation/optimum.theorem",
      "margin=3,feature_norm=1,eta=0.3,alpha=0.1,lambda=0.01,C_MD=1,M=2",
      [
        "x = 0.6774028482537443803685084837466681622250",
        "y = 0.2992383691993007360360532135660480070464",
        "r = 0.4135087263461962011271155876824335064824",
        "d = 0.9746494149306923886381746159884927640674",
      ]
    ),
  ]

  @Test("eval gives the values that mpmath gives", arguments: values.indices)
  func eval(_ index: Int) async throws {
    let row = Self.values[index]
    let scratch = try Scratch()
    try scratch.copy(row.path)
    let outcome = try await Program.run(
      "eval \(row.path) --at \(row.point) --digits 40", in: scratch)
    #expect(outcome.status == 0 && outcome.errorOutput.isEmpty)
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    for line in row.lines {
      #expect(lines.contains(line), "\(line) is not in\n\(outcome.output)")
    }
    #expect(!outcome.output.contains("outside the domain"))
  }

  @Test("a point outside the domain is evaluated, and said to be outside")
  func outside() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "theorem \"T\"\nparameters n : integer in [1, 3]\ndefine b = 1/n\nassume n > 1\nclaim c: b > 0\n",
      to: "x.theorem")
    let outcome = try await Program.run("eval x.theorem --at n=1/2 --digits 5", in: scratch)
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        T

        parameters
          n = 0.5

        definitions
          b = 2

        assumptions
          n > 1 : fails

        outside the domain: n = 0.5 is not an integer

        """)
  }
}
