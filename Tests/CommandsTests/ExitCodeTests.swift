import Testing

@Suite("Exit codes") struct ExitCodeTests {
  /// Theorems that end in every way a theorem can, each after little work.
  static let theorems = [
    "holds": "claim c: 1 < 2",
    "refuted": "claim c: 1 > 2",
    "expected": "claim c: 1 > 2 expect refuted",
    "surprise": "claim c: 1 < 2 expect refuted",
    // Values beyond every exponent, of which nothing follows.
    "undecided": "define h = exp(exp(exp(9)))\nclaim c: sin(h) < 1/2",
    "unsettled": "define h = exp(exp(exp(9)))\nclaim c: sin(h) < 1/2 expect undecided",
    // Algebra does not know that the sides are equal; enclosures agree to every digit.
    "supported": "claim c: sin(1)^2 + cos(1)^2 = 1",
    "close": "claim c: sin(1)^2 + cos(1)^2 = 1 expect supported",
    "better": "claim c: 1 < 2 expect supported",
    // The equation has three solutions, which the kernel sees and samples do not.
    "contradicted": threeRoots + "claim c: s < 4",
    "unsure": threeRoots + "claim c: s < 4 expect refuted",
    "invalid": "claim c: 1 < b",
    "undefined": "define b = log(-1)\nclaim c: b < 3",
  ]
  private static let threeRoots =
    "define\n  s = root x in [0, 10] of (x - 5)*((x - 3)^2 - 1e-28) = 0\n"

  @Test(
    "the gravest of what happened decides: 65, then 1, then 2",
    arguments: [
      ("holds", 0), ("expected", 0), ("holds expected", 0), ("refuted", 1), ("surprise", 1),
      ("contradicted", 1), ("undecided", 2), ("unsure", 2), ("invalid", 65), ("undefined", 65),
      ("holds undecided", 2), ("undecided holds expected", 2), ("undecided refuted", 1),
      ("surprise undecided holds", 1), ("unsure contradicted", 1), ("invalid refuted", 65),
      ("refuted undecided invalid", 65), ("holds undefined", 65), ("unsettled", 0),
      ("supported", 2), ("close", 0), ("better", 0), ("supported close", 2),
      ("supported refuted", 1),
    ])
  func verify(_ names: String, _ status: Int32) async throws {
    let scratch = try Scratch()
    let words = names.split(separator: " ").map(String.init)
    for name in words {
      let claims = try #require(Self.theorems[name])
      try scratch.write("theorem \"\(name)\"\n\(claims)\n", to: "\(name).theorem")
    }
    let files = words.map { "\($0).theorem" }.joined(separator: " ")
    let outcome = try await Program.run(
      "verify \(files) --digits 20 --points 1 --starts 1 -j 1", in: scratch)
    #expect(outcome.status == status, "\(outcome.output)")
    #expect(outcome.errorOutput.isEmpty)
  }

  @Test("--accept supported is enough for those who test at points, and for nothing else")
  func acceptance() async throws {
    let scratch = try Scratch()
    for name in ["supported", "undecided", "surprise"] {
      let claims = try #require(Self.theorems[name])
      try scratch.write("theorem \"\(name)\"\n\(claims)\n", to: "\(name).theorem")
    }
    for (name, status) in [("supported", 0), ("undecided", 2), ("surprise", 1)] {
      let outcome = try await Program.run(
        "verify \(name).theorem --accept supported --points 1", in: scratch)
      #expect(outcome.status == status, "\(outcome.output)")
      #expect(outcome.output.contains("; supported is accepted for proved\n"))
    }
    let wrong = try await Program.run("verify supported.theorem --accept undecided", in: scratch)
    #expect(wrong.status == 64)
  }

  @Test("help and version succeed; the help lists every code")
  func help() async throws {
    let scratch = try Scratch()
    for command in ["--help", "help", "help solve", "verify --help", "--version", ""] {
      let outcome = try await Program.run(command, in: scratch)
      #expect(outcome.status == 0 && outcome.errorOutput.isEmpty && !outcome.output.isEmpty)
    }
    let help = try await Program.run("--help", in: scratch).output
    for code in ["0", "1", "2", "3", "4", "64", "65", "70", "74", "130"] {
      #expect(help.contains(String(repeating: " ", count: 5 - code.count) + code + "  "))
    }
  }

  @Test("a folder is searched in alphabetical order, a file met twice is verified once")
  func folders() async throws {
    let scratch = try Scratch()
    let outcome = try await Program.shell(
      """
      mkdir -p t/b t/a t/.hidden; echo 'theorem "T" claim c: 1 < 2' >t/b/x.theorem
      cp t/b/x.theorem t/a/y.theorem; cp t/b/x.theorem t/z.theorem; cp t/b/x.theorem t/.hidden
      ln -s ../a t/b/back; ln -s nowhere t/dangling; ln -s .. t/a/up; echo text >t/a/readme.txt
      closedform verify ./t/z.theorem t --format csv --points 1 | cut -d, -f1
      """, in: scratch)
    #expect(
      outcome.output == """
        file
        ./t/z.theorem
        t/a/y.theorem
        t/b/x.theorem

        """)
    #expect(outcome.errorOutput.isEmpty)
  }
}
