import Testing

/// One vector, put to one type.
struct VectorRun<T: VectorTested> {
  let vector: IntervalVector

  /// Where the vector counts; a wrong result is recorded as an issue.
  func outcome() throws -> WritableKeyPath<VectorTally, Int> {
    var intervals: [T] = []
    var integer = 0
    let name = vector.operation
    let isKnown = [
      T.operations[name] != nil, T.comparisons[name] != nil, T.measures[name] != nil,
      name == "intersection",
    ]
    guard isKnown.contains(true) else { return \.operation }
    for argument in vector.arguments {
      switch argument {
      case .interval(let lower, let upper):
        intervals.append(try #require(T.make(lower, upper), "\(vector)"))
      case .number(let value):
        integer = try #require(Int(exactly: value), "\(vector)")
      default: return \.value
      }
    }
    if let comparison = T.comparisons[name] { return compare(comparison, intervals) }
    if let measure = T.measures[name] { return try measured(measure(intervals[0])) }
    if name == "intersection" { return intersect(intervals) }
    guard let operation = T.operations[name],
      case .interval(let lower, let upper) = vector.expected[0]
    else { return isOutsideDomain ? refuse(intervals, integer) : \.value }
    guard !isOutsideDomain else { return refuse(intervals, integer) }
    do {
      return check(try operation(intervals, integer), lower, upper)
    } catch  where T.isBeyondLimit(error) {
      return \.limit
    } catch {
      Issue.record("\(T.self) refuses \(vector): \(error)")
      return \.refused
    }
  }

  private func compare(
    _ comparison: (T, T) -> Bool, _ intervals: [T]
  ) -> WritableKeyPath<VectorTally, Int> {
    let result = comparison(intervals[0], intervals[1])
    if vector.expected != [.truth(result)] { Issue.record("\(T.self) gives \(result): \(vector)") }
    return \.equal
  }

  /// Ends are copied, widths and radii are rounded up, a midpoint to nearest.
  private func measured(_ result: T.End) throws -> WritableKeyPath<VectorTally, Int> {
    guard case .number(let number) = vector.expected[0], !number.isNaN else { return \.value }
    let mustBeEqual =
      ["inf", "sup", "mag", "mig"].contains(vector.operation) || T.isNormal(result)
    guard mustBeEqual || vector.operation != "mid" else { return \.limit }
    let isRight = T.end(number).map { mustBeEqual ? result == $0 : result <= $0 } ?? false
    if !isRight { Issue.record("\(T.self) gives \(result): \(vector)") }
    return mustBeEqual ? \.equal : \.contained
  }

  private func intersect(_ intervals: [T]) -> WritableKeyPath<VectorTally, Int> {
    let result = intervals[0].common(with: intervals[1])
    switch (result, vector.expected[0]) {
    case (nil, .empty): return \.equal
    case (let result?, .interval(let lower, let upper)): return check(result, lower, upper)
    default:
      Issue.record("\(T.self) gives \(String(describing: result)): \(vector)")
      return \.equal
    }
  }

  private func check(
    _ result: T, _ lower: Double, _ upper: Double
  ) -> WritableKeyPath<VectorTally, Int> {
    if !result.agrees(with: lower, upper) { Issue.record("\(T.self) gives \(result): \(vector)") }
    return T.isNormal(result.lower) && T.isNormal(result.upper) ? \.equal : \.contained
  }

  private func refuse(_ intervals: [T], _ integer: Int) -> WritableKeyPath<VectorTally, Int> {
    do {
      let result = try T.operations[vector.operation]?(intervals, integer)
      Issue.record("\(T.self) gives \(String(describing: result)) outside the domain: \(vector)")
    } catch {
      if !T.isOutsideDomain(error) { Issue.record("\(T.self) throws \(error): \(vector)") }
    }
    return \.refused
  }

  /// Whether the operation is not defined on all of its arguments, told from the vector alone.
  private var isOutsideDomain: Bool {
    guard case .interval(let lower, let upper)? = vector.arguments.last(where: isInterval),
      case .interval(let first, _)? = vector.arguments.first
    else { return false }
    switch vector.operation {
    case "div", "recip": return lower <= 0 && upper >= 0
    case "sqrt": return lower < 0
    case "log": return lower <= 0
    case "logp1": return lower <= -1
    case "pow": return first <= 0
    case "pown":
      guard case .number(let exponent)? = vector.arguments.last else { return false }
      return exponent < 0 && lower <= 0 && upper >= 0
    default: return false
    }
  }

  private func isInterval(_ value: IntervalVector.Value) -> Bool {
    if case .interval = value { true } else { false }
  }
}
