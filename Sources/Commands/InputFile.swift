import Glibc

/// Reads files whole; `-` is standard input.
enum InputFile {
  /// The bytes of a file, at most a little more than `limit`: no file can fill the memory.
  ///
  /// - Throws: `Failure` with `inputOutput`, also for what is no regular file: a pipe or a device
  ///   might never end, or never begin.
  static func bytes(of path: String, upTo limit: Int) throws(Failure) -> [UInt8] {
    let isStandardInput = path == "-"
    let descriptor =
      isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
    }
    defer { if !isStandardInput { close(descriptor) } }
    guard isStandardInput || isRegular(descriptor) else {
      throw Failure(.inputOutput, "cannot read \(path): it is not a regular file")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Failure(.inputOutput, "cannot read \(path): \(Failure.systemReason)")
      }
      bytes += chunk[..<count]
    }
    return bytes
  }

  private static func isRegular(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
