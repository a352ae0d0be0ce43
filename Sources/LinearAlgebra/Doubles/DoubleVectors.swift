import CFastArithmetic

/// `sum_i a_i b_i`, in sixteen partial sums whatever the processor.
public func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "Vectors of \(a.count) and \(b.count) entries do not match.")
  return a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
      return cfast_double_inner_product(first, second, a.count, cfast_has_avx2())
    }
  }
}

/// `sum_i g_i^2` over the `i` without both `x_i <= lower_i` and `g_i > 0`, in sixteen partial sums.
///
/// The squared norm of the projected gradient `g` at `x` for the bounds `x >= lower`.
public func projectedSquaredNorm(
  gradient g: [Double], at x: [Double], lower: [Double]
) -> Double {
  precondition(
    g.count == x.count && lower.count == x.count,
    "Vectors of \(x.count), \(g.count) and \(lower.count) entries do not match.")
  return x.withUnsafeBufferPointer { x in
    g.withUnsafeBufferPointer { g in
      lower.withUnsafeBufferPointer { lower in
        guard let point = x.baseAddress, let slope = g.baseAddress, let bound = lower.baseAddress
        else { return 0 }
        return cfast_double_projected_squared_norm(
          point, slope, bound, x.count, cfast_has_avx2())
      }
    }
  }
}
