import Diagnostics
import Testing

@testable import TheoremLanguage

@Suite("Corpora") struct CorpusTests {
  @Test("every file to accept is accepted, and printing it loses nothing")
  func accept() throws {
    let files = try Corpus.files("accept")
    #expect(files.count >= 12, "the corpus must not be empty")
    for (name, source) in files {
      if case .failure(let errors) = outcome(of: source) {
        Issue.record("\(name) was refused:\n\(errors.text)")
        continue
      }
      let file = try TheoremParser.parse(source)
      let printed = TheoremPrinter.print(file)
      #expect(
        Corpus.matches(printed, Corpus.expected("accept", name)), "\(name) prints as:\n\(printed)")
      let again = try TheoremParser.parse(SourceText(name: name, text: printed))
      let isSame = again == file
      #expect(isSame, "\(name) changed by printing")
      #expect(TheoremPrinter.print(again) == printed, "\(name) prints differently twice")
    }
  }

  @Test("every file to reject is rejected with its exact message")
  func reject() throws {
    let files = try Corpus.files("reject")
    #expect(files.count >= 40, "the corpus must not be empty")
    for (name, source) in files {
      guard case .failure(let errors) = outcome(of: source) else {
        Issue.record("\(name) was accepted")
        continue
      }
      #expect(
        Corpus.matches(errors.text, Corpus.expected("reject", name)), "\(name):\n\(errors.text)")
    }
  }

  @Test("every code of the language is reached by a file to reject")
  func codesAreReached() throws {
    var reached: Set<DiagnosticCode> = []
    for (_, source) in try Corpus.files("reject") {
      do throws(DiagnosticList) {
        let file = try TheoremParser.parse(source)
        _ = try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
      } catch {
        reached.formUnion(error.diagnostics.map(\.code))
      }
    }
    let all = DiagnosticCode.theoremLanguage
    #expect(Set(all).subtracting(reached).map(\.word).sorted() == [])
    #expect(reached.subtracting(all).map(\.word).sorted() == [])
    #expect(Set(all.map(\.word)).count == all.count, "two codes have one word")
  }

  @Test("the files that once broke something are survived")
  func survive() throws {
    let files = try Corpus.files("survive")
    #expect(!files.isEmpty, "the corpus must not be empty")
    for (_, source) in files { _ = outcome(of: source) }
  }
}
