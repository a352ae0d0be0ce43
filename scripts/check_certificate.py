#!/usr/bin/env python3
"""Checks a ClosedForm certificate: check_certificate.py THEOREM CERTIFICATE.

A second checker, independent of `closedform-check`: plain Python 3, integers only, written from
docs/certificate-format.md, whose section numbers stand below. Exit codes: 0 verified, 2 incomplete,
3 rejected, 64 wrong call, 65 a file cannot be read or the theorem file is invalid.
"""
import re
import sys
from fractions import Fraction
from math import gcd, isqrt

sys.setrecursionlimit(20000)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class Refused(Exception):
    """A step's side condition does not hold, or a value does not exist."""


class Invalid(Exception):
    """The theorem file is not valid."""


def need(condition, reason):
    if not condition:
        raise Refused(reason)


# ---- Section 3: dyadic numbers (m, e) = m 2^e and intervals (lower, upper), rounded tightly ----

def dyadic(m, e=0):
    if m == 0:
        return (0, 0)
    zeros = (m & -m).bit_length() - 1
    return (m >> zeros, e + zeros)


def shift(m, n):
    return m << n if n >= 0 else m >> -n


def add(a, b):
    if a[0] == 0:
        return b
    if b[0] == 0:
        return a
    e = min(a[1], b[1])
    return dyadic((a[0] << (a[1] - e)) + (b[0] << (b[1] - e)), e)


def neg(a):
    return (-a[0], a[1])


def mul(a, b):
    return dyadic(a[0] * b[0], a[1] + b[1])


def top(a):
    """The e with 2^(e-1) <= |a| < 2^e."""
    return a[1] + abs(a[0]).bit_length() if a[0] else 0


def less(a, b):
    if (a[0] > 0) - (a[0] < 0) != (b[0] > 0) - (b[0] < 0):
        return (a[0] > 0) - (a[0] < 0) < (b[0] > 0) - (b[0] < 0)
    if top(a) != top(b):
        return (top(a) < top(b)) == (a[0] > 0)
    e = min(a[1], b[1])
    return a[0] << (a[1] - e) < b[0] << (b[1] - e)


def least(a, b):
    return b if less(b, a) else a


def largest(a, b):
    return b if less(a, b) else a


def exact(a):
    return Fraction(a[0] << a[1]) if a[1] >= 0 else Fraction(a[0], 1 << -a[1])


def rounded(a, up, p):
    excess = abs(a[0]).bit_length() - p
    if excess <= 0:
        return a
    return dyadic(-(-a[0] >> excess) if up else a[0] >> excess, a[1] + excess)


def quotient(a, b, up, p):
    n = max(0, p + 2 + abs(b[0]).bit_length() - abs(a[0]).bit_length())
    q = -((-a[0] << n) // b[0]) if up else (a[0] << n) // b[0]
    return rounded(dyadic(q, a[1] - b[1] - n), up, p)


def from_fraction(x, up, p):
    return quotient((x.numerator, 0), (x.denominator, 0), up, p)


ZERO, ONE, LIMIT = (0, 0), (1, 0), 1000000
NIL, UNIT = (ZERO, ZERO), (ONE, ONE)


def outwards(lower, upper, p):
    a, b = rounded(lower, False, p), rounded(upper, True, p)
    for end in (a, b):
        need(end[0] == 0 or abs(top(end)) <= LIMIT, "a number is beyond the limit of exponents")
    return (a, b)


def interval(lower, upper, p):
    need(lower <= upper, "the ends of an interval are in the wrong order")
    return (from_fraction(lower, False, p), from_fraction(upper, True, p))


def number(x, p):
    return interval(Fraction(x), Fraction(x), p)


def i_neg(a):
    return (neg(a[1]), neg(a[0]))


def i_add(a, b, p):
    return outwards(add(a[0], b[0]), add(a[1], b[1]), p)


def i_sub(a, b, p):
    return i_add(a, i_neg(b), p)


def hull(a, b):
    return (least(a[0], b[0]), largest(a[1], b[1]))


def exact_product(a, b):
    if a[0][0] >= 0 and b[0][0] >= 0:
        return (mul(a[0], b[0]), mul(a[1], b[1]))
    corners = [mul(x, y) for x in a for y in b]
    low = high = corners[0]
    for corner in corners:
        low, high = least(low, corner), largest(high, corner)
    return (low, high)


def i_mul(a, b, p):
    return NIL if a == NIL or b == NIL else outwards(*exact_product(a, b), p)


def has_zero(a):
    return a[0][0] <= 0 <= a[1][0]


def i_div(a, b, p):
    need(not has_zero(b), "a divisor may be zero")
    if b[1][0] < 0:
        a, b = i_neg(a), i_neg(b)
    return outwards(quotient(a[0], b[1] if a[0][0] >= 0 else b[0], False, p),
                    quotient(a[1], b[0] if a[1][0] >= 0 else b[1], True, p), p)


def i_abs(a):
    if a[0][0] >= 0:
        return a
    return i_neg(a) if a[1][0] <= 0 else (ZERO, largest(neg(a[0]), a[1]))


def exact_power(a, n):
    base = i_abs(a) if n % 2 == 0 else a
    return tuple(dyadic(x[0] ** n, x[1] * n) for x in base)


def i_pow(a, n, p):
    need(abs(n) <= 1024, "an exponent is beyond 1024")
    if n == 0:
        return UNIT
    powers = exact_power(a, abs(n))
    return i_div(UNIT, powers, p) if n < 0 else outwards(*powers, p)


def i_sqrt(a, p):
    need(a[0][0] >= 0, "the square root of what may be negative")

    def root(x, up):
        n = max(0, 2 * p + 2 - abs(x[0]).bit_length())
        n += (x[1] - n) % 2
        square = x[0] << n
        r = isqrt(square)
        return rounded(dyadic(r + (up and r * r != square), (x[1] - n) // 2), up, p)
    return outwards(root(a[0], False), root(a[1], True), p)


# ---- Elementary functions: bounds of relative width about 2^-w, then Ziv's loop ----

_LOG2 = {}


def log_two(bits):
    """floor(2^bits log 2), at most 1 too small: 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749)."""
    if bits not in _LOG2:
        one = 1 << (bits + 32)

        def atanh(q):
            power, total, k = one // q, 0, 1
            while power:
                total += power // k
                power //= q * q
                k += 2
            return total
        # Floors lose less than 28 (terms + 2) units, far below 2^20.
        _LOG2[bits] = (18 * atanh(26) - 2 * atanh(4801) + 8 * atanh(8749) - (1 << 20)) >> 32
    return _LOG2[bits]


def exp_bounds(x, w):
    if x[0] == 0:
        return (ONE, ONE)
    if top(x) < -w:  # 1 + x < exp(x) < 1 + x + x^2 for 0 < |x| < 1
        low = add(ONE, x)
        return (low, add(low, mul(x, x)))
    halvings = 4 + isqrt(w)
    bits = w + 2 * halvings + 24
    log2 = log_two(bits + 24)
    k, r = divmod(shift(x[0], x[1] + bits + 24), log2)  # x = k log 2 + r, 0 <= r < log 2
    small = (r >> 24) >> halvings  # off by at most 3 units of 2^-bits
    term = total = 1 << bits
    n = 0
    while term:
        n += 1
        term = ((term * small) >> bits) // n  # loses less than 2 units
        total += term
    for _ in range(halvings):  # an error e of a value below 2 becomes at most 4 e + 2
        total = (total * total) >> bits
    error = (2 * n + 10) << (2 * halvings)
    return (dyadic(total - error, k - bits), dyadic(total + error, k - bits))


def log1p_bounds(u, w):
    if u[0] == 0:
        return (u, u)
    if top(u) < -w:  # u - u^2 < log(1 + u) < u for 0 < |u| < 1/2
        return (add(u, neg(mul(u, u))), u)
    x = add(ONE, u)
    k = top(x)  # x = m 2^k, 3/4 <= m < 3/2
    width = x[0].bit_length()
    if width < 2 or x[0] >> (width - 2) != 3:
        k -= 1
    roots = 3 + isqrt(w) // 2
    close = max(0, 1 - top(u)) if k == 0 else 0
    bits = w + close + roots + 20
    m = shift(x[0], x[1] - k + bits)
    for _ in range(roots):  # an error e becomes less than 0.6 e + 1, so below 3
        m = isqrt(m << bits)
    diff = m - (1 << bits)
    z = (abs(diff) << bits) // (m + (1 << bits))  # off by less than 4 units
    square = (z * z) >> bits
    power, total, n = z, 0, 0
    while power:  # atanh z, each term loses less than 2 units
        total += power // (2 * n + 1)
        power = (power * square) >> bits
        n += 1
    error = ((2 * n + 8) << (roots + 1)) + 4
    value = ((-total if diff < 0 else total) << (roots + 1)) + ((k * log_two(bits + 24)) >> 24)
    return (dyadic(value - error, -bits), dyadic(value + error, -bits))


def expm1_bounds(x, w):
    if x[0] == 0:
        return (x, x)
    if top(x) < -w:
        return (x, add(x, mul(x, x)))
    low, high = exp_bounds(x, w + max(0, 2 - top(x)))
    return (add(low, (-1, 0)), add(high, (-1, 0)))


def softplus_bounds(x, w):  # max(x, 0) + log1p(exp(-|x|))
    low, high = exp_bounds(neg(x) if x[0] > 0 else x, w + 4)
    low, high = log1p_bounds(low, w + 4)[0], log1p_bounds(high, w + 4)[1]
    return (add(x, low), add(x, high)) if x[0] > 0 else (low, high)


def sigmoid_bounds(x, w):  # with q = exp(-|x|): q/(1 + q), or 1 minus that
    low, high = exp_bounds(neg(x) if x[0] > 0 else x, w + 4)
    low = quotient(low, add(ONE, low), False, w + 4)
    high = quotient(high, add(ONE, high), True, w + 4)
    return (add(ONE, neg(high)), add(ONE, neg(low))) if x[0] > 0 else (low, high)


def ziv(bounds, x, up, p):
    """The value rounded to one side; ends, as it is dyadic only where the bounds are equal."""
    extra = 32
    while extra <= 1 << 17:
        low, high = bounds(x, p + extra)
        low, high = rounded(low, up, p), rounded(high, up, p)
        if low == high:
            return low
        extra *= 2
    raise Refused("a value lies too close to a representable number")


BOUNDS = {"exp": exp_bounds, "expm1": expm1_bounds, "softplus": softplus_bounds, "sigmoid": sigmoid_bounds,
          "log1p": log1p_bounds, "log": lambda x, w: log1p_bounds(add(x, (-1, 0)), w)}


def apply(f, a, p):
    if f == "neg":
        return i_neg(a)
    if f == "abs":
        return i_abs(a)
    if f == "sqrt":
        return i_sqrt(a, p)
    if f == "log":
        need(a[0][0] > 0, "the logarithm of what may not be positive")
    elif f == "log1p":
        need(less((-1, 0), a[0]), "log1p of what may be -1 or less")
    else:
        limit = (1, 20)
        need(not less(a[0], neg(limit)) and not less(limit, a[1]), "the argument of an exponential is too large")
    return outwards(ziv(BOUNDS[f], a[0], False, p), ziv(BOUNDS[f], a[1], True, p), p)


def certain(relation, a, b):
    """True, False, or None where the intervals leave it open."""
    if relation in (">", ">="):
        return certain({">": "<", ">=": "<="}[relation], b, a)
    if relation == "<":
        return True if less(a[1], b[0]) else False if not less(a[0], b[1]) else None
    if relation == "<=":
        return True if not less(b[0], a[1]) else False if less(b[1], a[0]) else None
    if a[0] == a[1] and a == b:
        return True
    return False if less(a[1], b[0]) or less(b[1], a[0]) else None


# ---- Section 8: Gaussian expectations; kinds -1 softplus, 0 sigmoid, 1 to 3 its derivatives ----

QUARTER = (1, -2)


def cut(a, limit):
    low, high = largest(a[0], ZERO), least(a[1], limit)
    need(not less(high, low), "an expectation lies outside its range")
    return (low, high)


def mean_at(kind, m, s, p):
    w = p + 32
    wanted = Fraction(7 * w, 10)
    room = Fraction((13 << 20) * exact(s).denominator // (5 * exact(s).numerator), 1 << 20) if s[0] else None
    for k in range(13):
        unit = Fraction(25 << k, 4)
        width = min(unit, room) if room is not None else unit
        if unit * width - width * width / 2 >= wanted:
            break
    else:
        raise Refused("a Gaussian expectation needs too many nodes")
    square = -(-2 * wanted * 4 ** k // 1)
    count = isqrt(square)
    count = max(count + (count * count < square), 1 << k)
    need(count <= 50000, "a Gaussian expectation needs too many nodes")
    step, half, M, S = dyadic(1, -k), ((1, -1), (1, -1)), (m, m), (s, s)
    weights = []
    for j in range(count + 1):
        node = (dyadic(j, -k),) * 2
        weights.append(apply("exp", i_neg(i_mul(i_pow(node, 2, w), half, w)), w))
    total = norm = NIL
    for j in range(-count, count + 1):
        x = i_add(M, i_mul(S, (dyadic(j, -k),) * 2, w), w)
        v = apply("softplus" if kind < 0 else "sigmoid", x, w)
        if kind > 0:
            v1 = i_mul(v, i_sub(UNIT, v, w), w)
            if kind == 2:
                v1 = i_mul(v1, i_sub(UNIT, i_mul(number(2, w), v, w), w), w)
            elif kind == 3:
                v1 = i_mul(v1, i_sub(UNIT, i_mul(number(6, w), v1, w), w), w)
            v = v1
        total = i_add(total, i_mul(v, weights[abs(j)], w), w)
        norm = i_add(norm, weights[abs(j)], w)
    if kind < 0:
        c = i_add(i_add((largest(m, ZERO),) * 2, S, w), number(5, w), w)
    else:
        c = number({0: 2, 1: 4, 2: 20, 3: 148}[kind], w)
    unit = (dyadic(1, 5 - w),) * 2
    error = i_mul(c, unit, w)
    value = i_div(i_add(i_mul(total, (step, step), w), hull(i_neg(error), error), w),
                  i_add(i_mul(norm, (step, step), w), hull(i_neg(unit), unit), w), w)
    return cut(value, ONE) if kind == 0 else cut(value, QUARTER) if kind == 1 else value


def middle(a):
    m, e = add(a[0], a[1])
    return (m, e - 1) if m else ZERO


def mean_wide(kind, m, s, p):
    one_over = {1: 10, 2: 8, 3: 2}[kind]
    b = i_div(UNIT, number(one_over, p), p)
    b = hull(i_neg(b), b)
    c = i_div(i_mul(number(4, p), b, p), number(5, p), p)
    first = i_mul(b, i_sub(m, (middle(m),) * 2, p), p)
    second = i_mul(c, i_sub(s, (middle(s),) * 2, p), p)
    if not less(i_add(first, second, p)[1], (1, -3)):
        if kind > 1:
            end = i_div(UNIT, number(10 if kind == 2 else 8, p), p)
            return hull(i_neg(end), end)
        if s[0][0] <= 0:
            return (ZERO, QUARTER)
        density = i_div(number(2, p), i_mul(number(5, p), (s[0], s[0]), p), p)
        return (ZERO, least(density[1], QUARTER))
    return i_add(i_add(mean_at(kind, middle(m), middle(s), p), first, p), second, p)


def mean(kind, m, s, p):
    s = i_abs(s)
    if m[0] == m[1] and s[0] == s[1]:
        value = mean_at(kind, m[0], s[0], p)
    elif kind < 0:
        value = (mean_at(kind, m[0], s[0], p)[0], mean_at(kind, m[1], s[1], p)[1])
    elif kind == 0:
        corners = [mean_at(0, x, y, p) for x in m for y in s]
        value = corners[0]
        for corner in corners:
            value = hull(value, corner)
    else:
        value = mean_wide(kind, m, s, p)
    value = outwards(*value, p)
    return cut(value, QUARTER) if kind == 1 else value


MEANS = {"mean_softplus": -1, "mean_sigmoid": 0, "mean_sigmoid_derivative": 1}
UNARY = {"sqrt", "exp", "log", "log1p", "expm1", "softplus", "sigmoid", "abs"}
MODELS = {
    "positive_layer_peeled": ("N? K? class_sizes? M alpha lambda_W lambda_H", "objective margin[] feature_norm_squared[] "
                              "weight_norm_squared within_class_variation class_overlap classifier_misalignment"),
    "memorization_dilation": ("margin feature_norm eta alpha lambda C_MD M N?",
                              "risk dilation distance u_own u_other constraint_slack")}
RESERVED = set("theorem source parameters define assume problem claim expect refuted integer real in log root of if "
               "then else and minimum minimizer increases decreases".split()) | UNARY | set(MEANS) | {"min", "max"}


# ---- The theorem file (docs/theorem-language.md) ----

TOKEN = re.compile(r'[ \t\r\n]+|#[^\n]*|(?P<text>"[^"\n]*")|(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)'
                   r'|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<symbol><=|>=|[-+*/^()\[\]=<>:,.])')


class Parser:
    """Parses and elaborates in one pass; what it leaves behind is what the kernel calls a statement."""

    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise Invalid("an unexpected character")
            at = match.end()
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group()))
        self.tokens.append(("end", ""))
        self.at = self.depth = self.nodes = 0
        self.parameters, self.definitions, self.assumptions, self.problems, self.claims = [], [], [], [], []
        self.names, self.templates, self.formals, self.bound = {}, {}, {}, None
        self.file()

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][1]

    def kind(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][0]

    def take(self, wanted=None):
        word = self.peek()
        if wanted is not None and (word != wanted or self.kind() == "text"):
            raise Invalid("expected `%s`, found `%s`" % (wanted, word))
        self.at += 1
        return word

    def name(self):
        word = self.peek()
        if self.kind() != "word" or word in RESERVED or len(word) > 100:
            raise Invalid("expected a name, found `%s`" % word)
        return self.take()

    def fresh(self, word):
        if word in self.names or word in self.templates:
            raise Invalid("`%s` is declared twice" % word)
        return word

    def file(self):
        self.take("theorem")
        if self.kind() != "text":
            raise Invalid("expected a title")
        self.take()
        if self.peek() == "source" and self.kind() == "word":
            self.take()
            if self.kind() != "text":
                raise Invalid("expected a source")
            self.take()
        while self.kind() != "end":
            section = self.take()
            if section not in ("parameters", "define", "assume", "problem", "claim"):
                raise Invalid("expected a section, found `%s`" % section)
            getattr(self, "read_" + section)()
        if not self.claims:
            raise Invalid("there is no claim")

    def at_section(self):
        return self.kind() == "end" or self.peek() in ("parameters", "define", "assume", "problem", "claim")

    def read_parameters(self):
        while not self.at_section():
            names = [self.name()]
            while self.peek() == ",":
                self.take()
                names.append(self.name())
            self.take(":")
            kind = self.take()
            if kind not in ("integer", "real"):
                raise Invalid("unknown kind of parameter")
            self.take("in")
            self.take("[")
            self.domain = True
            lower = self.expression()
            self.take(",")
            upper = self.expression()
            self.domain = False
            self.take("]")
            if self.peek() == "log":
                self.take()
            for word in names:
                self.names[self.fresh(word)] = ("par", len(self.parameters))
                self.parameters.append((word, kind == "integer", lower, upper))

    def read_define(self):
        while not self.at_section():
            word, formals = self.fresh(self.name()), []
            if self.peek() == "(":
                self.take()
                formals = [self.name()]
                while self.peek() == ",":
                    self.take()
                    formals.append(self.name())
                self.take(")")
                if len(set(formals)) != len(formals):
                    raise Invalid("an argument is named twice")
            self.take("=")
            if self.peek() == "root":
                if formals:
                    raise Invalid("a root has no arguments")
                self.take()
                variable = self.name()
                self.take("in")
                self.take("[")
                lower = self.expression()
                self.take(",")
                upper = self.expression()
                self.take("]")
                self.take("of")
                self.bound = variable
                relation, left, right = self.comparison()
                self.bound = None
                if relation != "=":
                    raise Invalid("a root is of an equation")
                body = ("root", lower, upper, left, right)
            else:
                self.formals = {f: ("formal", i) for i, f in enumerate(formals)}
                body = self.expression()
                self.formals = {}
            if formals:
                self.templates[word] = (len(formals), body)
            else:
                self.names[word] = ("def", len(self.definitions))
                self.definitions.append((word, body))

    def read_assume(self):
        self.assumptions.append(self.comparison())
        while self.peek() == "and":
            self.take()
            self.assumptions.append(self.comparison())

    def read_problem(self):
        word = None
        if self.peek(1) == "=":
            word = self.name()
            self.take("=")
        model = self.name()
        if model not in MODELS:
            raise Invalid("unknown model `%s`" % model)
        known = {a.rstrip("?"): a for a in MODELS[model][0].split()}
        arguments = {}
        self.take("(")
        while self.peek() != ")":
            argument = self.name()
            if argument not in known or argument in arguments:
                raise Invalid("a wrong argument `%s`" % argument)
            if self.peek() != "=":
                value = self.lookup(argument)
            else:
                self.take("=")
                if self.peek() == "[":
                    self.take()
                    value = [self.expression()]
                    while self.peek() == ",":
                        self.take()
                        value.append(self.expression())
                    self.take("]")
                else:
                    value = self.expression()
            if isinstance(value, list) != (argument == "class_sizes"):
                raise Invalid("`%s` has the wrong kind of value" % argument)
            arguments[argument] = value
            if self.peek() != ",":
                break
            self.take()
            if self.peek() == ")":
                raise Invalid("a missing argument")
        self.take(")")
        if any(not a.endswith("?") and a not in arguments for a in known.values()):
            raise Invalid("a missing argument of `%s`" % model)
        if self.problems and (word is None or None in [p[0] for p in self.problems] or word in [p[0] for p in self.problems]):
            raise Invalid("the names of the problems are not distinct")
        self.problems.append((word, model, arguments))

    def read_claim(self):
        word = self.take() if self.peek() in (UNARY | set(MEANS) | {"min", "max"}) - {"log"} else self.name()
        if word in [c[0] for c in self.claims]:
            raise Invalid("the claim `%s` is declared twice" % word)
        self.take(":")
        self.in_claim = True
        start = self.at
        left = self.expression()
        if self.peek() in ("increases", "decreases"):
            direction = self.take()
            self.take("in")
            parameter = self.lookup(self.name())
            if parameter[0] != "par":
                raise Invalid("what a term is monotone in must be a parameter")
            statement = ("monotone", left, direction, parameter[1])
        else:
            self.at = start
            statement = self.comparison()
        self.in_claim = False
        if self.peek() == "expect":
            self.take()
            self.take("refuted")
        self.claims.append((word, statement))

    in_claim = domain = False

    def comparison(self):
        left = self.expression()
        relation = self.take()
        if relation not in ("<", "<=", "=", ">", ">="):
            raise Invalid("expected a comparison")
        return (relation, left, self.expression())

    def expression(self, above=0):
        self.depth += 1
        self.nodes += 1
        if self.depth > 1000 or self.nodes > 1000000:
            raise Invalid("expressions nest too deep")
        left = self.operand()
        while self.peek() in "+-*/" and self.peek() and (1 if self.peek() in "+-" else 2) > above:
            operator = self.take()
            left = (operator, left, self.expression(1 if operator in "+-" else 2))
        self.depth -= 1
        return left

    def operand(self):
        if self.peek() == "-":
            self.take()
            self.depth += 1
            if self.depth > 1000:
                raise Invalid("expressions nest too deep")
            term = ("neg", self.operand())
            self.depth -= 1
            return term
        base = self.primary()
        if self.peek() != "^":
            return base
        self.take()
        if self.peek() == "-":
            raise Invalid("an exponent with a sign needs parentheses")
        return ("^", base, self.operand())

    def primary(self):
        kind, word = self.kind(), self.take()
        if kind == "number":
            if len(word) > 10010 or abs(int((re.search("[eE](.*)", word) or [0, "0"])[1])) > 100000:
                raise Invalid("a number is too long")
            return ("num", Fraction(word))
        if word == "(" and kind == "symbol":
            term = self.expression()
            self.take(")")
            return term
        if kind != "word":
            raise Invalid("expected an operand, found `%s`" % word)
        if word == "if":
            condition = self.comparison()
            self.take("then")
            first = self.expression()
            self.take("else")
            return ("if", condition, first, self.expression())
        if word in ("minimum", "minimizer"):
            return self.problem_value(word)
        if self.peek() == "(":
            self.take()
            values = [self.expression()]
            while self.peek() == ",":
                self.take()
                values.append(self.expression())
            self.take(")")
            return self.call(word, values)
        return self.lookup(word)

    def lookup(self, word):
        if word in self.formals:
            return self.formals[word]
        if word == self.bound:
            return ("bound",)
        if word not in self.names or (self.domain and self.names[word][0] == "def"):
            raise Invalid("unknown name `%s`" % word)
        return self.names[word]

    def call(self, word, values):
        if word in UNARY and len(values) == 1:
            return (word, values[0])
        if word in MEANS and len(values) == 2:
            return (word, values[0], values[1])
        if word in ("min", "max") and len(values) >= 2:
            term = values[0]
            for value in values[1:]:
                term = (word, term, value)
            return term
        if word not in self.templates or self.templates[word][0] != len(values):
            raise Invalid("`%s` cannot be called so" % word)
        return self.expand(self.templates[word][1], values)

    def expand(self, term, values):
        self.nodes += 1
        if self.nodes > 1000000:
            raise Invalid("the theorem is too long when written out")
        if term[0] == "formal":
            return values[term[1]]
        if term[0] == "if":
            relation, left, right = term[1]
            return ("if", (relation, self.expand(left, values), self.expand(right, values)),
                    self.expand(term[2], values), self.expand(term[3], values))
        return tuple(self.expand(t, values) if isinstance(t, tuple) else t for t in term)

    def problem_value(self, word):
        if not self.in_claim:
            raise Invalid("`%s` stands outside a claim" % word)
        problem = None
        if self.peek() == "(":
            self.take()
            problem = self.name()
            self.take(")")
        matching = [i for i, p in enumerate(self.problems) if problem is None or p[0] == problem]
        if len(matching) != 1:
            raise Invalid("which problem is meant?")
        if word == "minimum":
            return ("minimum", matching[0])
        self.take(".")
        quantity, index = self.take(), None
        if self.peek() == "[":
            self.take()
            index = int(self.take()) if self.kind() == "number" and self.peek().isdigit() else 0
            self.take("]")
            if not 1 <= index <= 1000000:
                raise Invalid("a wrong component")
        known = MODELS[self.problems[matching[0]][1]][1].split()
        if quantity + "[]" not in known and (quantity not in known or index is not None):
            raise Invalid("unknown quantity `%s`" % quantity)
        return ("minimizer", matching[0], quantity, index)

    # What depends on what.

    def mentions(self, term, i):
        if term[0] == "par":
            return term[1] == i
        if term[0] == "def":
            body = self.definitions[term[1]][1]
            return any(self.mentions(t, i) for t in (body[1:] if body[0] == "root" else [body]))
        if term[0] in ("minimum", "minimizer"):
            values = self.problems[term[1]][2].values()
            return any(self.mentions(t, i) for v in values for t in (v if isinstance(v, list) else [v]))
        parts = term[1][1:] + term[2:] if term[0] == "if" else term[1:]
        return any(self.mentions(t, i) for t in parts if isinstance(t, tuple))

    def assumption_mentions(self, k, fixed):
        return any(self.mentions(t, i) for i in fixed for t in self.assumptions[k][1:])

    def unfold(self, term):
        if term[0] == "def" and self.definitions[term[1]][1][0] != "root":
            return self.unfold(self.definitions[term[1]][1])
        if term[0] == "if":
            return ("if", (term[1][0], self.unfold(term[1][1]), self.unfold(term[1][2])),
                    self.unfold(term[2]), self.unfold(term[3]))
        if term[0] in ("num", "par", "def", "minimum", "minimizer"):
            return term
        return tuple(self.unfold(t) if isinstance(t, tuple) else t for t in term)


def literal(term):
    """The value of an integer literal or its negative, or None."""
    if term[0] == "neg":
        value = literal(term[1])
        return None if value is None else -value
    return int(term[1]) if term[0] == "num" and term[1].denominator == 1 and abs(term[1]) < 10 ** 18 else None


def rational(S, term, point):
    """The exact value of a rational term, or None."""
    kind = term[0]
    if kind == "num":
        return term[1]
    if kind == "par":
        return point[term[1]] if term[1] < len(point) else None
    if kind == "def":
        body = S.definitions[term[1]][1]
        return None if body[0] == "root" else rational(S, body, point)
    if kind in ("neg", "abs"):
        value = rational(S, term[1], point)
        return None if value is None else -value if kind == "neg" else abs(value)
    if kind == "^":
        base, n = rational(S, term[1], point), literal(term[2])
        if base is None or n is None or abs(n) > 1024:
            return None
        need(base != 0 or n >= 0, "a division by zero")
        result = base ** n
    elif kind in ("+", "-", "*", "/", "min", "max"):
        a, b = rational(S, term[1], point), rational(S, term[2], point)
        if a is None or b is None:
            return None
        need(kind != "/" or b != 0, "a division by zero")
        result = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b,
                  "min": lambda: min(a, b), "max": lambda: max(a, b)}[kind]()
    else:
        return None
    need(max(abs(result.numerator), result.denominator).bit_length() <= 100000, "an exact value has too many bits")
    return result


# ---- Values and derivatives (section 3): a jet is (value, first, second) ----

class Evaluator:
    """E(term) on a box; `facts` are (definition, lower, upper, is_root, rests_on)."""

    def __init__(self, S, box, facts, p, order=0, variables=(), bounds=None, bound=None, tangent=False):
        need(32 <= p <= 8192, "the precision must be 32 to 8192 bits")
        self.S, self.box, self.facts, self.p, self.order, self.bounds = S, box, facts, p, order, bounds or {}
        self.variables, self.bound, self.cache, self.tangent = list(variables), bound, {}, tangent
        self.intervals = [interval(a, b, p) for a, b in box]

    def constant(self, value, one=None):
        n = len(self.variables)
        first = [UNIT if v == one and one is not None else NIL for v in self.variables] if self.order else []
        return (value, first, [NIL] * (n * (n + 1) // 2) if self.order > 1 else [])

    def value(self, term):
        return self.jet(term)[0]

    def slack(self, comparison):
        left, right = self.jet(comparison[1]), self.jet(comparison[2])
        return self.zipped(i_sub, left, right) if comparison[0] in (">", ">=") else self.zipped(i_sub, right, left)

    def holds(self, comparison):
        return certain(comparison[0], self.value(comparison[1]), self.value(comparison[2]))

    def zipped(self, f, a, b):
        return (f(a[0], b[0], self.p), [f(x, y, self.p) for x, y in zip(a[1], b[1])],
                [f(x, y, self.p) for x, y in zip(a[2], b[2])])

    def pairs(self):
        n = len(self.variables)
        return [(i, j) for i in range(n) for j in range(i, n)] if self.order > 1 else []

    def multiply(self, a, b):
        p = self.p
        first = [i_add(i_mul(x, b[0], p), i_mul(a[0], y, p), p) for x, y in zip(a[1], b[1])]
        second = []
        for at, (i, j) in enumerate(self.pairs()):
            total = i_add(i_mul(a[2][at], b[0], p), i_mul(a[0], b[2][at], p), p)
            cross = i_mul(a[1][i], b[1][j], p)
            if i == j:
                total = i_add(total, i_mul(number(2, p), cross, p), p)
            else:
                total = i_add(i_add(total, cross, p), i_mul(a[1][j], b[1][i], p), p)
            second.append(total)
        return (i_mul(a[0], b[0], p), first, second)

    def compose(self, a, value, slope, curvature):
        """f(a): slope and curvature are functions, asked for when the order needs them."""
        if not self.order:
            return self.constant(value)
        p, d = self.p, slope()
        first, second = [i_mul(d, x, p) for x in a[1]], []
        if self.order > 1:
            c = curvature(d)
            for at, (i, j) in enumerate(self.pairs()):
                square = i_pow(a[1][i], 2, p) if i == j else i_mul(a[1][i], a[1][j], p)
                second.append(i_add(i_mul(d, a[2][at], p), i_mul(c, square, p), p))
        return (value, first, second)

    def function(self, f, a):
        p, A = self.p, a[0]
        if f == "neg":
            return tuple([i_neg(x) for x in part] if n else i_neg(part) for n, part in enumerate(a))
        if f == "abs":
            if not self.order:
                return self.constant(i_abs(A))
            decided = not self.tangent or not has_zero(A)
            if decided and A[0][0] >= 0:
                return a
            if decided and A[1][0] <= 0:
                return self.function("neg", a)
            need(self.order == 1, "abs has no second derivative where its sign is open")
            return self.compose(a, i_abs(A), lambda: ((-1, 0), ONE), None)
        F = apply(f, A, p)
        two, one_plus = number(2, p), lambda: i_add(UNIT, A, p)
        slope = {"sqrt": lambda: i_div(UNIT, i_mul(two, F, p), p), "exp": lambda: F,
                 "expm1": lambda: apply("exp", A, p), "log": lambda: i_div(UNIT, A, p),
                 "log1p": lambda: i_div(UNIT, one_plus(), p), "softplus": lambda: apply("sigmoid", A, p),
                 "sigmoid": lambda: i_mul(F, i_sub(UNIT, F, p), p)}[f]
        curvature = {"sqrt": lambda d: i_neg(i_div(d, i_mul(two, A, p), p)), "exp": lambda d: d, "expm1": lambda d: d,
                     "log": lambda d: i_neg(i_div(UNIT, i_pow(A, 2, p), p)),
                     "log1p": lambda d: i_neg(i_div(UNIT, i_pow(one_plus(), 2, p), p)),
                     "softplus": lambda d: i_mul(d, i_sub(UNIT, d, p), p),
                     "sigmoid": lambda d: i_mul(d, i_sub(UNIT, i_mul(two, F, p), p), p)}[f]
        return self.compose(a, F, slope, curvature)

    def power(self, a, n):
        p, A = self.p, a[0]
        if n == 0:
            return self.constant(UNIT)
        if n == 1:
            return a
        return self.compose(a, i_pow(A, n, p), lambda: i_mul(number(n, p), i_pow(A, n - 1, p), p),
                            lambda d: i_mul(number(n * (n - 1), p), i_pow(A, n - 2, p), p))

    def binary(self, f, a, b):
        p = self.p
        if f in ("+", "-"):
            return self.zipped(i_add if f == "+" else i_sub, a, b)
        if f == "*":
            return self.multiply(a, b)
        if f == "/":
            inverse = self.compose(b, i_div(UNIT, b[0], p), lambda: i_neg(i_div(UNIT, i_pow(b[0], 2, p), p)),
                                   lambda d: i_mul(number(2, p), i_div(UNIT, i_pow(b[0], 3, p), p), p))
            return (i_div(a[0], b[0], p),) + self.multiply(a, inverse)[1:]
        if f == "^":
            x = b[0][0]
            n = x[0] << x[1] if x == b[0][1] and 0 <= x[1] <= 64 else None
            if n is not None and abs(n) <= 1024 and all(g == NIL for g in b[1]):
                return self.power(a, n)
            return self.function("exp", self.multiply(b, self.function("log", a)))
        if f in ("min", "max"):
            pick, relation = (least, "<=") if f == "min" else (largest, ">=")
            relation = relation[0] if self.tangent else relation
            value = (pick(a[0][0], b[0][0]), pick(a[0][1], b[0][1]))
            if certain(relation, a[0], b[0]):
                return (value,) + a[1:]
            if certain(relation, b[0], a[0]):
                return (value,) + b[1:]
            need(self.order < 2, "min and max have no second derivative where they turn")
            return (value, [hull(x, y) for x, y in zip(a[1], b[1])], [])
        kind = MEANS[f]
        result = self.constant(mean(kind, a[0], b[0], p))
        if not self.order or all(g == NIL for g in a[1] + b[1]):
            return result
        need(self.order == 1, "Gaussian means have no second derivative")
        in_mean = mean(kind + 1, a[0], b[0], p)
        in_deviation = i_mul(b[0], mean(kind + 2, a[0], b[0], p), p)
        return (result[0], [i_add(i_mul(in_mean, x, p), i_mul(in_deviation, y, p), p) for x, y in zip(a[1], b[1])], [])

    def jet(self, term):
        kind = term[0]
        if kind == "num":
            return self.constant(number(term[1], self.p))
        if kind == "par":
            return self.constant(self.intervals[term[1]], term[1])
        if kind == "def":
            return self.definition(term[1])
        if kind == "bound":
            need(self.bound is not None, "the variable of a root stands outside it")
            return self.constant(self.bound, self.variables[-1] if self.variables else None)
        if kind in ("minimum", "minimizer"):
            need(term[1] in self.bounds and not self.order, "nothing is known about the minimum here")
            key = "minimum" if kind == "minimum" else term[2:]
            need(key in self.bounds[term[1]], "nothing is known about this quantity of the minimizer")
            return self.constant(self.bounds[term[1]][key])
        if kind == "if":
            holds = self.holds(term[1])
            if holds is not None:
                return self.jet(term[2] if holds else term[3])
            need(not self.order, "a condition is open on the box, so there is no derivative")
            return self.constant(hull(self.value(term[2]), self.value(term[3])))
        if len(term) == 2:
            return self.function(kind, self.jet(term[1]))
        return self.binary(kind, self.jet(term[1]), self.jet(term[2]))

    def clip(self, value, fact):
        low = value[0] if fact[1] is None else largest(value[0], from_fraction(fact[1], False, self.p))
        high = value[1] if fact[2] is None else least(value[1], from_fraction(fact[2], True, self.p))
        need(not less(high, low), "two enclosures of a definition are disjoint")
        return (low, high)

    def definition(self, index):
        if index in self.cache:
            return self.cache[index]
        body, facts = self.S.definitions[index][1], [f for f in self.facts if f[0] == index]
        if body[0] != "root":
            jet = self.jet(body)
        else:
            roots = [f for f in facts if f[3]]
            need(roots, "a root has no certified enclosure here")
            value = interval(roots[0][1], roots[0][2], self.p)
            for fact in facts:
                value = self.clip(value, fact)
            jet = self.constant(value)
            if self.order and self.variables:
                need(self.order == 1, "a root has no second derivative here")
                slopes = self.residual(body, value, self.variables + ["bound %d" % len(self.variables)])[1]
                jet = (value, [i_neg(i_div(s, slopes[-1], self.p)) for s in slopes[:-1]], [])
        value = jet[0]
        for fact in facts:
            value = self.clip(value, fact)
        self.cache[index] = (value,) + jet[1:]
        return self.cache[index]

    def residual(self, body, value, variables=()):
        """The jet of left - right of a root's equation where its variable lies in `value`."""
        inside = Evaluator(self.S, self.box, self.facts, self.p, 1 if variables else 0, variables, self.bounds, value)
        return inside.slack((">", body[3], body[4]))

    def arguments(self, problem):
        return {k: [self.value(t) for t in v] if isinstance(v, list) else self.value(v)
                for k, v in self.S.problems[problem][2].items()}


# ---- Section 6: polynomials {monomial: coefficient}, a monomial a frozenset of (atom, exponent) ----

def p_add(a, b, factor=Fraction(1)):
    total = dict(a)
    for monomial, c in b.items():
        total[monomial] = total.get(monomial, 0) + factor * c
        if not total[monomial]:
            del total[monomial]
    need(len(total) <= 4096, "a polynomial has too many monomials")
    return total


def p_mul(a, b):
    total = {}
    for m, x in a.items():
        for n, y in b.items():
            powers, factor = dict(m), None
            for atom, e in n:
                powers[atom] = powers.get(atom, 0) + e
            for atom, e in list(powers.items()):
                need(e <= 64, "an exponent is beyond 64")
                if atom[0] == "root of" and e >= 2:  # the square of a square root is what stands under it
                    powers.pop(atom)
                    if e > 2:
                        powers[atom] = e - 2
                    factor = p_mul(factor or {frozenset(): Fraction(1)}, dict(atom[1]))
            product = {frozenset(powers.items()): x * y}
            total = p_add(total, p_mul(product, factor) if factor else product)
    return total


CONSTANT = {frozenset(): Fraction(1)}


class Normalizer:
    """Terms as (numerator, denominator, sign of the denominator on the box)."""

    def __init__(self, evaluator):
        self.E, self.S, self.known, self.intervals = evaluator, evaluator.S, {}, {}

    def atom(self, term):
        key = ("term", term if term[0] == "par" else self.S.unfold(term))
        if term[0] != "minimizer":
            self.intervals[key] = self.E.value(term)
        return ({frozenset([(key, 1)]): Fraction(1)}, CONSTANT, 1)

    def sum(self, a, b, sign):
        if a[1] == b[1]:
            return (p_add(a[0], b[0], sign), a[1], a[2])
        return (p_add(p_mul(a[0], b[1]), p_mul(b[0], a[1]), sign), p_mul(a[1], b[1]), a[2] * b[2])

    def product(self, a, b):
        return (p_mul(a[0], b[0]), p_mul(a[1], b[1]), a[2] * b[2])

    def reciprocal(self, term):
        form, value = self.form(term), self.E.value(term)
        need(not has_zero(value), "a divisor may be zero")
        return (form[1], form[0], form[2] * (1 if value[0][0] > 0 else -1))

    def form(self, term):
        kind = term[0]
        if kind == "num":
            return ({frozenset(): term[1]} if term[1] else {}, CONSTANT, 1)
        if kind == "def" and self.S.definitions[term[1]][1][0] != "root":
            if term[1] not in self.known:
                self.known[term[1]] = self.form(self.S.definitions[term[1]][1])
            return self.known[term[1]]
        if kind == "neg":
            return self.sum(({}, CONSTANT, 1), self.form(term[1]), -1)
        if kind in ("+", "-"):
            return self.sum(self.form(term[1]), self.form(term[2]), 1 if kind == "+" else -1)
        if kind == "*":
            return self.product(self.form(term[1]), self.form(term[2]))
        if kind == "/":
            return self.product(self.form(term[1]), self.reciprocal(term[2]))
        if kind == "^" and literal(term[2]) is not None and abs(literal(term[2])) <= 64:
            n, result = literal(term[2]), (CONSTANT, CONSTANT, 1)
            factor = self.reciprocal(term[1]) if n < 0 else self.form(term[1])
            for _ in range(abs(n)):
                result = self.product(result, factor)
            return result
        if kind == "sqrt":
            need(self.E.value(term[1])[0][0] >= 0, "the square root of what may be negative")
            form = self.form(term[1])
            square = p_mul(form[0], form[1])
            root = {frozenset([(("root of", frozenset(square.items())), 1)]): Fraction(1)} if square else {}
            return (root, {m: c * form[2] for m, c in form[1].items()}, 1)
        if kind == "minimizer" and self.S.problems[term[1]][1] == "memorization_dilation" and term[3] is None \
                and term[2] in ("dilation", "constraint_slack"):
            require_admissible(self.E, term[1])
            if term[2] == "constraint_slack":
                return ({}, CONSTANT, 1)
            given = self.S.problems[term[1]][2]
            product = given["eta"]
            for factor in (("sqrt", ("num", Fraction(2))), given["feature_norm"], ("minimizer", term[1], "distance", None)):
                product = ("*", product, factor)
            return self.form(("/", product, given["C_MD"]))
        return self.atom(term)

    def reduced(self, form):
        poly = {m: c * form[2] for m, c in form[0].items()}
        if poly:
            common = dict(next(iter(poly)))
            for monomial in poly:
                powers = dict(monomial)
                common = {a: min(e, powers[a]) for a, e in common.items() if a in powers}
            for atom, e in common.items():
                if self.interval(atom)[0][0] > 0:
                    poly = {frozenset((a, n - (e if a == atom else 0)) for a, n in m if a != atom or n > e): c
                            for m, c in poly.items()}
        return poly

    def slack(self, comparison):
        left, right = self.form(comparison[1]), self.form(comparison[2])
        return self.reduced(self.sum(left, right, -1) if comparison[0] in (">", ">=") else self.sum(right, left, -1))

    def interval(self, atom):
        if atom not in self.intervals:
            if atom[0] == "term":
                self.intervals[atom] = self.E.value(atom[1])
            else:
                low, high = self.range(dict(atom[1]))
                need(high[0] >= 0, "a square is certainly negative")
                self.intervals[atom] = apply("sqrt", (largest(low, ZERO), high), self.E.p)
        return self.intervals[atom]

    def range(self, poly):
        """The sum of the exact ranges of the monomials, over a common denominator."""
        common = 1
        for c in poly.values():
            common = common * c.denominator // gcd(common, c.denominator)
        low = high = ZERO
        for monomial, c in poly.items():
            product = (dyadic(int(c * common)),) * 2
            for atom, e in monomial:
                product = exact_product(product, exact_power(self.interval(atom), e))
            low, high = add(low, product[0]), add(high, product[1])
        if common == 1:
            return (low, high)
        bits = max(abs(low[0]).bit_length(), abs(high[0]).bit_length(), 64)
        return i_div((low, high), (dyadic(common),) * 2, bits)


def require_nonnegative(N, poly, strict, weights, usable):
    above = False
    for k, weight in weights:
        need(0 <= k < len(N.S.assumptions) and weight >= 0 and usable(k), "assumption %d cannot be used so here" % (k + 1))
        need(N.S.assumptions[k][0] != "=", "assumption %d is an equation" % (k + 1))
        above = above or (N.S.assumptions[k][0] in "<>" and weight > 0)
        poly = p_add(poly, N.slack(N.S.assumptions[k]), -weight)
    low = N.range(poly)[0][0]
    need(low > 0 if strict and not above else low >= 0, "the polynomial that remains may be negative on this box")


# ---- Sections 9 and 10: bounds of the minimum of a problem ----

def integer(value, what):
    x = value[0]
    need(value[0] == value[1] and 0 <= x[1] <= 64 and abs(x[0] << x[1]) <= 1000000, "%s is not one integer" % what)
    return x[0] << x[1]


def positive(given, name):
    need(name in given and given[name][0][0] > 0, "%s is not certainly positive" % name)
    return given[name]


def smoothing(given):
    need("alpha" in given and given["alpha"][0][0] >= 0 and less(given["alpha"][1], ONE), "alpha is not certainly in [0, 1)")
    return given["alpha"]


def require_admissible(E, problem):
    need(E.S.problems[problem][1] == "memorization_dilation", "the theorem is about another model")
    given = E.arguments(problem)
    for name in ("margin", "feature_norm", "eta", "lambda", "C_MD"):
        positive(given, name)
    smoothing(given)
    need(not less(given["M"][0], (1, 1)), "M is not certainly at least 2")
    need("N" not in given or integer(given["N"], "N") == 2, "the model has two classes")
    return given


def upper_part(a):
    return (largest(a[0], ZERO), largest(a[1], ZERO))


def layer_peeled(given, classes, p):
    A = lambda x, y: i_add(x, y, p)
    B = lambda x, y: i_sub(x, y, p)
    X = lambda x, y: i_mul(x, y, p)
    Q = lambda x, y: i_div(x, y, p)
    I = lambda n: number(n, p)
    balanced = "class_sizes" not in given
    if balanced:
        N = integer(given["N"], "N") if "N" in given else 0
        need(2 <= N <= 10000 and "K" in given, "there must be 2 to 10000 classes")
        sizes = [integer(given["K"], "K")] * N
    else:
        need("K" not in given, "K and class_sizes are both given")
        sizes = [integer(x, "a class size") for x in given["class_sizes"]]
        N = integer(given["N"], "N") if "N" in given else len(sizes)
    need(N == len(sizes) == len(classes) and 2 <= N <= 10000 and min(sizes) >= 1, "the classes are not as given")
    need(integer(given["M"], "M") >= N, "with M < N the construction of a minimizer does not apply")
    alpha, a, b = smoothing(given), positive(given, "lambda_W"), positive(given, "lambda_H")
    n, others = sum(sizes), Q(I(N - 1), I(N))
    sl = X(alpha, others)
    lower = losses = weights = features = NIL
    shares, pulls, rest = [], [], []
    for size, (P, S, W) in zip(sizes, classes):
        need(0 < P < 1 and S >= 0, "a probability or a norm of a class is out of range")
        q, s, o = Q(I(size), I(n)), B(B(UNIT, sl), I(P)), Q(I(1 - P), I(N - 1))
        square = Q(X(i_pow(s, 2, p), I(N)), I(N - 1))
        bound = Q(X(X(I(4), a), b), q)
        need(s[0][0] >= 0 and not less(bound[0], square[1]), "the dual point does not satisfy the condition of its bound")
        entropy = B(i_neg(X(I(P), apply("log", I(P), p))), X(I(1 - P), apply("log", o, p)))
        lower = A(lower, X(q, entropy))
        lead = I(W * S)
        loss = B(apply("log", A(apply("exp", lead, p), I(N - 1)), p), X(B(UNIT, sl), lead))
        losses = A(losses, X(q, loss))
        weights = A(weights, i_pow(I(W), 2, p))
        features = A(features, X(q, i_pow(I(S), 2, p)))
        shares, pulls, rest = shares + [q], pulls + [s], rest + [o]
    upper = A(A(losses, X(X(a, others), weights)), X(b, features))
    need(not less(upper[1], lower[0]), "the bounds contradict each other")
    known = {"minimum": (lower[0], upper[1])}
    try:
        gap = upper_part(B((upper[1],) * 2, (lower[0],) * 2))
        known.update(quantities(gap, classes, shares, pulls, rest, N, n, balanced, alpha, a, b, (A, B, X, Q, I), p))
    except Refused:
        pass  # the gap is too wide to say anything about the minimizer
    return known


def quantities(gap, classes, shares, pulls, rest, N, n, balanced, alpha, a, b, operations, p):
    A, B, X, Q, I = operations
    eps = apply("sqrt", X(I(2 * n), gap), p)
    spread = X(hull(i_neg(eps), eps), ((1, -1), (1, -1)))
    margins, norms, total = [], [], NIL
    for (P, _, _), q, o in zip(classes, shares, rest):
        own, other = A(I(P), spread), A(o, spread)
        need(own[0][0] > 0 and other[0][0] > 0, "the gap is too wide to enclose the minimizer")
        margins.append(apply("log", Q(own, other), p))
        pull = X(I(N - 1), B(other, Q(alpha, I(N))))
        norms.append(upper_part(Q(X(pull, margins[-1]), X(I(2), b))))
        total = A(total, X(q, norms[-1]))
    w2 = X(Q(b, a), total)
    variation = Q(X(w2, i_pow(eps, 2, p)), i_pow(b, 2, p))
    largest_norm = norms[0]
    for x in norms:
        largest_norm = (largest(largest_norm[0], x[0]), largest(largest_norm[1], x[1]))
    x = (apply("sqrt", largest_norm, p)[1],) * 2
    pulls = [Q(X(X(q, s), I(N)), X(X(I(N - 1), I(2)), a)) for q, s in zip(shares, pulls)]
    need(all(k[0][0] > 0 for k in pulls), "a class does not pull the classifier")
    weakest = (min((exact(k[0]), k[0]) for k in pulls)[1], min((exact(k[1]), k[1]) for k in pulls)[1])
    strongest = max((exact(k[1]), k[1]) for k in pulls)[1]
    offset = X(x, apply("sqrt", (variation[1],) * 2, p))
    slack = X(I(2), Q(X(eps, i_pow(x, 2, p)), X(I(2), a)))
    overlap = ZERO
    for k, h, t in zip(pulls, norms, margins):
        difference = A(B(X(k, A(h, hull(i_neg(offset), offset))), t), hull(i_neg(slack), slack))
        overlap = largest(overlap, Q(i_abs(difference), weakest)[1])
    known = {("within_class_variation", None): (ZERO, largest(variation[1], ZERO)), ("class_overlap", None): (ZERO, overlap)}
    if not balanced:
        for k in range(N):
            known[("margin", k + 1)], known[("feature_norm_squared", k + 1)] = margins[k], norms[k]
        return known
    margin = margins[0]
    for t in margins:
        margin = hull(margin, t)
    away = A(Q(X(eps, x), X(I(2), a)), X(B((strongest,) * 2, (weakest[0],) * 2), X(I(2 * N), x)))
    known.update({("margin", None): margin, ("feature_norm_squared", None): total,
                  ("weight_norm_squared", None): Q(w2, I(N)),
                  ("classifier_misalignment", None): (ZERO, largest(i_pow(away, 2, p)[1], ZERO))})
    return known


def memorization_dilation(given, x, y, p):
    A = lambda u, v: i_add(u, v, p)
    B = lambda u, v: i_sub(u, v, p)
    X = lambda u, v: i_mul(u, v, p)
    Q = lambda u, v: i_div(u, v, p)
    need(x >= 0 and y >= 0, "a feature is negative")
    t, rho, eta, lam, C = (given[k] for k in ("margin", "feature_norm", "eta", "lambda", "C_MD"))
    alpha, M, two = given["alpha"], given["M"], number(2, p)
    own, other = number(x, p), number(y, p)
    scale = Q(X(eta, X(apply("sqrt", two, p), rho)), C)
    d = apply("sqrt", A(i_pow(own, 2, p), i_pow(B(other, rho), 2, p)), p)
    need(d[0][0] > 0, "the distance is not certainly positive")
    r, kappa = X(scale, d), Q(t, rho)
    lead, beta = X(kappa, B(own, other)), X(apply("sqrt", two, p), kappa)
    clean = A(A(mean(-1, i_neg(t), X(beta, r), p), Q(X(alpha, t), two)),
              X(lam, A(i_pow(rho, 2, p), X(M, i_pow(r, 2, p)))))
    wrong = A(A(apply("softplus", i_neg(lead), p), X(Q(alpha, two), lead)), X(lam, A(i_pow(own, 2, p), i_pow(other, 2, p))))
    value = A(clean, X(eta, wrong))
    stiffness = A(X(i_pow(beta, 2, p), mean(1, t, X(beta, r), p)), X(X(two, lam), M))
    mu = X(stiffness, i_pow(scale, 2, p))
    loss = X(eta, X(kappa, B(Q(alpha, two), apply("sigmoid", i_neg(lead), p))))
    decay = X(X(two, eta), lam)
    g1 = A(A(X(mu, own), loss), X(decay, own))
    g2 = A(B(X(mu, B(other, rho)), loss), X(decay, other))
    res = [(least(g[0], ZERO), least(g[1], ZERO)) if at == 0 else g for g, at in ((g1, x), (g2, y))]
    square = A(i_pow(res[0], 2, p), i_pow(res[1], 2, p))
    e = Q(apply("sqrt", square, p), decay)[1]
    around = (neg(e), e)
    near = A(d, around)
    return {"minimum": (B(value, Q(square, X(two, decay)))[0], value[1]),
            ("u_own", None): upper_part(A(own, around)), ("u_other", None): upper_part(A(other, around)),
            ("distance", None): upper_part(near), ("dilation", None): upper_part(X(scale, near)),
            ("constraint_slack", None): NIL}


# ---- Sections 1 and 2: the text of a certificate ----

class Rejected(Exception):
    def __init__(self, line, reason):
        super().__init__(reason)
        self.line, self.reason = line, reason


INT = r"(?:0|-?[1-9][0-9]*)"
NUMBER = re.compile(r"(%s)(?:/([1-9][0-9]*)|p(%s))?\Z" % (INT, INT))
COUNTS = {"domain": 1, "evaluate": 1, "mean": 1, "open": 1, "holds": 1, "fails": 1, "precision": 2, "digits": 2,
          "outside": 2, "monotone": 2, "through": 2, "theorem": 2, "layer-peeled": 2, "split": 3, "versus": 3,
          "narrow": 4, "class": 4, "memorization-dilation": 4}


def read_number(word):
    match = NUMBER.match(word)
    need(match and len(word) <= 20000, "a number is not INT, INT/POS or INTpINT")
    m = int(match[1])
    if match[3] is not None:
        e = int(match[3])
        need(abs(e) <= 100000, "an exponent is beyond 100000")
        return Fraction(m << e) if e >= 0 else Fraction(m, 1 << -e)
    return Fraction(m, int(match[2] or 1))


def read_count(word):
    need(re.match(INT + r"\Z", word) and len(word) < 8 and 0 <= int(word) < 1000000, "a count is wrong")
    return int(word)


def read_weights(words):
    need(len(words) % 2 == 0, "assumptions and weights come in pairs")
    return [(read_count(k) - 1, read_number(w)) for k, w in zip(words[::2], words[1::2])]


def read_step(words):
    """(name, arguments...) of a line; names of the theorem file stay text."""
    name, rest = words[0], words[1:]
    if name in ("point", "refute", "convex"):
        return (name, [read_number(w) for w in rest])
    if name == "algebra":
        return (name, read_weights(rest))
    if name == "bound":
        need(len(rest) >= 4 and rest[1] in ("lower", "upper"), "a bound is not as it must be")
        need(rest[3] == "algebra" or rest[3:] == ["evaluate"], "a bound is shown by evaluate or by algebra")
        return (name, rest[0], rest[1], read_number(rest[2]), read_weights(rest[4:]) if rest[3] == "algebra" else None)
    if name == "root":
        bars = [i for i, w in enumerate(rest) if w == "|"]
        need(len(bars) == 2 and bars[0] >= 1, "a root is not as it must be")
        parts = rest[1:bars[0]], rest[bars[0] + 1:bars[1]], rest[bars[1] + 1:]
        return (name, rest[0]) + tuple([read_number(w) for w in part] for part in parts)
    need(name in COUNTS and len(words) == COUNTS[name], "there is no step `%s` of %d words" % (name, len(words)))
    if name in ("precision", "digits", "outside", "layer-peeled"):
        return (name, read_count(rest[0]))
    if name == "memorization-dilation":
        return (name, read_count(rest[0]), read_number(rest[1]), read_number(rest[2]))
    if name == "class":
        return (name,) + tuple(read_number(w) for w in rest)
    return (name,) + tuple(rest[:1]) + tuple(read_number(w) for w in rest[1:])


def read_certificate(data):
    sections, state = [], 0
    if len(data) > 64 << 20:
        raise Rejected(1, "the file is too long")
    lines = data.split(b"\n")
    for number_, line in enumerate(lines, 1):
        try:
            need(number_ <= 1000001 and len(line) <= 1 << 20, "too many lines or too long a line")
            need(all(32 <= byte <= 126 for byte in line), "a character is not printable ASCII")
            words = line.split(b"#")[0].decode("ascii").split()
            if not words:
                continue
            need(state < 2, "something follows `end`")
            if state == 0:
                need(words == ["closedform-certificate", "1"], "the first line is not `closedform-certificate 1`")
                state = 1
            elif words == ["end"]:
                state = 2
            elif words[0] == "claim":
                need(len(words) == 2, "expected `claim NAME`")
                sections.append((number_, words[1], []))
            else:
                need(sections, "a section begins with `claim NAME`")
                sections[-1][2].append((number_, read_step(words)))
        except Refused as error:
            raise Rejected(number_, str(error))
    if state != 2:
        raise Rejected(len(lines), "the line `end` is missing")
    return sections


# ---- Sections 4 and 5: facts, nodes and points ----

class Situation:
    """What is to be shown (`goal`), where (`box`), knowing what (`facts`)."""

    def __init__(self, S, goal, box, fixed=frozenset(), facts=(), share=Fraction(1), bounds=None):
        self.S, self.goal, self.box, self.fixed, self.facts, self.share = S, goal, box, fixed, list(facts), share
        self.bounds = bounds or {}

    def having(self, **changes):
        fields = dict(goal=self.goal, box=self.box, fixed=self.fixed, facts=self.facts, share=self.share,
                      bounds=self.bounds)
        fields.update(changes)
        return Situation(self.S, **fields)

    def usable(self, k, fixed=None):
        return not self.S.assumption_mentions(k, self.fixed if fixed is None else fixed)

    def in_force(self, fixed=None):
        return [f for f in self.facts if all(self.usable(k, fixed) for k in f[4])]

    def certain_facts(self):
        return [f for f in self.facts if not f[4]]

    def evaluator(self, p, facts=None, order=0, variables=()):
        return Evaluator(self.S, self.box, self.in_force() if facts is None else facts, p, order, variables, self.bounds)

    def inequality(self):
        need(self.goal[0] in ("<", "<=", ">", ">="), "the goal is not an inequality")
        return self.goal

    def index(self, name, among):
        names = [entry[0] for entry in among]
        need(name in names, "the theorem file does not declare `%s`" % name)
        return names.index(name)

    def root(self, name):
        index = self.index(name, self.S.definitions)
        body = self.S.definitions[index][1]
        need(body[0] == "root", "`%s` is not a root" % name)
        return index, body

    def fact(self, step, p):
        """The situation with one more fact, or None if the step is not one (section 4)."""
        S = self.S
        if step[0] == "bound":
            _, name, side, value, weights = step
            index = self.index(name, S.definitions)
            rests = frozenset(k for f in self.in_force() for k in f[4])
            E = self.evaluator(p)
            if weights is None:
                low, high = E.value(("def", index))
                need(exact(low) >= value if side == "lower" else exact(high) <= value, "the bound is not shown")
            else:
                N = Normalizer(E)
                poly = N.reduced(N.sum(N.form(("def", index)), N.form(("num", value)), -1))
                if side == "upper":
                    poly = {m: -c for m, c in poly.items()}
                require_nonnegative(N, poly, False, weights, self.usable)
                rests |= frozenset(k for k, _ in weights)
            ends = (value, None) if side == "lower" else (None, value)
            return self.having(facts=self.facts + [(index,) + ends + (False, rests)])
        if step[0] == "root":
            _, name, below, around, above = step
            index, body = self.root(name)
            E = self.evaluator(p, self.certain_facts())
            numbers = below + around + above
            need(below and above and all(a < b for a, b in zip(numbers, numbers[1:])), "the numbers must increase")
            L, U = E.value(body[1]), E.value(body[2])
            need(below[0] <= exact(L[0]) and exact(L[1]) <= below[-1] and above[0] <= exact(U[0])
                 and exact(U[1]) <= above[-1], "the numbers do not enclose the range of the root as they must")

            def certain_sign(a):
                return 1 if a[0][0] > 0 else -1 if a[1][0] < 0 else 0

            def sign(a, b):
                return certain_sign(E.residual(body, interval(a, b, p))[0])
            first, last = sign(below[-1], below[-1]), sign(above[0], above[0])
            need(first * last == -1, "the two sides do not certainly cross")
            need(all(sign(a, b) == s for part, s in ((below, first), (above, last)) for a, b in zip(part, part[1:])),
                 "the two sides may cross elsewhere")
            between = [below[-1]] + around + [above[0]]
            need(all(certain_sign(E.residual(body, interval(a, b, p), ["bound"])[1][0]) == last
                     for a, b in zip(between, between[1:])), "the two sides may cross more than once")
            return self.having(facts=self.facts + [(index, below[-1], above[0], True, frozenset())])
        if step[0] == "narrow":
            _, name, a, b = step
            index, body = self.root(name)
            known = self.certain_facts()
            about = [f for f in known if f[0] == index]
            need(any(f[3] for f in about) and a < b and all((f[1] is None or f[1] <= a) and (f[2] is None or b <= f[2])
                                                          for f in about), "the numbers are not within a known enclosure")
            E = self.evaluator(p, known)
            values = [E.residual(body, number(x, p))[0] for x in (a, b)]
            signs = [1 if v[0][0] > 0 else -1 if v[1][0] < 0 else 0 for v in values]
            need(signs[0] * signs[1] == -1, "the two sides do not certainly cross between the numbers")
            return self.having(facts=self.facts + [(index, a, b, True, frozenset())])
        return None

    def whole(self, i):
        """Whether a split treats parameter i as an integer."""
        return self.S.parameters[i][1] and not (self.goal[0] == "monotone" and self.goal[3] == i)

    def children(self, step, p):
        if step[0] == "split":
            i, v = self.index(step[1], self.S.parameters), step[2]
            (a, b), unit = self.box[i], 1 if self.whole(i) else 0
            need(a <= v < b and v.denominator == 1 if unit else a < v < b, "the value does not split the interval")
            part = self.share * (v - a + unit) / (b - a + unit)
            boxes = [self.box[:i] + [ends] + self.box[i + 1:] for ends in ((a, v), (v + unit, b))]
            return [self.having(box=boxes[0], share=part), self.having(box=boxes[1], share=self.share - part)]
        if step[0] == "monotone":
            i, goal = self.index(step[1], self.S.parameters), self.inequality()
            fixed = self.fixed | {i}
            slope = self.evaluator(p, self.in_force(fixed), 1, [i]).slack(goal)[1][0]
            need(slope[0][0] >= 0 or slope[1][0] <= 0, "the derivative has no certain sign on the box")
            end = self.box[i][0] if slope[0][0] >= 0 else self.box[i][1]
            return [self.having(box=self.box[:i] + [(end, end)] + self.box[i + 1:], fixed=fixed)]
        if step[0] == "through":
            f = step[1]
            need(self.goal[0] != "monotone" and f in UNARY - {"abs"}, "nothing to pass through")
            E, sides = self.evaluator(p), []
            for side in self.goal[1:]:
                while side[0] == "def" and self.S.definitions[side[1]][1][0] != "root":
                    side = self.S.definitions[side[1]][1]
                if side[0] == f:
                    sides.append(side[1])
                else:
                    need(side == ("num", 0) and f in ("log", "log1p", "expm1", "sqrt"), "a side is not this function")
                    sides.append(("num", Fraction(1 if f == "log" else 0)))
                E.value((f, sides[-1]))
            return [self.having(goal=(self.goal[0],) + tuple(sides))]
        return None

    def close(self, step, p):
        """A step without children: returns whether it is `open`; refuses if it shows nothing."""
        name, goal, S = step[0], self.goal, self.S
        if name == "open":
            return True
        if name == "evaluate" and goal[0] == "monotone":
            slope = self.evaluator(p, None, 1, [goal[3]]).jet(goal[1])[1][0]
            need(slope[0][0] > 0 if goal[2] == "increases" else slope[1][0] < 0, "the derivative is not shown")
        elif name == "evaluate":
            need(self.evaluator(p).holds(goal), "the enclosures do not show the goal on this box")
        elif name == "outside":
            k = step[1] - 1
            need(0 <= k < len(S.assumptions) and self.usable(k), "the assumption cannot be used here")
            need(self.evaluator(p).holds(S.assumptions[k]) is False, "the assumption may hold on this box")
        elif name in ("mean", "convex"):
            goal = self.inequality()
            centre = [(a + b) / 2 for a, b in self.box] if name == "mean" else step[1]
            need(len(centre) == len(self.box) and all(a <= c <= b for c, (a, b) in zip(centre, self.box)),
                 "the point is not in the box")
            free = [i for i, (a, b) in enumerate(self.box) if a < b]
            facts = self.certain_facts()
            jet = self.evaluator(p, facts, 1 if name == "mean" else 2, free).slack(goal)
            if name == "convex":
                require_semidefinite(jet[2], len(free), p)
            at = Evaluator(S, [(c, c) for c in centre], facts, p, 0 if name == "mean" else 1, free, tangent=True).slack(goal)
            total = at[0]
            for i, slope in zip(free, jet[1] if name == "mean" else at[1]):
                distance = interval(self.box[i][0] - centre[i], self.box[i][1] - centre[i], p)
                total = i_add(total, i_mul(slope, distance, p), p)
            need(total[0][0] > 0 if goal[0] in "<>" else total[0][0] >= 0, "the slack may be too low")
        elif name == "algebra":
            need(goal[0] != "monotone", "only a comparison is a matter of algebra")
            N = Normalizer(self.evaluator(p))
            poly = N.slack(goal)
            if goal[0] == "=":
                need(not step[1] and not poly, "the two sides are not equal as quotients of polynomials")
            else:
                require_nonnegative(N, poly, goal[0] in "<>", step[1], self.usable)
        elif name == "theorem":
            self.theorem(step[1], p)
        else:
            raise Refused("this step does not belong into a domain section")
        return False

    def theorem(self, name, p):
        """Section 10: theorems about the memorization-dilation model."""
        goal, S, E = self.goal, self.S, self.evaluator(p)

        def dilation(term, quantities=("dilation",)):
            need(term[0] == "minimizer" and term[2] in quantities and term[3] is None, "a side is not a dilation")
            require_admissible(E, term[1])
            return S.problems[term[1]][2]
        if goal[0] == "monotone":
            varied = {"dilation-increases-in-noise": ("eta", "increases"),
                      "dilation-decreases-in-smoothing": ("alpha", "decreases")}.get(name)
            need(varied and varied[1] == goal[2], "the goal is not of the form of the theorem")
            given = dilation(goal[1])
            for key, value in given.items():
                need(value == ("par", goal[3]) if key == varied[0] else not S.mentions(value, goal[3]),
                     "the parameter does not vary %s alone" % varied[0])
            return
        need(goal[0] in "<>", "the goal is not a strict inequality")
        small, large = goal[1:] if goal[0] == "<" else goal[:0:-1]
        if name == "dilation-positive":
            need(small == ("num", 0), "the goal is not that something is positive")
            dilation(large, ("dilation", "distance"))
            return
        need(name == "dilation-decreases-in-smoothing", "the goal is not of the form of the theorem")
        first, second = dilation(small), dilation(large)
        need(set(first) == set(second) and all(S.unfold(first[k]) == S.unfold(second[k]) for k in first if k != "alpha"),
             "the two problems differ in more than their smoothing")
        need(less(E.value(second["alpha"])[1], E.value(first["alpha"])[0]), "the smoothing is not certainly larger")


def require_semidefinite(packed, n, p):
    """Section 7: elimination with positive pivots; rows of zeros are left out."""
    rows, at = [], 0
    for i in range(n):
        rows.append(packed[at:at + n - i])
        at += n - i
    for k in range(n):
        if all(x == NIL for x in rows[k]):
            continue
        pivot = rows[k][0]
        need(pivot[0][0] > 0, "the second derivatives may be indefinite")
        for i in range(k + 1, n):
            for j in range(i, n):
                product = i_mul(rows[k][i - k], rows[k][j - k], p)
                rows[i][j - i] = i_sub(rows[i][j - i], i_div(product, pivot, p), p)


def domain_root(S, statement):
    box = []
    for _, is_integer, lower, upper in S.parameters:
        ends = []
        for term, side in ((lower, 0), (upper, 1)):
            value = rational(S, term, [a if a == b else None for a, b in box])
            ends.append(exact(Evaluator(S, box, [], 128).value(term)[side]) if value is None else value)
        low, high = ends
        if is_integer:
            low, high = Fraction(-(-low // 1)), Fraction(high // 1)
        need(low <= high, "the range of a parameter is empty")
        box.append((low, high))
    if statement[0] == "monotone":
        i = statement[3]
        need(not any(S.mentions(t, i) for n, q in enumerate(S.parameters) if n != i for t in q[2:]),
             "the range of another parameter depends on the one that is varied")
        E = Evaluator(S, box, [], 128, 1, [i])
        for k, assumption in enumerate(S.assumptions):
            if S.assumption_mentions(k, [i]):
                need(assumption[0] != "=", "an assumption is an equation in the parameter that is varied")
                slope = E.slack(assumption)[1][0]
                need(slope[0][0] >= 0 or slope[1][0] <= 0, "an assumption might not be monotone in the parameter")
    return Situation(S, statement, box)


def check_domain(S, statement, steps):
    current, pending, p, count, share = domain_root(S, statement), [], 128, 0, Fraction(0)
    for line, step in steps[1:]:
        if step[0] == "precision":
            p = step[1]
            continue
        try:
            need(current is not None, "the proof of the claim is already complete")
            extended = current.fact(step, p)
            children = None if extended else current.children(step, p)
            if extended:
                current = extended
            elif children:
                need(len(pending) < 10000, "steps nest too deep")
                pending.append(children[1:])
                current = children[0]
            else:
                if current.close(step, p):
                    count, share = count + 1, share + current.share
                while pending and not pending[-1]:
                    pending.pop()
                current = pending[-1].pop(0) if pending else None
        except Refused as error:
            raise Rejected(line, str(error))
    if current is not None:
        raise Rejected(steps[-1][0], "the proof of the claim stops before it is complete")
    if not count:
        return "proved on the whole domain", False
    units = str(-(-share * 1000000 // 1)).rjust(5, "0")
    boxes = "1 box" if count == 1 else "%d boxes" % count
    return "proved but for %s, %s.%s %% of the volume" % (boxes, units[:-4], units[-4:]), True


def require_in_domain(situation, point, p):
    S = situation.S
    E = situation.evaluator(p, situation.certain_facts())

    def holds(relation, left, right):
        a, b = rational(S, left, point), rational(S, right, point)
        if a is not None and b is not None:
            return {"<": a < b, "<=": a <= b, "=": a == b, ">": a > b, ">=": a >= b}[relation]
        return certain(relation, E.value(left), E.value(right)) is True
    for i, (_, is_integer, lower, upper) in enumerate(S.parameters):
        need((not is_integer or point[i].denominator == 1) and holds("<=", lower, ("par", i))
             and holds("<=", ("par", i), upper), "parameter %d is not certainly in its range" % (i + 1))
    for k, assumption in enumerate(S.assumptions):
        need(holds(*assumption), "assumption %d does not certainly hold at the point" % (k + 1))


def check_point(S, statement, steps):
    kind, point = steps[0][1]
    need(len(point) == len(S.parameters), "there must be one value for each parameter")
    p, digits, first, classes, result = 128, None, None, None, None
    current = Situation(S, ("=", ("num", 0), ("num", 0)), [(x, x) for x in point])

    def minimum(problem, model, find):
        need(0 <= problem < len(S.problems) and S.problems[problem][1] == model, "the problem is of another model")
        given = current.evaluator(p, current.facts).arguments(problem)
        return current.having(bounds=dict(current.bounds, **{}) | {problem: find(given)})

    def values(situation, terms):
        E = situation.evaluator(p, situation.facts)
        return [E.value(term) for term in terms]
    for line, step in steps[1:]:
        at = line
        try:
            need(result is None, "something follows the end of the section")
            name = step[0]
            if name == "class":
                need(classes is not None, "a class stands outside `layer-peeled`")
                classes[1].append(step[1:])
                continue
            if classes is not None:
                at = classes[2]
                given = classes
                current = minimum(given[0], "positive_layer_peeled", lambda a: layer_peeled(a, given[1], p))
                classes, at = None, line
            if name == "precision":
                p = step[1]
            elif name == "layer-peeled":
                classes = (step[1] - 1, [], line)
            elif name == "memorization-dilation":
                need(0 <= step[1] - 1 < len(S.problems), "there is no such problem")
                require_admissible(current.evaluator(p, current.facts), step[1] - 1)
                current = minimum(step[1] - 1, "memorization_dilation", lambda a: memorization_dilation(a, step[2], step[3], p))
            elif name == "digits" and kind == "point" and digits is None:
                digits = step[1]
            elif name == "versus" and kind == "refute" and first is None:
                i = current.index(step[1], S.parameters)
                need(statement[0] == "monotone" and statement[3] == i, "the claim is about another parameter")
                first = (current, point)
                point = point[:i] + [step[2]] + point[i + 1:]
                current = Situation(S, current.goal, [(x, x) for x in point])
            elif name == "holds" and kind == "point":
                need(statement[0] != "monotone", "that a term is monotone is not a claim about one point")
                require_in_domain(current, point, p)
                a, b = values(current, statement[1:])
                if statement[0] != "=":
                    need(digits is None, "an inequality does not hold to digits")
                    need(certain(statement[0], a, b), "the enclosures do not show the claim at the point")
                else:
                    need(digits is not None and digits <= 2000, "an equality needs a number of digits up to 2000")
                    need(max(exact(a[1]) - exact(b[0]), exact(b[1]) - exact(a[0])) <= Fraction(1, 10 ** digits),
                         "the enclosures do not show that the sides agree")
                result = "proved" + place(S, point) + ("" if digits is None else " to %d digits" % digits)
            elif name == "fails" and kind == "refute":
                base = first or (current, point)
                require_in_domain(base[0], base[1], p)
                if statement[0] != "monotone":
                    need(certain(statement[0], *values(current, statement[1:])) is False, "the claim is not refuted")
                    result = "refuted" + place(S, point)
                else:
                    i = statement[3]
                    need(first and base[1][i] < point[i], "the second point must have a larger value")
                    require_in_domain(current, point, p)
                    (a,), (b,) = values(base[0], [statement[1]]), values(current, [statement[1]])
                    need(not less(a[0], b[1]) if statement[2] == "increases" else not less(b[0], a[1]), "not refuted")
                    result = "refuted" + place(S, base[1]) + " and %s = %s" % (S.parameters[i][0], point[i])
            else:
                current = current.fact(step, p)
                need(current, "this step does not belong into a section about a point")
        except Refused as error:
            raise Rejected(at, str(error))
    if result is None:
        raise Rejected(steps[-1][0], "the section does not come to its end")
    return result, False


def place(S, point):
    return " at " + ", ".join("%s = %s" % (q[0], x) for q, x in zip(S.parameters, point)) if point else ""


def check(S, data):
    lines, incomplete = [], False
    for line, name, steps in read_certificate(data):
        claims = dict(S.claims)
        if name not in claims or not steps:
            raise Rejected(line, "there is no such claim, or nothing is said about it")
        at, scope = steps[0]
        if scope[0] not in ("domain", "point", "refute"):
            raise Rejected(at, "the scope must be `domain`, `point` or `refute`")
        try:
            text, is_open = (check_domain if scope[0] == "domain" else check_point)(S, claims[name], steps)
        except Refused as error:
            raise Rejected(at, str(error))
        lines.append("claim %s: %s" % (name, text))
        incomplete = incomplete or is_open
    return lines, incomplete


def main(arguments):
    if len(arguments) != 2 or arguments[0].startswith("--"):
        print(__doc__.strip(), file=sys.stdout if arguments in (["--help"], ["-h"]) else sys.stderr)
        return 0 if arguments in (["--help"], ["-h"]) else 64
    try:
        with open(arguments[0], "rb") as file:
            text = file.read((1 << 20) + 1)
        with open(arguments[1], "rb") as file:
            data = file.read((64 << 20) + 1)
        if len(text) > 1 << 20:
            raise Invalid("the file is too long")
        S = Parser(text.decode("utf-8"))
    except (OSError, Invalid, UnicodeDecodeError, RecursionError) as error:
        print("check_certificate: %s" % error, file=sys.stderr)
        return 65
    try:
        lines, incomplete = check(S, data)
    except Rejected as error:
        print("REJECTED line %d: %s" % (error.line, error.reason))
        return 3
    except (RecursionError, MemoryError):
        print("REJECTED line 1: the certificate is too large for this checker")
        return 3
    print("\n".join(lines + ["INCOMPLETE" if incomplete else "VERIFIED"]))
    return 2 if incomplete else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
