"""Runs programs and takes their time and their memory."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

from building import ROOT


class NotMeasured(Exception):
    """Why a figure cannot be had."""


class Stopped(Exception):
    """A command took longer than its limit."""


@dataclasses.dataclass
class Run:
    """One run of a program: wall seconds, CPU seconds and the largest resident set."""

    seconds: float
    cpu_seconds: float
    peak_kibibytes: int
    text: str

    def __add__(self, other):
        return Run(
            self.seconds + other.seconds,
            self.cpu_seconds + other.cpu_seconds,
            max(self.peak_kibibytes, other.peak_kibibytes),
            self.text + other.text,
        )


def run(command, environment=None, limit=None):
    """Runs a command to its end, at most `limit` seconds (else Stopped); raises NotMeasured when it fails."""
    name = " ".join([pathlib.Path(command[0]).name, *map(str, command[1:])])
    with tempfile.TemporaryFile("w+") as errors, tempfile.TemporaryFile("w+") as printed:
        start = time.monotonic()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=printed, stderr=errors, env=environment
        )
        timer = threading.Timer(limit, process.kill) if limit else None
        if timer:
            timer.start()
        # Not subprocess's own wait, which drops the resources of the child.
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if timer:
            timer.cancel()
            if elapsed >= limit:
                raise Stopped(f"stopped after {limit} s")
        errors.seek(0)
        printed.seek(0)
        if process.returncode != 0:
            said = (printed.read() + errors.read()).strip().splitlines()
            raise NotMeasured(
                f"{name} exited with {process.returncode}: {said[-1] if said else 'no word'}"
            )
        return Run(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, printed.read())


@dataclasses.dataclass
class Figure:
    """A measured figure beside its bar; without `values` it was not measured, for a reason."""

    group: str
    case: str
    unit: str
    bar: float | None = None
    values: list[float] = dataclasses.field(default_factory=list)
    reason: str | None = None
    detail: str = ""

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def is_met(self):
        """None where there is no bar, or no figure."""
        return None if self.bar is None or not self.values else self.median <= self.bar

    def measure(self, rounds, body):
        """Takes what `body` returns in each round, or the reason why it cannot be had."""
        try:
            for index in range(rounds):
                self.values.append(body(index))
        except NotMeasured as reason:
            self.values, self.reason = [], str(reason)
        return self

    def as_json(self):
        row = {"group": self.group, "case": self.case, "unit": self.unit, "bar": self.bar}
        if not self.values:
            return row | {"notMeasured": self.reason}
        row |= {
            "median": self.median,
            "minimum": min(self.values),
            "maximum": max(self.values),
            "rounds": len(self.values),
            "isMet": self.is_met,
        }
        return row | ({"detail": self.detail} if self.detail else {})
