/// Exact products of fixed-point matrices, each entry rounded once; by the faster of two methods.
///
/// *Residues*: each factor is turned into residues modulo primes below 2^24 once, however many
/// products it takes part in, and matrices of doubles are multiplied, one for each prime
/// (`ResidueBasis`). *Limbs*: each entry is an exact sum of products of integers. Both give the
/// same bits, on any processor and for any number of threads; only the time differs. Shapes that do
/// not match are programmer errors.
public final class FixedPointProducts {
  /// A matrix that takes part in products, as it was at the last update.
  public final class Factor {
    let matrix: FixedPointMatrix
    let residues: ResidueMatrix?
    let transposed: ResidueMatrix?
    private let jobs: Int

    /// - Parameter basis: the primes, nil where products go by limbs.
    /// - Parameter memory: where the residues lie, for no other factor at the same time.
    init(
      _ matrix: FixedPointMatrix, _ basis: ResidueBasis?, isTransposed: Bool, jobs: Int,
      in memory: ReusableDoubles = ReusableDoubles()
    ) {
      self.matrix = matrix
      self.jobs = jobs
      residues = basis.map {
        ResidueMatrix(basis: $0, rows: matrix.rows, columns: matrix.columns, in: memory)
      }
      transposed = basis.flatMap {
        isTransposed
          ? ResidueMatrix(basis: $0, rows: matrix.columns, columns: matrix.rows) : nil
      }
    }

    /// Makes the present entries of the matrix ready for products.
    public func update() {
      guard let residues else { return }
      residues.assign(matrix, jobs: jobs)
      transposed?.assign(transposing: residues, jobs: jobs)
    }
  }

  /// The number of limbs of an entry of a factor.
  public let limbsPerEntry: Int

  private let basis: ResidueBasis?
  private let jobs: Int
  /// Where residues of products lie, one product after the other.
  private let memory = ReusableDoubles()
  /// Where residues of factors of one product lie.
  private let factorMemory = (left: ReusableDoubles(), right: ReusableDoubles())

  /// Products of factors of so many limbs, with sums of at most `innerLength` terms.
  ///
  /// `multiplyAdds` and `entries` describe the work: the products of numbers, and the entries of
  /// all factors and results. The choice of the method rests on them; large work takes `jobs`
  /// threads.
  public init(
    limbsPerEntry limbs: Int, innerLength: Int, multiplyAdds: Int, entries: Int, jobs: Int = 1
  ) {
    limbsPerEntry = limbs
    let factorBits = 64 * limbs - 2
    let productBits = 2 * factorBits + (Int.bitWidth - innerLength.leadingZeroBitCount)
    let canUseResidues = ResidueBasis.canRepresent(
      factorBits: factorBits, productBits: productBits)
    let usesResidues =
      canUseResidues
      && Self.residueCost(limbs: limbs, multiplyAdds: multiplyAdds, entries: entries)
        < Self.limbCost(limbs: limbs, multiplyAdds: multiplyAdds)
    basis =
      usesResidues ? ResidueBasis(factorBits: factorBits, productBits: productBits) : nil
    self.jobs = concurrentJobs(jobs, limbProducts: multiplyAdds * limbs * limbs)
  }

  /// Nanoseconds by residues, roughly: per limb 5.3 primes; per entry 2.8 limbs of digits each way
  /// and a fixed effort.
  private static func residueCost(limbs: Int, multiplyAdds: Int, entries: Int) -> Double {
    let primes = 5.3 * Double(limbs)
    let conversion = primes * 2.8 * Double(limbs) * 0.035 + 30
    return primes * Double(multiplyAdds) * 0.035 + conversion * Double(entries)
      + 0.3 * primes * primes
  }

  /// Nanoseconds by limbs, roughly.
  private static func limbCost(limbs: Int, multiplyAdds: Int) -> Double {
    Double(multiplyAdds) * (0.5 * Double(limbs * limbs) + 1)
  }

  /// A matrix as a factor, to be updated before its first product.
  ///
  /// `isTransposed` where `a b^T` will be asked for with it as b.
  public func factor(_ matrix: FixedPointMatrix, isTransposed: Bool = false) -> Factor {
    precondition(matrix.limbsPerEntry == limbsPerEntry, "The factor has other limbs.")
    return Factor(matrix, basis, isTransposed: isTransposed, jobs: jobs)
  }

  /// `target` becomes `a b` as below, for matrices that take part in one product only.
  ///
  /// Their residues lie in memory that is used again: fresh memory would cost as much as the
  /// product.
  public func multiply(
    _ a: FixedPointMatrix, _ b: FixedPointMatrix, into target: FixedPointMatrix
  ) {
    precondition(
      a.limbsPerEntry == limbsPerEntry && b.limbsPerEntry == limbsPerEntry,
      "A factor has other limbs.")
    let left = Factor(a, basis, isTransposed: false, jobs: jobs, in: factorMemory.left)
    let right = Factor(b, basis, isTransposed: false, jobs: jobs, in: factorMemory.right)
    left.update()
    right.update()
    multiply(left, right, into: target)
  }

  /// `target` becomes `a b`, each entry rounded to nearest at the target's scale, where it must
  /// fit.
  public func multiply(_ a: Factor, _ b: Factor, into target: FixedPointMatrix) {
    if let left = a.residues, let right = b.residues {
      multiply(left, right, into: target)
    } else {
      LimbProduct(.rows(of: a.matrix), .columns(of: b.matrix)).write(to: target, jobs: jobs)
    }
  }

  /// `target` becomes `a b^T`; b must have been made with `isTransposed`.
  public func multiply(_ a: Factor, transposing b: Factor, into target: FixedPointMatrix) {
    precondition(
      b.residues == nil || b.transposed != nil, "The second factor was not made to be transposed.")
    if let left = a.residues, let right = b.transposed {
      multiply(left, right, into: target)
    } else {
      LimbProduct(.rows(of: a.matrix), .rows(of: b.matrix)).write(to: target, jobs: jobs)
    }
  }

  /// `target` becomes `a^T b`.
  public func multiply(transposing a: Factor, _ b: Factor, into target: FixedPointMatrix) {
    if let left = a.residues, let right = b.residues {
      multiply(left, transposingLeft: true, right, into: target)
    } else {
      LimbProduct(.columns(of: a.matrix), .columns(of: b.matrix)).write(to: target, jobs: jobs)
    }
  }

  private func multiply(
    _ left: ResidueMatrix, transposingLeft: Bool = false, _ right: ResidueMatrix,
    into target: FixedPointMatrix
  ) {
    let product = ResidueMatrix(
      basis: left.basis, rows: target.rows, columns: target.columns, in: memory)
    product.setProduct(left, transposingLeft: transposingLeft, right, jobs: jobs)
    product.round(into: target, jobs: jobs)
  }
}
