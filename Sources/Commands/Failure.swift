import ArgumentParser
import Diagnostics
import Glibc

/// An error with its exit code, worded for whoever runs the program.
struct Failure: Error, Equatable {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Runs a command's body: what it throws is printed on standard error and becomes the exit code.
  static func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let code as ExitCode {
      throw code
    } catch let failure as Failure {
      StandardError.print("error: \(failure.message)")
      throw failure.status.exitCode
    } catch {
      StandardError.print("error: unexpected: \(error); please report this, it shows a defect")
      throw ExitStatus.internalFault.exitCode
    }
  }

  /// Runs a command's body on a theorem file: mistakes in the file are shown with their places.
  static func reporting(_ path: String, _ body: (SourceText) throws -> Void) throws {
    try reporting {
      let source = try TheoremFiles.read(path)
      do {
        try body(source)
      } catch let list as DiagnosticList {
        StandardError.print(DiagnosticRenderer.render(list, source: source), terminator: "")
        throw ExitStatus.invalidTheorem.exitCode
      }
    }
  }

  /// The reason of the last system call that failed.
  static var systemReason: String { String(cString: strerror(errno)) }
}

/// The stream for everything that is not a result.
enum StandardError {
  static func print(_ text: String, terminator: String = "\n") {
    let bytes = Array((text + terminator).utf8)
    // Nobody can be told when standard error itself cannot be written.
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
