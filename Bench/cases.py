"""Wall times of whole commands, with their bars: solving, proving, verifying."""

import dataclasses
import os
import pathlib
import tempfile
from collections.abc import Callable

from building import BENCH, PYTHON, ROOT, missing_python_anchor
from running import Figure, NotMeasured, Stopped, run

PEELED = ["positive-layer-peeled", "alpha=0.1", "lambda_W=0.01", "lambda_H=0.01"]
DILATION = [
    "memorization-dilation",
    "margin=3",
    "feature_norm=1",
    "eta=0.1",
    "alpha=0.1",
    "lambda=0.01",
    "C_MD=1",
    "M=2",
]
STARTS = ["--starts", "8"]

# Optima that are proved to 50 digits and checked again.
PROOF_THEOREM = """theorem "Proof at a point"
parameters
  N : integer in [{N}, {N}]
define
  c = 2*sqrt((N - 1)*0.0001*0.005)
  p = 1 - 0.1*(N - 1)/N - c
  t = log((N - 1)*p/(1 - p))
problem positive_layer_peeled({sizes}, alpha = 0.1, lambda_W = 0.0001, lambda_H = 0.005)
claim value: minimum = log(exp(t) + N - 1) - (1 - 0.1*(N - 1)/N)*t + c*t
claim margin: minimizer.margin = t
claim coincide: minimizer.within_class_variation = 0
claim orthogonal: minimizer.class_overlap = 0
"""

# An inequality that is proved box by box: the certificate has a line `split` for each box that was cut in two.
BOXES_CASE = "search for a proof, time a box"
BOXES_THEOREM = """theorem "Divergence of two coins"
parameters
  p, q : real in [0.05, 0.95]
claim divergence: p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= -0.003
"""


@dataclasses.dataclass
class Case:
    """A command under a bar in seconds, and perhaps one in MiB; a long one runs once.

    A command is stopped when it takes three times its bar.
    """

    name: str
    run: Callable
    seconds: float | None = None
    mebibytes: float | None = None
    is_long: bool = False

    @property
    def limit(self):
        return 3 * self.seconds if self.seconds else None


def sizes(N, K, M):
    return [f"N={N}", f"K={K}", f"M={M}"]


def solve(name, arguments, digits, *options, **bars):
    command = ["solve", *arguments, "--digits", str(digits), *STARTS, *options]
    return Case(
        f"{name}, {digits} digits{', gradients alone' if options else ''}",
        lambda programs, limit: run([programs / "closedform", *command], limit=limit),
        **bars,
    )


def prove(text, seconds):
    return Case(
        f"prove and check {text}",
        lambda programs, limit: prove_and_check(programs, text, limit),
        seconds,
    )


def prove_and_check(programs, text, limit):
    """Search and check together; both must succeed."""
    with tempfile.TemporaryDirectory() as folder:
        theorem = pathlib.Path(folder) / "point.theorem"
        theorem.write_text(PROOF_THEOREM.format(sizes=text, N=text.split()[2].rstrip(",")))
        search = run([programs / "closedform", "prove", theorem, "-o", folder], limit=limit)
        (certificate,) = pathlib.Path(folder).glob("*.certificate")
        return search + run([programs / "closedform-check", theorem, certificate], limit=limit)


CASES = [
    solve("layer-peeled N=4 K=2 M=6", PEELED + sizes(4, 2, 6), 50, seconds=1),
    solve("layer-peeled N=4 K=2 M=6", PEELED + sizes(4, 2, 6), 200, seconds=3),
    solve("layer-peeled N=10 K=6 M=13", PEELED + sizes(10, 6, 13), 50),
    solve("layer-peeled N=3 K=2 M=3", PEELED + sizes(3, 2, 3), 30, "--method", "gradient"),
    solve("memorization-dilation", DILATION, 50),
    solve("memorization-dilation", DILATION, 200),
    solve("layer-peeled N=10 K=5 M=16", PEELED + sizes(10, 5, 16), 1_000, seconds=10),
    prove("N = 10, K = 5, M = 16", 2),
    prove("N = 100, K = 10, M = 100", 60),
    solve(
        "layer-peeled N=100 K=5 M=128",
        PEELED + sizes(100, 5, 128),
        50,
        seconds=60,
        mebibytes=2048,
        is_long=True,
    ),
    Case(
        "scripts/verify",
        lambda _, limit: run([ROOT / "scripts/verify"], limit=limit),
        120,
        is_long=True,
    ),
]

# The same optimum by the same method in Python, over python-flint.
REFINEMENT_CASE = "layer-peeled N=10 K=5 M=16, 200 digits / python-flint"
REFINEMENT_BAR = 0.25
REFINEMENT_DIGITS = 200


def measure_refinement(programs, rounds):
    """Wall seconds of the whole command over those of Bench/refine_flint.py, which uses one thread."""
    own = [
        programs / "closedform",
        "solve",
        *PEELED,
        *sizes(10, 5, 16),
        "--digits",
        str(REFINEMENT_DIGITS),
        *STARTS,
    ]
    anchor = [PYTHON, BENCH / "refine_flint.py", "10", "5", "16", str(REFINEMENT_DIGITS)]
    # On matrices this small a second thread of numpy only waits.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}

    def one_round(index):
        if reason := missing_python_anchor():
            raise NotMeasured(reason)
        pair = [(own, None), (anchor, environment)]
        seconds = {
            one[0][0]: run(*one).seconds for one in (pair if index % 2 == 0 else reversed(pair))
        }
        return seconds[own[0]] / seconds[anchor[0]]

    return Figure("solving", REFINEMENT_CASE, "ratio", REFINEMENT_BAR).measure(rounds, one_round)


def measure_boxes(programs, rounds):
    """Microseconds of `closedform prove` for each box of the proof, the boxes that were cut included."""
    figure = Figure("proving", BOXES_CASE, "us")

    def one_round(_):
        with tempfile.TemporaryDirectory() as folder:
            theorem = pathlib.Path(folder) / "coins.theorem"
            theorem.write_text(BOXES_THEOREM)
            seconds = run([programs / "closedform", "prove", theorem, "-o", folder]).seconds
            (certificate,) = pathlib.Path(folder).glob("*.certificate")
            lines = certificate.read_text().splitlines()
        boxes = 1 + 2 * sum(line.split()[0] == "split" for line in lines)
        figure.detail = f"{boxes} boxes"
        return 1e6 * seconds / boxes

    return figure.measure(rounds, one_round)


def measure_cases(programs, cases, rounds):
    """The figures of all cases, which take turns; a case with a bar of memory gives two."""
    figures = {
        case.name: (
            Figure("commands", case.name, "s", case.seconds),
            Figure("commands", f"{case.name}, memory", "MiB", case.mebibytes),
        )
        for case in cases
    }
    for index in range(rounds):
        for case in cases:
            seconds, memory = figures[case.name]
            if not (seconds.reason or seconds.detail or (case.is_long and index > 0)):
                measure_once(programs, case, seconds, memory)
    return [
        figure for pair in figures.values() for figure in pair if figure.unit == "s" or figure.bar
    ]


def measure_once(programs, case, seconds, memory):
    """Adds one run to the figures of a case. One that was stopped took at least as long as it ran."""
    try:
        result = case.run(programs, case.limit)
        seconds.values.append(result.seconds)
        memory.values.append(result.peak_kibibytes / 1024)
    except Stopped as stopped:
        seconds.values, seconds.detail = [case.limit], str(stopped)
        memory.values, memory.reason = [], str(stopped)
    except NotMeasured as reason:
        for figure in (seconds, memory):
            figure.values, figure.reason = [], str(reason)
