import Glibc
import Synchronization

/// Whether the user asked the program to stop.
///
/// The first Ctrl-C lets the current step end and prints what was finished; the second one kills.
enum Interruption {
  // A signal handler can reach globals only; this flag is the program's one piece of global state.
  private static let flag = Atomic(false)

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Ends a command whose result would not be complete.
  static func refuseRest() throws(Failure) {
    if isRequested { throw Failure(.interrupted, "interrupted; nothing was written") }
  }

  static func install() {
    signal(SIGINT) { number in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
  }
}
