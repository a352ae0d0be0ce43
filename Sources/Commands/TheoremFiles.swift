import Diagnostics
import Glibc
import Verification

/// Finds and reads theorem files.
enum TheoremFiles {
  static let suffix = ".theorem"

  /// The files named, and those below the folders named, each once; folders are searched in
  /// alphabetical order, so that the order never depends on the file system.
  ///
  /// - Throws: `Failure` with `inputOutput` for a path that does not exist or cannot be read.
  static func find(_ paths: [String]) throws(Failure) -> [String] {
    var search = Search()
    for path in paths { try search.add(path) }
    return search.found
  }

  /// Reads one file, a little more than the language allows, which is enough for the parser to
  /// report it.
  ///
  /// - Throws: `Failure` with `inputOutput`.
  static func read(_ path: String) throws(Failure) -> SourceText {
    SourceText(
      name: path == "-" ? "standard input" : path,
      bytes: try InputFile.bytes(of: path, upTo: TheoremLoader.largestFileInBytes))
  }
}

/// The search for theorem files; what was met once, under whatever name, is not met again.
private struct Search {
  private(set) var found: [String] = []
  private var seen: Set<Identity> = []

  private struct Identity: Hashable {
    let device: UInt
    let file: UInt
  }

  mutating func add(_ path: String) throws(Failure) {
    if path == "-" {
      if !found.contains(path) { found.append(path) }
      return
    }
    guard let status = Self.status(of: path) else {
      throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
    }
    try add(path, status)
  }

  private mutating func add(_ path: String, _ status: stat) throws(Failure) {
    guard seen.insert(Identity(device: status.st_dev, file: status.st_ino)).inserted else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { return found.append(path) }
    for name in try Self.names(in: path).sorted() where !name.hasPrefix(".") {
      let entry = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      // A link that leads nowhere matters only where it pretends to be a theorem file.
      guard let status = Self.status(of: entry) else {
        if name.hasSuffix(TheoremFiles.suffix) { try add(entry) }
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR || name.hasSuffix(TheoremFiles.suffix) {
        try add(entry, status)
      }
    }
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private static func names(in folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else {
      throw Failure(.inputOutput, "cannot read \(folder): \(Failure.systemReason)")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
