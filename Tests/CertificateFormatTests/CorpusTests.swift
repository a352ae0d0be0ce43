import Foundation
import Kernel
import TestSupport
import Testing
import Theories

@Suite("Certificate corpus") struct CorpusTests {
  @Test("certificates that must be accepted establish what stands beside them")
  func accepted() throws {
    let files = try ["accept", "large"].flatMap { name in try corpus(name).map { (name, $0) } }
    #expect(files.count >= 20)
    for (folder, file) in files {
      let theorem = try LoadedTheorem(path: file.theorem)
      let beside = file.name.replacingOccurrences(of: ".certificate", with: ".expected")
      let url = Repository.url(of: "Tests/Certificates/\(folder)/\(beside)")
      let expected = try String(contentsOf: url, encoding: .utf8)
      #expect(theorem.output(file.bytes) + "\n" == expected, "\(file.name)")
    }
  }

  @Test("accepted certificates rest on every axiom there is, and on no other")
  func axioms() throws {
    let used = try corpus("accept").flatMap { file -> [Axiom] in
      let theorems = try #require(try LoadedTheorem(path: file.theorem).theorems(file.bytes))
      return theorems.flatMap(\.theorem.axioms)
    }
    #expect(Set(used) == Set(Axiom.known))
  }

  @Test("the seed of the fuzzer is accepted, so that it reaches every step")
  func seed() throws {
    let folder = Repository.url(of: "Fuzz/FuzzCertificate")
    let program = try String(
      contentsOf: folder.appending(path: "FuzzCertificate.swift"), encoding: .utf8)
    let text = try #require(program.firstMatch(of: /"""\n((?s:.*?))\n *"""/)).1
    let theorem = try LoadedTheorem(String(text).replacing("\n  ", with: "\n"))
    let seed = try Data(contentsOf: folder.appending(path: "all-steps.certificate"))
    let output = theorem.output(seed)
    #expect(output.hasSuffix("INCOMPLETE"), "\(output)")
  }

  @Test(
    "certificates that must be rejected are, at the line they name and for the reason they are for")
  func rejected() throws {
    let files = try corpus("reject")
    #expect(files.count >= 400)
    let reasons = try RejectionReasons()
    for file in files {
      let output = try LoadedTheorem(path: file.theorem).output(file.bytes)
      let expected = try reasons.expected(of: file).swift
      #expect(output == expected, "\(file.name)")
    }
    #expect(reasons.names == files.map { $0.name.replacing(".certificate", with: "") })
  }
}
