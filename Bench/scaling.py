"""How cost grows: seconds of CPU time of an evaluation and of a solution over N, K, M and the digits.

They are set against the products of limbs that the three matrix products of an evaluation would take by
the schoolbook method, 3 N M n L^2 with n = N K samples and L limbs a number, and fitted by a power of them.
"""

import csv
import dataclasses
import math
import shutil
import statistics
import subprocess

import reporting
from building import FOLDER, ROOT
from cases import PEELED, STARTS, sizes
from running import Stopped, run

ROUNDS = 3
SOLUTION_LIMIT = 60
BASE = {"N": 10, "K": 5, "M": 40, "digits": 100}
VARIED = {
    "N": [5, 10, 20, 40],
    "K": [2, 5, 10, 20, 50],
    "M": [10, 20, 40, 80, 160],
    "digits": [50, 100, 200, 500, 1000, 2000],
}
COLUMNS = [
    "varied",
    "N",
    "K",
    "M",
    "digits",
    "bits",
    "limbProducts",
    "exponentials",
    "evaluationSeconds",
    "solutionSeconds",
]

PLOT = """# gnuplot scaling.gp
set datafile separator ','
set terminal svg size 900,560 dynamic background rgb 'white'
set output 'scaling.svg'
set logscale xy
set format xy '10^{{%L}}'
set xlabel 'products of limbs in one evaluation, 3 N M n L^2'
set ylabel 'seconds'
set key outside right
varied(name, column) = strcol(1) eq name ? column : NaN
plot {series}, \\
  {evaluation_factor} * x ** {evaluation_slope} title 'x^{{{evaluation_slope}}}' with lines dashtype 2 linecolor 'gray40', \\
  {solution_factor} * x ** {solution_slope} title 'x^{{{solution_slope}}}' with lines dashtype 3 linecolor 'gray40'
"""


@dataclasses.dataclass
class Point:
    """One model and one number of digits; `solution` is None where it took too long."""

    varied: str
    N: int
    K: int
    M: int
    digits: int
    evaluation: float = 0
    solution: float | None = None

    @property
    def bits(self):
        """The precision in which `closedform solve` keeps its last point: three digits and a limb of guard."""
        return (math.ceil((self.digits + 3) * math.log2(10)) + 64 + 63) // 64 * 64

    @property
    def limb_products(self):
        return 3 * self.N * self.M * self.N * self.K * (self.bits // 64) ** 2

    def as_row(self):
        solution = "" if self.solution is None else f"{self.solution:.3f}"
        return [
            self.varied,
            self.N,
            self.K,
            self.M,
            self.digits,
            self.bits,
            self.limb_products,
            self.N * self.N * self.K,
            f"{self.evaluation:.4g}",
            solution,
        ]


def points():
    return [
        Point(name, **(BASE | {name: value})) for name, values in VARIED.items() for value in values
    ]


def take_time(release, point):
    """The medians of a few rounds; a solution that takes too long is left out."""
    sizes_of_point = [str(point.N), str(point.K), str(point.M)]
    evaluations, solutions = [], []
    for _ in range(ROUNDS):
        printed = run(
            [release / "BenchKernels", "lossAndGradient", str(point.bits), *sizes_of_point]
        ).text
        evaluations.append(1e-9 * float(printed.split()[3]))
        # Where solving takes minutes, once is enough.
        if solutions and solutions[0] > SOLUTION_LIMIT / 10:
            continue
        try:
            command = [
                "solve",
                *PEELED,
                *sizes(point.N, point.K, point.M),
                "--digits",
                str(point.digits),
                *STARTS,
            ]
            solutions.append(
                run([release / "closedform", *command], limit=SOLUTION_LIMIT).cpu_seconds
            )
        except Stopped:
            break
    point.evaluation = statistics.median(evaluations)
    point.solution = statistics.median(solutions) if solutions else None


def power_fit(pairs):
    """Factor and slope of the power that fits pairs best, by least squares of the logarithms."""
    pairs = [(math.log(x), math.log(y)) for x, y in pairs if y]
    meanX, meanY = (statistics.fmean(values) for values in zip(*pairs))
    slope = sum((x - meanX) * (y - meanY) for x, y in pairs) / sum(
        (x - meanX) ** 2 for x, _ in pairs
    )
    return math.exp(meanY - slope * meanX), slope


def fits(measured):
    """The slopes by what was varied, and over all points, as rows of a table."""
    for name in [*VARIED, "all"]:
        chosen = [point for point in measured if name in ("all", point.varied)]
        slopes = [
            power_fit([(point.limb_products, getattr(point, figure)) for point in chosen])[1]
            for figure in ("evaluation", "solution")
        ]
        yield [name, *(f"{slope:.2f}" for slope in slopes)]


def write_plot(measured, folder):
    """scaling.csv, scaling.gp and, where gnuplot is there, scaling.svg."""
    folder.mkdir(exist_ok=True)
    with open(folder / "scaling.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(point.as_row() for point in measured)
    values = {}
    for figure in ("evaluation", "solution"):
        factor, slope = power_fit(
            [(point.limb_products, getattr(point, figure)) for point in measured]
        )
        values |= {f"{figure}_factor": f"{factor:.3g}", f"{figure}_slope": f"{slope:.2f}"}
    values["series"] = ", \\\n  ".join(
        f"'scaling.csv' every ::1 using 7:(varied('{name}', ${column})) title '{label}, {name} varied' "
        f"with linespoints pointtype {symbol + 1 if column == 9 else symbol} linecolor {index}"
        for column, label in ((9, "evaluation"), (10, "solution"))
        for index, (name, symbol) in enumerate(zip(VARIED, (4, 6, 8, 12)), 1)
    )
    (folder / "scaling.gp").write_text(PLOT.format(**values))
    if shutil.which("gnuplot"):
        subprocess.run(["gnuplot", "scaling.gp"], cwd=folder, check=True)
        plot = folder / "scaling.svg"
        plot.write_text(plot.read_text().expandtabs(2))
    else:
        print("no plot: gnuplot is not installed; scaling.gp and scaling.csv are there", flush=True)


def measure(release, into_docs):
    """Measures all points, prints their table and writes the plot; into docs/ on request."""
    measured = points()
    print("  ".join(COLUMNS), flush=True)
    for point in measured:
        take_time(release, point)
        print("  ".join(map(str, point.as_row())), flush=True)
    slopes = list(fits(measured))
    print("\n".join("  ".join(row) for row in [SLOPE_HEADER, *slopes]))
    write_plot(measured, ROOT / "docs" if into_docs else FOLDER)
    if into_docs:
        cells = [[str(cell) for cell in point.as_row()] for point in measured]
        reporting.write_block(
            "scaling",
            "\n\n".join(
                [
                    reporting.markdown(COLUMNS, cells),
                    "Fitted powers of the products of limbs:",
                    reporting.markdown(SLOPE_HEADER, slopes),
                ]
            ),
        )
    return 0


SLOPE_HEADER = ["varied", "evaluation", "solution"]
