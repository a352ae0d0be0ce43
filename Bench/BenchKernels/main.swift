import Glibc

// BenchKernels ITEM BITS [N K M]: measures one item and prints one line, as the anchors in C do:
// library, item, bits, nanoseconds an operation, and a value of the result, by which scripts/bench
// sees that all programs computed the same. Exit code 2 for an item that is not there.

func run(_ arguments: [String]) throws -> Int32 {
  let numbers = arguments.dropFirst().compactMap { Int($0) }
  guard let name = arguments.first, numbers.count == arguments.count - 1,
    numbers.count == 1 || numbers.count == 4
  else {
    print("usage: BenchKernels ITEM BITS [N K M]")
    return 64
  }
  guard let measure = items[name] else {
    print("swift has no item \(name)")
    return 2
  }
  let sizes = numbers.count == 4 ? Sizes(numbers[1], numbers[2], numbers[3]) : Sizes()
  let result = try measure(numbers[0], sizes)
  print("swift", name, numbers[0], result.nanoseconds, result.value)
  return 0
}

exit(try run(Array(CommandLine.arguments.dropFirst())))
