"""The statement of a theorem file in one canonical form, as Tests/CertificateFormatTests prints it too.

Terms are written in prefix form: `(+ x0 1/10)`, parameters x0, x1, ..., definitions d0, d1, ..., the variable
of a root v. Names stand where they are declared.
"""


def text(parsed):
    """One line: parameters, definitions, assumptions, problems, claims."""
    parts = []
    for name, whole, low, high in parsed.parameters:
        kind = "integer" if whole else "real"
        parts.append(
            "(parameter %s %s %s %s)"
            % (name, kind, term(low), "infinity" if high is None else term(high))
        )
    parts += ["(define %s %s)" % (name, term(body)) for name, body in parsed.definitions]
    parts += ["(assume %s)" % term(assumption) for assumption in parsed.assumptions]
    for _, model, arguments in parsed.problems:
        given = ["(%s %s)" % (name, value(arguments[name])) for name in sorted(arguments)]
        parts.append("(problem %s %s)" % (model, " ".join(given)))
    for name, claim in parsed.claims:
        parts.append("(claim %s %s)" % (name, term(claim)))
        parts += ["(where %s %s)" % (name, term(x)) for x in parsed.conditions[name]]
    return " ".join(parts)


def value(argument):
    """An argument of a problem: a term or a list of terms."""
    if isinstance(argument, list):
        return "[%s]" % " ".join(map(term, argument))
    return term(argument)


def term(t):
    """A term, a comparison or a claim that a term is monotone."""
    kind, *parts = t
    if kind == "num":
        return str(parts[0])
    if kind == "par":
        return "x%d" % parts[0] if parts[0] >= 0 else "v"
    if kind == "def":
        return "d%d" % parts[0]
    if kind == "minimum":
        return "(minimum %d)" % parts[0]
    if kind == "minimizer":
        return "(minimizer %d %s %s)" % (parts[0], parts[1], parts[2] or "-")
    if kind == "monotone":
        return "(%s %s x%d)" % (parts[1], term(parts[0]), parts[2])
    return "(%s %s)" % (kind, " ".join(map(term, parts)))
