"""Values and derivatives of functions of the second checker: function_values.py LIST

A line of LIST is a function, a number of bits and the ends a 2^e and b 2^e of an interval: F BITS A B E.
For each, the ends of the value, of the derivative and of the second derivative are printed as
fractions, or `refused`.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

from check_certificate import (
    ONE,
    ZERO,
    Interval,
    Jet,
    Refused,
    chain,
    inf,
    is_finite,
    precision,
    rule,
    sup,
)


def ends(x):
    return [inf(x) if is_finite(x.a) else "-inf", sup(x) if is_finite(x.b) else "inf"]


def answer(line):
    f, *numbers = line.split()
    bits, a, b, e = map(int, numbers)
    with precision(bits):
        try:
            jet = chain(rule(f), Jet(Interval(a, b, e), [ONE], {(0, 0): ZERO}))
            return " ".join(
                str(x) for part in (jet.value, jet.first[0], jet.second[0, 0]) for x in ends(part)
            )
        except Refused:
            return "refused"


for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
    print(answer(line))
