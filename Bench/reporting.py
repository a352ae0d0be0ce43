"""Figures as a table, as JSON and as Markdown, with the versions of everything that took part."""

import os
import pathlib
import platform
import subprocess

from building import BENCH, PYTHON, ROOT, missing_python_anchor, output

DOCUMENT = ROOT / "docs" / "speed.md"


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(
            line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")
        )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def versions(programs, missing):
    """What was measured, with what, and on what."""
    changed = output("git", "status", "--porcelain", "--untracked-files=no")
    result = {
        "commit": output("git", "rev-parse", "HEAD") + (" with changes" if changed else ""),
        "swift": output("swift", "--version").splitlines()[0],
        "gmp": output("pkg-config", "--modversion", "gmp"),
        "mpfr": output("pkg-config", "--modversion", "mpfr"),
    }
    result["arb"] = missing.get("arb") or output(programs["arb"])
    result["python-flint"] = missing_python_anchor() or output(PYTHON, BENCH / "refine_flint.py")
    return result | {
        "processor": processor(),
        "processors": os.cpu_count(),
        "loadAverage": round(os.getloadavg()[0], 2),
    }


def verdict(figure):
    if not figure.values:
        return "not measured"
    words = [] if figure.bar is None else ["met" if figure.is_met else "MISSED"]
    return ", ".join(words + ([figure.detail] if figure.detail else []))


def number(value, unit):
    if value is None:
        return ""
    return {
        "ratio": f"{value:.3f}",
        "s": f"{value:.2f} s",
        "MiB": f"{value:.0f} MiB",
        "us": f"{value:.0f} us",
    }[unit]


def bar(figure):
    return (
        ""
        if figure.bar is None
        else f"{figure.bar:g}" + ("" if figure.unit == "ratio" else f" {figure.unit}")
    )


def rows(figures):
    """Case, median, least, most, bar, verdict; as texts."""
    for figure in figures:
        values = (
            [
                number(value, figure.unit)
                for value in (figure.median, min(figure.values), max(figure.values))
            ]
            if figure.values
            else ["-", "-", "-"]
        )
        yield [figure.case, *values, bar(figure), verdict(figure)]


HEADER = ["case", "median", "least", "most", "at most", "verdict"]


def table(figures):
    lines = [HEADER, *rows(figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    text = [
        "  ".join(
            [
                line[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(line[1:5], widths[1:5])),
                line[5],
            ]
        ).rstrip()
        for line in lines
    ]
    text += [
        f"not measured: {figure.case}: {figure.reason}" for figure in figures if not figure.values
    ]
    return "\n".join(text)


def markdown(header, lines):
    return "\n".join(
        ["| " + " | ".join(cells) + " |" for cells in [header, ["---"] * len(header), *lines]]
    )


def write_block(name, text):
    """Replaces what stands between `<!-- NAME: begin -->` and `<!-- NAME: end -->` in docs/speed.md."""
    begin, end = (f"<!-- {name}: {edge} -->" for edge in ("begin", "end"))
    before, rest = DOCUMENT.read_text().split(begin)
    _, after = rest.split(end)
    DOCUMENT.write_text(f"{before}{begin}\n{text}\n{end}{after}")


def write_figures(facts, figures, nanoseconds):
    """The figures of a whole run into docs/speed.md."""
    facts = "\n".join(f"- {name}: {value}" for name, value in facts.items())
    times = [
        [row["item"], row["library"], str(row["bits"]), f"{row['medianNanoseconds']:.1f}"]
        for row in sorted(nanoseconds, key=lambda row: (row["item"], row["bits"], row["library"]))
    ]
    write_block(
        "figures",
        "\n\n".join(
            [
                facts,
                markdown(HEADER, rows(figures)),
                "CPU time of the items, in nanoseconds an operation (for products and inner products one multiply-add):",
                markdown(["item", "library", "bits", "ns"], times),
            ]
        ),
    )
