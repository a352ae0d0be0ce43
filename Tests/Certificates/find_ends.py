"""Finds where scripts/check_certificate.py begins to accept a number: Tests/Certificates/ends.txt.

Enclosures are unique (docs/certificate-format.md, section 3), so both checkers must change their
minds at the same number. Each line printed holds a theorem file, a certificate (`;` for line feeds, `~`
for spaces, `@` for a number), a number that is accepted and one closer than 2^-90 of its size that is not.
"""

import os
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
import check_certificate as checker  # noqa: E402

FOLDER = "Tests/Certificates/theorems/"
PRECISIONS = [64, 40]
DEFINITIONS = """sum product quotient turned square cube inverse power size least largest root_of
exponential logarithm logarithm_near_one logarithm_below exponential_less_one soft logistic branch
open_branch equal_branch mean_softplus_here mean_softplus_there mean_softplus_box mean_sigmoid_here
mean_sigmoid_box mean_slope_here mean_slope_without_deviation mean_slope_spread mean_slope_box
mean_slope_wide mean_slope_wide_spread mean_slope_wide_at_zero""".split()
SLOPES = """sum product quotient square inverse power root_of size size_below least largest
exponential expm1 logarithm log1p softplus sigmoid mean_softplus mean_sigmoid mean_slope
wide_mean_sigmoid wide_mean_slope branch""".split()
BALANCED = "1/10 1/100 1/50 3 1/10 @;precision 64;layer-peeled 1;" + ";".join(
    f"class {p} 1677/1000 {w}"
    for p, w in [
        ("8934/10000", "1677/1000"),
        ("893334/1000000", "1678/1000"),
        ("89334/100000", "1676/1000"),
    ]
)
SIZED = "1/10 1/100 1/50 3 1/10 @;precision 64;layer-peeled 2;" + ";".join(
    f"class {p} {s} {w}"
    for p, s, w in [
        ("8901284/10000000", "17345/10000", "16058/10000"),
        ("8722324/10000000", "19982/10000", "13082/10000"),
        ("9027829/10000000", "14938/10000", "19559/10000"),
    ]
)
ANY_SIGN = "1/10 1/100 1/50 @;precision 64;unconstrained-features 1;" + ";".join(
    f"vectors {vectors}"
    for vectors in [
        "900675/1000000 49662/1000000 49663/1000000 | -2473/10000 12314/10000 | -3028/10000 15081/10000",
        "49663/1000000 900674/1000000 49663/1000000 | 119/100 -4016/10000 | 14575/10000 -4918/10000",
        "49662/1000000 49663/1000000 900675/1000000 | -9428/10000 -8298/10000 | -11546/10000 -10163/10000",
    ]
)
ANY_SIZED = "1/10 1/100 1/50 @;precision 64;unconstrained-features 2;" + ";".join(
    f"vectors {vectors}"
    for vectors in [
        "89749/100000 56590/1000000 45920/1000000 | 973/10000 -12142/10000 | -1573/10000 -15872/10000",
        "57130/1000000 892750/1000000 50120/1000000 | 10325/10000 4342/10000 | 14653/10000 8361/10000",
        "45500/1000000 49130/1000000 905370/1000000 | -11299/10000 78/100 | -12284/10000 7436/10000",
    ]
)
INSIDE = "1/10 0 0 3 1/10 @;precision 64;memorization-dilation 3 56005/100000 17321/100000"
BOUNDARY = "1/10 0 0 1 1/10 @;precision 64;memorization-dilation 3 78553/100000 0"
POINTS = (
    [
        (BALANCED, name)
        for name in [
            "value",
            "margin",
            "features",
            "weights",
            "variation",
            "overlap",
            "misalignment",
        ]
    ]
    + [
        (SIZED, name)
        for name in [
            "sized",
            "first",
            "third",
            "second_features",
            "sized_variation",
            "sized_overlap",
        ]
    ]
    + [
        (place, name)
        for place in [INSIDE, BOUNDARY]
        for name in ["risk", "own", "other", "distance", "dilation"]
    ]
)
ANY_SIGN_POINTS = [
    (ANY_SIGN, name)
    for name in ["value", "margin", "features", "weights", "variation", "simplex", "misalignment"]
] + [
    (ANY_SIZED, name) for name in ["sized", "first", "third", "second_features", "sized_variation"]
]


def cases():
    """Pairs of a theorem file and a certificate, and whether it accepts small numbers."""
    for precision in PRECISIONS:
        head = f"domain;precision {precision}"
        for name in DEFINITIONS:
            for side in ["lower", "upper"]:
                step = f"bound {name} {side} @ evaluate"
                yield "enclosures", f"claim slope_of_sum;{head};{step};open", side == "lower"
        for name in SLOPES:
            yield "enclosures", f"claim slope_of_{name};{head};split c @;evaluate;open", True
            yield "enclosures", f"claim fall_of_{name};{head};split c @;open;evaluate", False
        root = f"{head};root r 0 | | 3;narrow r 3/4 7/4;split c @"
        yield "enclosures", f"claim slope_of_solution;{root};evaluate;open", True
        yield "enclosures", f"claim fall_of_solution;{root};open;evaluate", False
    for name in ["softplus", "sigmoid", "slope"]:
        for side in ["lower", "upper"]:
            step = f"bound far_{name} {side} @ evaluate"
            yield "far-means", f"claim slope_in_mean;domain;precision 32;{step};open", side == "lower"
    for name in ["mean", "deviation"]:
        head = "domain;precision 32;split c @"
        yield "far-means", f"claim slope_in_{name};{head};evaluate;open", True
        yield "far-means", f"claim fall_in_{name};{head};open;evaluate", False
    for theorem, points in [("minima", POINTS), ("minima-any-sign", ANY_SIGN_POINTS)]:
        for point, name in points:
            for side in ["below", "above"]:
                if f"claim {name}_{side}:" in text(theorem):
                    yield theorem, f"claim {name}_{side};point {point};holds", side == "above"
    for name, side in [
        ("inverse", "lower"),
        ("inverse", "upper"),
        ("power", "upper"),
        ("settled", "lower"),
        ("settled", "upper"),
        ("falling", "upper"),
        ("rising", "lower"),
    ]:
        step = f"bound {name} {side} @ evaluate"
        yield "no-end", f"claim used;domain;precision 64;{step};open", side == "lower"


def text(theorem):
    with open(f"{FOLDER}{theorem}.theorem", encoding="utf-8") as file:
        return file.read()


def accepts(parsed, certificate, number):
    lines = "closedform-certificate 1;" + certificate.replace("@", dyadic(number)) + ";end"
    try:
        checker.check(parsed, lines.replace(";", "\n").encode())
        return True
    except checker.Rejected:
        return False


def dyadic(number):
    exponent = number.denominator.bit_length() - 1
    return f"{number.numerator}p-{exponent}" if exponent else f"{number.numerator}"


def end(parsed, certificate, small_is_accepted):
    # Within the range of c in both theorem files.
    good, bad = (
        (Fraction(-1), Fraction(63)) if "point" in certificate else (Fraction(-63), Fraction(63))
    )
    if not small_is_accepted:
        good, bad = bad, good
    if not accepts(parsed, certificate, good) or accepts(parsed, certificate, bad):
        return None
    while abs(good - bad) > max(abs(good), Fraction(1, 2**100)) / 2**90:
        middle = (good + bad) / 2
        if accepts(parsed, certificate, middle):
            good = middle
        else:
            bad = middle
    return good, bad


def main():
    parsed = {
        name: checker.Parser(text(name))
        for name in ["enclosures", "far-means", "minima", "minima-any-sign", "no-end"]
    }
    print(
        "# Where numbers begin to be accepted; python3 Tests/Certificates/find_ends.py finds them."
    )
    for theorem, certificate, small_is_accepted in cases():
        found = end(parsed[theorem], certificate, small_is_accepted)
        if found is None:
            sys.exit(f"no end: {certificate}")
        print(
            f"{theorem} {certificate.replace(' ', '~')} {dyadic(found[0])} {dyadic(found[1])}",
            flush=True,
        )


main()
