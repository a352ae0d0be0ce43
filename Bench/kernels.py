"""Ratios of CPU times of kernels: BenchKernels against the anchors, item by item, in alternating rounds."""

import dataclasses
import math
import statistics

from running import Figure, NotMeasured, run

# Values of results that two programs must agree on: doubles of numbers with at least 64 bits.
AGREEMENT = 1e-12


@dataclasses.dataclass(frozen=True)
class Timing:
    """An item of one program at a precision."""

    library: str
    item: str
    bits: int


@dataclasses.dataclass(frozen=True)
class Ratio:
    """The time of one item over another's, and the bar. `agree`: both compute the same numbers."""

    case: str
    measured: Timing
    anchor: Timing
    bar: float | None


def against(library, name, item, bits, bar=None):
    return Ratio(
        f"{name}, {bits} bits", Timing("swift", item, bits), Timing(library, item, bits), bar
    )


LOSS = "loss and gradient, N=10 K=5 M=16"
RATIOS = [
    *(
        against("arb", "64x64x64 product / arb_mat_mul", "product64", bits, 0.35)
        for bits in (128, 256, 512, 1024)
    ),
    against("mpfr", f"{LOSS} / MPFR loops", "lossAndGradient", 256, 0.2),
    against("mpfr", f"{LOSS} / MPFR loops", "lossAndGradient", 1024, 0.4),
    against("arb", f"{LOSS} / Arb balls", "lossAndGradient", 256, 0.5),
    against("arb", f"{LOSS} / Arb balls", "lossAndGradient", 1024, 0.7),
    *(against("arb", "exp / arb_exp", "exp", bits, 1) for bits in (64, 128, 256, 512, 1024)),
    *(against("arb", "log / arb_log", "log", bits) for bits in (64, 256, 1024)),
    against("arb", "inner product of length 100 / arb_approx_dot", "dot100", 256, 0.6),
    *(
        against(
            "c", "64x64x64 product from Swift / its kernels called from C", "product64", bits, 1.15
        )
        for bits in (256, 1024)
    ),
    *(
        Ratio(
            f"enclosing 64x64x64 product / plain one, {bits} bits",
            Timing("swift", "enclosedProduct64", bits),
            Timing("swift", "product64", bits),
            1.3,
        )
        for bits in (256, 1024)
    ),
]


def take_time(programs, missing, timing):
    """Nanoseconds an operation, and the checked value."""
    if timing.library not in programs:
        raise NotMeasured(missing.get(timing.library, f"Bench has no anchors of {timing.library}"))
    printed = run([programs[timing.library], timing.item, str(timing.bits)]).text.split()
    return float(printed[3]), float(printed[4])


def measure_ratios(programs, missing, ratios, rounds):
    """The figures of the ratios, and the median nanoseconds of all items that took part."""
    times = {}
    figures = [
        Figure("kernels", ratio.case, "ratio", ratio.bar).measure(
            rounds, lambda index: one_round(programs, missing, ratio, times, index)
        )
        for ratio in ratios
    ]
    nanoseconds = [
        {
            "library": timing.library,
            "item": timing.item,
            "bits": timing.bits,
            "medianNanoseconds": round(statistics.median(values), 3),
            "rounds": len(values),
        }
        for timing, values in times.items()
    ]
    return figures, nanoseconds


def one_round(programs, missing, ratio, times, index):
    """The ratio of one round; who goes first changes from round to round."""
    pair = [ratio.measured, ratio.anchor]
    results = {}
    for timing in pair if index % 2 == 0 else reversed(pair):
        results[timing] = take_time(programs, missing, timing)
    (measured, value), (anchor, expected) = results[ratio.measured], results[ratio.anchor]
    if not math.isclose(value, expected, rel_tol=AGREEMENT):
        raise SystemExit(f"{ratio.measured} computes {value}, {ratio.anchor} computes {expected}")
    for timing in pair:
        times.setdefault(timing, []).append(results[timing][0])
    return measured / anchor
