"""Prints what scripts/check_certificate.py says about the files in a list: one line a line.

A line with a theorem file and a certificate gives the lines of the checker, separated by `; `; a line with a
theorem file alone gives its statement as statement.py prints it. A theorem file that is not valid gives
INVALID.
"""

import os
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "scripts")]
import check_certificate as checker  # noqa: E402
import statement  # noqa: E402

theorems = {}


def theorem(path):
    """The parsed file, or None."""
    if path not in theorems:
        try:
            with open(path, "rb") as file:
                data = file.read()
            checker.valid(len(data) <= checker.FILE_BYTES, "too long")
            theorems[path] = checker.Parser(data.decode("utf-8"))
        except (checker.Invalid, UnicodeDecodeError):
            theorems[path] = None
    return theorems[path]


def answer(path, certificate=None):
    """The line to print."""
    parsed = theorem(path)
    if parsed is None:
        return "INVALID"
    if certificate is None:
        del theorems[path]  # there may be many
        return statement.text(parsed)
    with open(certificate, "rb") as file:
        data = file.read()
    try:
        lines, incomplete = checker.check(parsed, data)
        return "; ".join(lines + ["INCOMPLETE" if incomplete else "VERIFIED"])
    except checker.Rejected as error:
        return "REJECTED line %d: %s" % error.args


def run():
    with open(sys.argv[1]) as listing:
        for line in listing:
            print(answer(*line.split()))


threading.stack_size(512 << 20)  # deep terms, as in the checker itself
thread = threading.Thread(target=run)
thread.start()
thread.join()
