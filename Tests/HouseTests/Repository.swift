import Foundation

/// The files of the repository, for tests that read them.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every folder with Swift in it.
  static let swiftFolders = ["Sources", "Tests", "Fuzz", "Bench"]

  /// The names of what lies in a folder, hidden files left out.
  static func contents(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The paths of all files below a folder with a suffix.
  static func files(in folder: String, suffix: String) throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(
      atPath: root.appending(path: folder).path)
    return all.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The paths and texts of all files in some folders with one of the suffixes.
  static func texts(_ folders: [String], suffixes: [String]) throws -> [(String, String)] {
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
    let url = root.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue && !path.contains("__pycache__")
  }
}
