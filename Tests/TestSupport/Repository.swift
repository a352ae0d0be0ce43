import Foundation
import Testing

/// The files of the repository, for tests that read them.
package enum Repository {
  /// The folder of this checkout.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every folder with Swift in it.
  package static let swiftFolders = ["Sources", "Tests", "Fuzz", "Bench"]

  /// Where a file or a folder is.
  package static func url(of path: String) -> URL { root.appending(path: path) }

  /// The names of what lies in a folder, hidden files left out, sorted.
  package static func contents(of folder: String, suffix: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(of: folder).path)
      .filter { !$0.hasPrefix(".") && $0.hasSuffix(suffix) }.sorted()
  }

  /// The paths of all files below a folder with a suffix, sorted.
  package static func files(in folder: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url(of: folder).path)
      .filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
  }

  /// The text of a file.
  package static func text(of path: String) throws -> String {
    try String(contentsOf: url(of: path), encoding: .utf8)
  }

  /// The bytes of a file; a test fails clearly where it is missing.
  package static func data(of path: String) throws -> Data {
    try #require(try? Data(contentsOf: url(of: path)), "\(path) cannot be read")
  }

  /// The paths and texts of all files in some folders with one of the suffixes.
  package static func texts(
    _ folders: [String], suffixes: [String]
  ) throws -> [(String, String)] {
    var texts: [(String, String)] = []
    for folder in folders {
      for suffix in suffixes {
        for path in try files(in: folder, suffix: suffix) where isFile(path) {
          texts.append((path, try text(of: path)))
        }
      }
    }
    return texts
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url(of: path).path, isDirectory: &isFolder)
      && !isFolder.boolValue && !path.contains("__pycache__")
  }
}

/// Gives a new folder to a body and removes it.
package func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "closedform-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
