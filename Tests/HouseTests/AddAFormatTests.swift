import TestSupport
import Testing

/// docs/add-a-format.md, followed for `markdown`: it names the files that know a format.
@Suite("Adding a format") struct AddAFormatTests {
  @Test("markdown stands in the files that the page names and nowhere else in the sources")
  func filesAreNamed() throws {
    let page = try Repository.text(of: "docs/add-a-format.md")
    let named = page.matches(of: /(?m)^\d\. `([A-Za-z_\/.-]+)`/).map { String($0.output.1) }
    #expect(named.count == 5 && Set(named).count == 5, "\(named)")
    for file in named {
      let text = try Repository.text(of: file).lowercased()
      #expect(text.contains("markdown"), "\(file) does not know the format")
    }
    let knowing = try Repository.texts(["Sources"], suffixes: [".swift"])
      .filter { $0.1.lowercased().contains("markdown") }.map(\.0)
    #expect(Set(knowing) == Set(named.filter { $0.hasPrefix("Sources/") }))
    #expect(knowing.count == 2)
  }
}
