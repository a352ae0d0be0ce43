"""Prints what scripts/check_certificate.py says about each pair of files in a list: one line a pair."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
import check_certificate as checker  # noqa: E402

theorems = {}
with open(sys.argv[1]) as listing:
    for line in listing:
        theorem, certificate = line.split()
        if theorem not in theorems:
            with open(theorem, encoding="utf-8") as file:
                theorems[theorem] = checker.Parser(file.read())
        with open(certificate, "rb") as file:
            data = file.read()
        try:
            lines, incomplete = checker.check(theorems[theorem], data)
            print("; ".join(lines + ["INCOMPLETE" if incomplete else "VERIFIED"]))
        except checker.Rejected:
            print("REJECTED")
