import Foundation
import Kernel
import Numbers
import Testing

/// Mutants of certificates: each is rejected or establishes something that is true.
///
/// What is true is known: all claims of the corpus's theorem files hold on their whole domains but
/// those marked `expect refuted`. `CERTIFICATE_MUTANTS` sets how many mutants there are, and
/// `CERTIFICATE_MUTANTS_IN_PYTHON` how many of others go to both checkers.
@Suite("Certificate mutants") struct CertificateMutationTests {
  static let count = number("CERTIFICATE_MUTANTS") ?? 10_000
  static let countInPython = number("CERTIFICATE_MUTANTS_IN_PYTHON") ?? 500

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }

  @Test("each mutant is rejected or establishes what is true", arguments: 0..<2)
  func mutants(half: Int) throws {
    let files = try corpus("accept").map { ($0, try LoadedTheorem(path: $0.theorem)) }
    var generator = SeededGenerator(seed: 11, label: "mutants/\(half)")
    var rejected = 0
    for index in 0..<Self.count / 2 {
      let (file, theorem) = files[index % files.count]
      let mutant = Mutation.mutant(of: file.bytes, &generator)
      guard let found = theorem.theorems(mutant) else {
        rejected += 1
        continue
      }
      for established in found where !Self.isTrue(established, theorem) {
        Issue.record("\(file.name), mutant \(index): \(String(decoding: mutant, as: UTF8.self))")
      }
    }
    // Were nothing rejected, or everything, the test would not examine what it says.
    #expect(rejected > Self.count / 8 && rejected < Self.count / 2)
  }

  @Test(
    "both checkers say the same about mutants", .enabled(if: Self.hasPython, "python3 is missing"))
  func checkersAgree() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mutants-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try corpus("accept").map { ($0, try LoadedTheorem(path: $0.theorem)) }
    var generator = SeededGenerator(seed: 12, label: "mutants/python")
    var expected: [String] = []
    var list: [String] = []
    for index in 0..<Self.countInPython {
      let (file, theorem) = files[index % files.count]
      let mutant = Mutation.mutant(of: file.bytes, &generator)
      let path = folder.appending(path: "\(index)")
      try Data(mutant).write(to: path)
      list.append("\(file.theorem) \(path.path)")
      let output = theorem.output(mutant)
      expected.append(
        output.hasPrefix("REJECTED")
          ? "REJECTED" : output.replacingOccurrences(of: "\n", with: "; "))
    }
    try list.joined(separator: "\n").write(
      to: folder.appending(path: "list"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "Tests/Certificates/check_list.py", folder.appending(path: "list").path,
    ]
    process.currentDirectoryURL = repository
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = output.split(separator: "\n").map(String.init)
    try #require(lines.count == expected.count)
    for (index, (found, wanted)) in zip(lines, expected).enumerated() where found != wanted {
      Issue.record(
        "mutant \(index): Python says \(found), Swift \(wanted): \(try String(contentsOf: folder.appending(path: "\(index)"), encoding: .ascii))"
      )
    }
  }

  static var hasPython: Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", ""]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private static func isTrue(_ established: Theorem, _ theorem: LoadedTheorem) -> Bool {
    let isFalse = theorem.theorem.claims[established.claim].isExpectedRefuted
    switch established.conclusion {
    case .refuted: return isFalse
    case .domain(let openBoxes, let share):
      return !isFalse || (openBoxes > 0 && share == Fraction(1))
    // A false equality may still hold to a digit or none.
    case .point(_, let digits): return !isFalse || (digits ?? 9) <= 1
    }
  }
}

/// Changes of one place of a text.
enum Mutation {
  static func mutant(of bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
      Array.init)
    func random(_ count: Int) -> Int { Int(generator.next() % UInt64(max(count, 1))) }
    let line = random(lines.count)
    switch random(7) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: line)
    case 2: lines.swapAt(line, random(lines.count))
    case 3: lines = Array(lines.prefix(line))
    default: lines[line] = token(lines[line], among: lines[random(lines.count)], random: random)
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private static func token(
    _ line: [UInt8], among other: [UInt8], random: (Int) -> Int
  ) -> [UInt8] {
    var words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard !words.isEmpty else { return line }
    let index = random(words.count)
    let word = words[index]
    switch random(8) {
    case 0: words[index] = word.hasPrefix("-") ? String(word.dropFirst()) : "-" + word
    case 1: words[index] = changed(word, random)
    case 2: words[index] = word + "\(random(10))"
    case 3: words.swapAt(index, random(words.count))
    case 4: words.remove(at: index)
    case 5: words.insert(word, at: index)
    case 6:
      words[index] =
        ["0", "1", "1/2", "2", "domain", "evaluate", "open", "mean", "algebra"][random(9)]
    default:
      let others = other.split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      if !others.isEmpty { words[index] = others[random(others.count)] }
    }
    return Array(words.joined(separator: " ").utf8)
  }

  /// The word with one digit replaced.
  private static func changed(_ word: String, _ random: (Int) -> Int) -> String {
    var bytes = Array(word.utf8)
    let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
    guard !digits.isEmpty else { return word + "x" }
    bytes[digits[random(digits.count)]] = UInt8(48 + random(10))
    return String(decoding: bytes, as: UTF8.self)
  }
}
