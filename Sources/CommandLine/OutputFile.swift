import Glibc

/// Where results go: standard output, or a file that is written aside and renamed when complete.
///
/// The file beside the target is made before the work starts, so a folder that cannot be written
/// is reported at once, and a run that is stopped leaves the old file as it was.
final class OutputFile {
  private let path: String?
  private let temporaryPath: String
  private var descriptor: CInt?

  /// Prepares to write to a path; `nil` and `-` mean standard output.
  ///
  /// - Throws: `Failure` with `inputOutput` when nothing can be written there.
  init(path: String?) throws(Failure) {
    guard let path, path != "-" else {
      self.path = nil
      temporaryPath = ""
      return
    }
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.inputOutput, "cannot write \(path): Is a directory")
    }
    temporaryPath = "\(path).\(getpid()).tmp"
    let opened = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw Failure(.inputOutput, "cannot write \(path): \(Failure.systemReason)")
    }
    descriptor = opened
  }

  deinit {
    guard let descriptor else { return }
    close(descriptor)
    unlink(temporaryPath)
  }

  /// Whether results go to a terminal.
  var isTerminal: Bool { path == nil && isatty(STDOUT_FILENO) == 1 }

  /// Writes the whole result and puts it in place.
  ///
  /// - Throws: `Failure` with `inputOutput`; the target is then untouched.
  func write(_ text: String) throws(Failure) {
    let target = path ?? "standard output"
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor ?? STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Failure(.inputOutput, "cannot write \(target): \(Failure.systemReason)")
      }
      bytes = bytes.dropFirst(count)
    }
    guard let path, let descriptor else { return }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporaryPath, path) == 0 else {
      throw Failure(.inputOutput, "cannot write \(target): \(Failure.systemReason)")
    }
    self.descriptor = nil
  }
}
