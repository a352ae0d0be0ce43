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
    var found: [String] = []
    for path in paths {
      switch try kind(of: path) {
      case .folder: try search(path, into: &found)
      case .file: found.append(path)
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// Reads one file, at most one byte more than the language allows.
  ///
  /// - Throws: `Failure` with `inputOutput`.
  static func read(_ path: String) throws(Failure) -> SourceText {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
    }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    // A little beyond the limit is enough for the parser to report it; no file can fill the memory.
    while bytes.count <= TheoremLoader.largestFileInBytes {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
      }
      bytes += chunk[..<count]
    }
    return SourceText(name: path == "-" ? "standard input" : path, bytes: bytes)
  }

  private enum Kind {
    case file
    case folder
  }

  private static func kind(of path: String) throws(Failure) -> Kind {
    if path == "-" { return .file }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
    }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  private static func search(_ folder: String, into found: inout [String]) throws(Failure) {
    guard let stream = opendir(folder) else {
      throw Failure(.inputOutput, "cannot read \(folder): \(Failure.systemReason)")
    }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    closedir(stream)
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if try kind(of: path) == .folder {
        try search(path, into: &found)
      } else if name.hasSuffix(suffix) {
        found.append(path)
      }
    }
  }
}
