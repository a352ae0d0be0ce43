import Diagnostics
import Foundation
import TestSupport

/// The theorem files beside the tests.
enum Corpus {
  static let folder = Repository.url(of: "Tests/TheoremLanguageTests/Corpus")

  /// The theorem files of one folder, by name.
  static func files(_ name: String) throws -> [(name: String, source: SourceText)] {
    let folder = folder.appending(path: name)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".theorem") }.sorted()
      .map { file in
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
        return (file, SourceText(name: file, bytes: bytes))
      }
  }

  /// Where the expected output for a file stands.
  static func expected(_ folder: String, _ file: String) -> URL {
    Self.folder.appending(path: folder)
      .appending(path: file.replacingOccurrences(of: ".theorem", with: ".expected"))
  }

  /// Compares with the expected file, or writes it when UPDATE_EXPECTED is set.
  static func matches(_ actual: String, _ url: URL) -> Bool {
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
      return (try? actual.write(to: url, atomically: true, encoding: .utf8)) != nil
    }
    return (try? String(contentsOf: url, encoding: .utf8)) == actual
  }
}
