/// The module names of all import declarations, attributes and kinds (`import struct A.B`)
/// included.
func importedNames(in text: String) -> [String] {
  text.split(separator: "\n").compactMap { line in
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    words.removeAll { $0.hasPrefix("@") || ["public", "internal", "private"].contains($0) }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "typealias", "var"]
    let path = kinds.contains(words[1]) && words.count >= 3 ? words[2] : words[1]
    return path.split(separator: ".").first.map(String.init)
  }
}
