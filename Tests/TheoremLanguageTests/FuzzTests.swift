import Diagnostics
import Reals
import TestSupport
import Testing

@testable import TheoremLanguage

@Suite("Any bytes") struct FuzzTests {
  @Test("mutated files never crash, and every error points into the file")
  func mutations() throws {
    let seed: UInt64 = 20_260_101
    var random = SeededGenerator(seed: seed, label: "mutated files")
    let files = try Corpus.files("accept").map(\.source.bytes)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = random.pick(files)
      // Short pieces reach more places in less time than whole files do.
      if bytes.count > 600, random.chance(90) {
        let start = random.below(bytes.count - 300)
        bytes = Array(bytes[start..<start + 300])
        if random.chance(70) { bytes = Array("theorem \"t\"\n".utf8) + bytes }
      }
      for _ in 0...random.below(4) { mutate(&bytes, with: &random) }
      let source = SourceText(name: "f", bytes: bytes)
      if survives(source) { refused += 1 }
    }
    #expect(refused > 10_000, "seed \(seed): most mutations must be refused")
  }

  @Test("random bytes and random words never crash")
  func garbage() {
    var random = SeededGenerator(seed: 7, label: "garbage")
    let words =
      Vocabulary.reserved.sorted() + Vocabulary.functions
      + [
        "(", ")", "[", "]", ",", ":", "=", "<", "<=", "+", "-", "*", "/", "^", ".", "\n", "x", "2",
      ]
    for _ in 0..<3_000 {
      let bytes = (0..<random.below(120)).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = survives(SourceText(name: "f", bytes: bytes))
      let text = (0..<random.below(60)).map { _ in random.pick(words) }.joined(separator: " ")
      _ = survives(SourceText(name: "f", text: "theorem \"t\" " + text))
    }
  }

  /// Reads a text and checks what can be said of any outcome; true if it was refused.
  private func survives(_ source: SourceText) -> Bool {
    do throws(DiagnosticList) {
      let file = try TheoremParser.parse(source)
      let printed = TheoremPrinter.print(file)
      let again = try TheoremParser.parse(SourceText(name: "printed", text: printed))
      let isSame = again == file && TheoremPrinter.print(again) == printed
      #expect(isSame, "printing changed\n\(source.text)\nto\n\(printed)")
      _ = try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
      return false
    } catch {
      #expect(!error.diagnostics.isEmpty)
      let isSound = error.diagnostics.allSatisfy {
        $0.span.lower >= 0 && $0.span.upper <= source.bytes.count && $0.help != nil
      }
      #expect(isSound, "\(error.diagnostics)")
      #expect(!DiagnosticRenderer.render(error, source: source).isEmpty)
      return true
    }
  }

  private func mutate(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] = random.pick(Array("()[],:=<>+-*/^.#\"\n 09ex".utf8))
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(random.pick(Array("()[],:=<>+-*/^.#\"\n 09ex".utf8)), at: place)
    case 4:
      // Delete a token: up to the next space.
      let end = bytes[place...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
      bytes.removeSubrange(place..<end)
    default:
      let end = min(bytes.count, place + random.below(40))
      bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
    }
  }
}
