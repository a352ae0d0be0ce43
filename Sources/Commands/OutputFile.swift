import Glibc

/// Where results go: standard output, or a file that is written aside and renamed when complete.
///
/// That the file can be written is tried before the work starts, so that hours of it are not lost
/// to a misspelt folder. Nothing stays behind from the trial: however a run ends, the old file is
/// as it was until the new one is complete.
struct OutputFile {
  private enum Target {
    case standardOutput
    /// A file that is replaced at once, by renaming.
    case file(String)
    /// A device or a pipe: it takes the text as it comes, and must never be replaced by a file.
    case stream(String)
  }

  private let target: Target
  /// The path as the user wrote it, for messages.
  let name: String

  /// Where results go when no file is named.
  static let standardOutput = OutputFile(target: .standardOutput, name: "standard output")

  private init(target: Target, name: String) {
    (self.target, self.name) = (target, name)
  }

  /// Makes sure that a path can be written; `nil` and `-` mean standard output.
  ///
  /// - Throws: `Failure` with `inputOutput` when nothing can be written there.
  init(path: String?) throws(Failure) {
    guard let path, path != "-" else {
      self = .standardOutput
      return
    }
    self.init(target: try Self.target(path), name: path)
    // A link stays a link: what is replaced is the file it leads to.
    if case .file(let resolved) = target {
      let (descriptor, temporary) = try openTemporary(beside: resolved)
      close(descriptor)
      unlink(temporary)
    }
  }

  private static func target(_ path: String) throws(Failure) -> Target {
    var status = stat()
    guard stat(path, &status) == 0 else { return .file(path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw failure(path, "it is a folder; name a file in it")
    case S_IFREG:
      guard access(path, W_OK) == 0 else { throw failure(path, Failure.systemReason) }
      return .file(resolved(path))
    default:
      return .stream(path)
    }
  }

  /// Whether results go to standard output.
  var isStandardOutput: Bool {
    if case .standardOutput = target { true } else { false }
  }

  /// Whether results go to a terminal.
  var isTerminal: Bool { isStandardOutput && isatty(STDOUT_FILENO) == 1 }

  /// Writes the whole result and puts it in place.
  ///
  /// - Throws: `Failure` with `inputOutput`; an old file is then untouched.
  func write(_ text: String) throws(Failure) {
    switch target {
    case .standardOutput:
      // A reader that has seen enough, as in `| head -1`, is no failure of this program.
      if let error = write(text, to: STDOUT_FILENO), error != EPIPE { throw failure(error) }
    case .stream(let path):
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(errno) }
      defer { close(descriptor) }
      if let error = write(text, to: descriptor) { throw failure(error) }
    case .file(let path):
      try replace(path, with: text)
    }
  }

  private func replace(_ path: String, with text: String) throws(Failure) {
    // An interruption now would only lose a finished report and leave the file beside it behind.
    let previous = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, previous) }
    let (descriptor, temporary) = try openTemporary(beside: path)
    var error = write(text, to: descriptor)
    if error == nil, fsync(descriptor) != 0 { error = errno }
    close(descriptor)
    var old = stat()
    if stat(path, &old) == 0 { chmod(temporary, old.st_mode & 0o7777) }
    if error == nil, rename(temporary, path) != 0 { error = errno }
    guard let error else { return }
    unlink(temporary)
    throw failure(error)
  }

  private func openTemporary(beside path: String) throws(Failure) -> (CInt, String) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    return (descriptor, temporary)
  }

  /// Writes all of a text; what is returned is the number of the error that stopped it.
  private func write(_ text: String, to descriptor: CInt) -> CInt? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private func failure(_ error: CInt) -> Failure {
    Self.failure(name, String(cString: strerror(error)))
  }

  private static func failure(_ name: String, _ reason: String) -> Failure {
    Failure(.inputOutput, "cannot write \(name): \(reason)")
  }
}
