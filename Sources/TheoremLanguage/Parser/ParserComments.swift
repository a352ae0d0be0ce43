import Diagnostics

extension Parser {
  /// The comments of the item whose tokens are those from `start` to before the position.
  ///
  /// Comments inside an item move above it, because an item is printed as a whole. A blank line
  /// above the first comment is dropped where the printer decides about it (`dropsFirstBlank`).
  mutating func takeComments(from start: Int, dropsFirstBlank: Bool) -> Comments {
    var lines = takeLines(before: start)
    if tokens[start].followsBlankLine { lines.append(.blank) }
    while let comment = nextComment, comment.nextToken < position {
      lines.append(.comment(comment.text))
      commentsTaken += 1
    }
    var trailing: String?
    if let comment = nextComment, comment.nextToken == position, !comment.startsLine {
      trailing = comment.text
      commentsTaken += 1
    }
    return Comments(
      leading: Self.tidied(lines, dropsFirstBlank: dropsFirstBlank), trailing: trailing)
  }

  /// The comments after the last item.
  mutating func takeClosingComments() -> [CommentLine] {
    Self.tidied(takeLines(before: tokens.count - 1), dropsFirstBlank: true)
  }

  private var nextComment: LexedComment? {
    commentsTaken < comments.count ? comments[commentsTaken] : nil
  }

  private mutating func takeLines(before token: Int) -> [CommentLine] {
    var lines: [CommentLine] = []
    while let comment = nextComment, comment.nextToken <= token {
      if comment.followsBlankLine { lines.append(.blank) }
      lines.append(.comment(comment.text))
      commentsTaken += 1
    }
    return lines
  }

  private static func tidied(_ lines: [CommentLine], dropsFirstBlank: Bool) -> [CommentLine] {
    dropsFirstBlank && lines.first == .blank ? Array(lines.dropFirst()) : lines
  }
}
