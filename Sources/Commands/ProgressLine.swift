import Synchronization
import Verification

/// One line on standard error that says what is being done; only on a terminal.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let lastLength = Mutex(0)

  init(isShown: Bool) {
    self.isShown = isShown
  }

  func show(_ event: VerificationEvent) {
    guard isShown else { return }
    switch event {
    case .theoremStarted(let path): replace(with: path)
    case .scanning(let path): replace(with: "\(path): looking for weak points")
    case .solving(let path, let done, let total):
      replace(with: "\(path): solved \(done) of \(total)")
    case .proving(let path, let claim): replace(with: "\(path): proving \(claim)")
    case .theoremFinished: clear()
    }
  }

  func clear() {
    guard isShown else { return }
    replace(with: "")
  }

  private func replace(with text: String) {
    lastLength.withLock { length in
      let padding = String(repeating: " ", count: max(0, length - text.count))
      StandardError.print("\r\(text)\(padding)\r\(text)", terminator: "")
      length = text.count
    }
  }
}
