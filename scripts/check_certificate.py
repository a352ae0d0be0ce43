#!/usr/bin/env python3
"""Checks a ClosedForm certificate: check_certificate.py THEOREM CERTIFICATE

A second checker, independent of `closedform-check`: plain Python 3, integers only, written from
docs/certificate-format.md, whose section numbers stand below. Exit codes: 0 verified, 2 incomplete,
3 rejected, 64 wrong call, 65 a file cannot be read or the theorem file is invalid.
"""
import operator
import re
import sys
import threading
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache, reduce
from math import isqrt

class Refused(Exception):
    """A step's side condition does not hold, or a value does not exist."""
class Rejected(Exception):
    """A line of the certificate is wrong: the line, the reason."""
class Invalid(Exception):
    """The theorem file is not valid."""

def need(condition, reason, error=Refused):
    if not condition: raise error(reason)

# ---- Section 3: intervals [a 2^e, b 2^e] of integers a <= b, rounded outwards to P bits ----

P = 128

@contextmanager
def precision(p):
    global P
    saved, P = P, p
    try: yield
    finally: P = saved

class Interval:
    __slots__ = ("a", "b", "e")
    def __init__(self, a, b, e=0): self.a, self.b, self.e = a, b, e
    def __neg__(x): return Interval(-x.b, -x.a, x.e)
    def __add__(x, y): return rounded(plus(x, lift(y)))
    def __sub__(x, y): return rounded(plus(x, -lift(y)))
    def __mul__(x, y): return rounded(times(x, lift(y)))
    def __rsub__(x, y): return lift(y) - x
    def __rtruediv__(x, y): return lift(y) / x
    __radd__, __rmul__ = __add__, __mul__

    def __abs__(x):
        return x if x.a >= 0 else -x if x.b <= 0 else Interval(0, max(-x.a, x.b), x.e)

    def __truediv__(x, y):
        y = lift(y)
        need(not has_zero(y), "a divisor may be zero")
        x, y = (x, y) if y.a > 0 else (-x, -y)
        return span(quotient(x.a, y.b if x.a >= 0 else y.a, False, x.e - y.e),
                    quotient(x.b, y.a if x.b >= 0 else y.b, True, x.e - y.e))

    def __pow__(x, n):
        need(abs(n) <= 1024, "an exponent is beyond 1024")
        return rounded(power(x, n)) if n >= 0 else 1 / power(x, -n)

def aligned(x, y):
    """The ends of both, and their common exponent."""
    e = min(x.e, y.e)
    return x.a << x.e - e, x.b << x.e - e, y.a << y.e - e, y.b << y.e - e, e

def plus(x, y):
    a, b, c, d, e = aligned(x, y)
    return Interval(a + c, b + d, e)

def times(x, y):
    if x.a >= 0 and y.a >= 0: return Interval(x.a * y.a, x.b * y.b, x.e + y.e)
    corners = x.a * y.a, x.a * y.b, x.b * y.a, x.b * y.b
    return Interval(min(corners), max(corners), x.e + y.e)

def power(x, n):
    x = abs(x) if n % 2 == 0 else x
    return Interval(x.a ** n, x.b ** n, x.e * n)

def rounded(x):
    a, b, e = x.a, x.b, x.e
    i, j = max(a.bit_length() - P, 0), max(b.bit_length() - P, 0)
    if i or j:
        k = min(i if a else j, j if b else i)
        a, b = a >> i << i - k if a else 0, -(-b >> j << j - k) if b else 0
        e += k
    for end in (a, b):
        need(not end or abs(end.bit_length() + e) <= 1000000, "a number is beyond 2^1000000")
    return Interval(a, b, e)

def span(low, high):
    """From one dyadic number (m, e) to another, rounded."""
    e = min(low[1], high[1])
    return rounded(Interval(low[0] << low[1] - e, high[0] << high[1] - e, e))

def quotient(n, d, up, e=0):
    """n/d 2^e, d > 0, rounded to one side with more than P bits."""
    k = max(0, P + 2 + d.bit_length() - n.bit_length())
    return (-((-n << k) // d) if up else (n << k) // d), e - k

def between(low, high):
    """The tightest interval from one rational number to another."""
    return span(quotient(low.numerator, low.denominator, False),
                quotient(high.numerator, high.denominator, True))

def lift(x):
    if isinstance(x, Interval): return x
    return rounded(point(x)) if isinstance(x, int) else between(x, x)

def choose(f, g):
    """From intervals [a, b] and [c, d], [f(a, c), g(b, d)]."""
    def chosen(x, y):
        a, b, c, d, e = aligned(x, y)
        return Interval(f(a, c), g(b, d), e)
    return chosen

smaller, larger, hull = choose(min, min), choose(max, max), choose(min, max)
join = choose(lambda a, c: a, lambda b, d: d)

def meet(x, y):
    result = choose(max, min)(x, y)
    need(result.a <= result.b, "two enclosures are disjoint")
    return result

def point(m, e=0): return Interval(m, m, e)
def inf(x): return Fraction(x.a << x.e) if x.e >= 0 else Fraction(x.a, 1 << -x.e)
def sup(x): return -inf(-x)
def low_end(x): return point(x.a, x.e)
def high_end(x): return point(x.b, x.e)
def around(x): return hull(-x, x)
def has_zero(x): return x.a <= 0 <= x.b
def is_zero(x): return x.a == 0 == x.b
def sign(x): return (x.a > 0) - (x.b < 0)
def total(terms): return reduce(operator.add, terms)

ZERO, ONE, QUARTER, EIGHTH = point(0), point(1), point(1, -2), point(1, -3)

def certain(relation, x, y):
    """True, False, or None where the intervals leave it open."""
    if relation[0] == ">": return certain("<" + relation[1:], y, x)
    a, b, c, d, _ = aligned(x, y)
    holds, fails = {"<": (b < c, a >= d), "<=": (b <= c, a > d),
                    "=": (a == b == c == d, b < c or d < a)}[relation]
    return True if holds else False if fails else None

# ---- Elementary functions: enclosures of relative width about 2^-P, then Ziv's loop ----

def shift(m, n): return m << n if n >= 0 else m >> -n

def atanh(z, bits):
    """atanh of z 2^-bits, 0 <= z <= 2^bits/5, and a bound of the error if z is off by 4 units."""
    square, term, total, n = z * z >> bits, z, 0, 0
    while term:  # each term loses less than 2 units
        total, term, n = total + term // (2 * n + 1), term * square >> bits, n + 1
    return total, 2 * n + 8

@lru_cache(maxsize=64)
def log_two(bits):
    """2^bits log 2, rounded down or 1 less; by 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749)."""
    one = 1 << bits + 32
    value = sum(c * atanh(one // q, bits + 32)[0] for c, q in ((18, 26), (-2, 4801), (8, 8749)))
    return value - (1 << 24) >> 32  # the errors are below 28 (2 bits + 80) units

def exp_at(m, e):
    """exp(x) at x = m 2^e, |x| <= 2^20."""
    if not m or e + m.bit_length() < -P: return plus(ONE, expm1_at(m, e))
    halvings = 4 + isqrt(P)
    bits = P + 2 * halvings + 24
    k, r = divmod(shift(m, e + bits + 24), log_two(bits + 24))  # x = k log 2 + r, 0 <= r < log 2
    small, n = r >> 24 + halvings, 0  # off by at most 3 units of 2^-bits
    term = value = 1 << bits
    while term:
        n += 1
        term = (term * small >> bits) // n  # loses less than 2 units
        value += term
    for _ in range(halvings): value = value * value >> bits  # an error d < 4 d + 2 after each
    error = 2 * n + 10 << 2 * halvings
    return Interval(value - error, value + error, k - bits)

def expm1_at(m, e):
    x, top = point(m, e), e + m.bit_length()
    if not m or top < -P: return hull(x, plus(x, times(x, x)))  # x < e^x - 1 < x + x^2, |x| < 1
    with precision(P + max(0, 2 - top)): return plus(exp_at(m, e), point(-1))

def log1p_at(m, e):
    """log(1 + u) at u = m 2^e > -1."""
    u, top = point(m, e), e + m.bit_length()
    if not m or top < -P: return hull(u, plus(u, -times(u, u)))  # u - u^2 < log(1 + u) < u
    x = plus(ONE, u)  # f 2^k with 3/4 <= f < 3/2
    k = x.e + x.a.bit_length() - (x.a.bit_length() < 2 or x.a >> x.a.bit_length() - 2 != 3)
    roots = 3 + isqrt(P) // 2
    bits = P + (max(0, 1 - top) if k == 0 else 0) + roots + 20
    f, one = shift(x.a, x.e - k + bits), 1 << bits
    for _ in range(roots): f = isqrt(f << bits)  # an error d becomes less than 0.6 d + 1, so < 3
    value, error = atanh((abs(f - one) << bits) // (f + one), bits)
    value = ((value if f >= one else -value) << roots + 1) + (k * log_two(bits + 24) >> 24)
    error = (error << roots + 1) + 4
    return Interval(value - error, value + error, -bits)

def log_at(m, e):
    u = plus(point(m, e), point(-1))
    return log1p_at(u.a, u.e)

def softplus_at(m, e):  # max(x, 0) + log1p(exp(-|x|))
    q = exp_at(-abs(m), e)
    return plus(point(max(m, 0), e), hull(log1p_at(q.a, q.e), log1p_at(q.b, q.e)))

def sigmoid_at(m, e):  # with q = exp(-|x|): q/(1 + q), or 1 minus that
    q = exp_at(-abs(m), e)
    r = plus(ONE, q)
    value = hull(*(point(*quotient(a, b, up, q.e - r.e)) for a, b, up in
                   ((q.a, r.a, False), (q.b, r.b, True))))
    return plus(ONE, -value) if m > 0 else value

AT = {"exp": exp_at, "expm1": expm1_at, "log": log_at, "log1p": log1p_at,
      "softplus": softplus_at, "sigmoid": sigmoid_at}

def ziv(f, m, e):
    """The tightest interval that contains f(m 2^e)."""
    for k in range(5, 18):
        with precision(P + (1 << k)): value = AT[f](m, e)
        a, b, c, d, _ = aligned(rounded(low_end(value)), rounded(high_end(value)))
        if (a, b) == (c, d): return rounded(value)
    raise Refused("a value lies too close to a representable number")

def square_root(x):
    need(x.a >= 0, "the square root of what may be negative")
    def root(m, up):
        n = max(0, 2 * P + 2 - m.bit_length())
        n += (x.e - n) % 2
        r = isqrt(m << n)
        return r + (up and r * r != m << n), (x.e - n) // 2
    return span(root(x.a, False), root(x.b, True))

def apply(f, x):
    """The range over x of a function that increases."""
    if f == "sqrt": return square_root(x)
    if f in ("log", "log1p"):
        need(certain("<", point(-(f == "log1p")), x), "a logarithm of what may not be positive")
    else:
        need(certain("<=", abs(x), point(1, 20)), "the argument of an exponential is beyond 2^20")
    low = ziv(f, x.a, x.e)
    return low if x.a == x.b else join(low, ziv(f, x.b, x.e))

# ---- Section 8: Gaussian expectations; kind -1 is softplus, 0 sigmoid, 1 to 3 its derivatives ----

@lru_cache(maxsize=16)
def gaussian_weights(w, k, count):
    """exp(-(j h)^2/2) for j = 0, ..., count at w bits, the precision in force."""
    return [apply("exp", -(point(j, -k) ** 2 / 2)) for j in range(count + 1)]

def integrand(kind, x):
    v = apply("softplus" if kind < 0 else "sigmoid", x)
    if kind < 1: return v
    first = v * (1 - v)
    return first if kind == 1 else first * (1 - (2 * v if kind == 2 else 6 * first))

def mean_at(kind, m, s):
    """M_f at points m and s >= 0."""
    w, k = P + 32, 0
    wanted = Fraction(7 * w, 10)
    room = Fraction((13 << 20) / (5 * inf(s)) // 1, 1 << 20) if s.a else Fraction(25 << 12, 4)
    def reached(unit): return unit * min(unit, room) - min(unit, room) ** 2 / 2 >= wanted
    while k < 13 and not reached(Fraction(25 << k, 4)): k += 1
    count = max(isqrt(-(-2 * wanted * 4 ** k // 1) - 1) + 1, 1 << k)
    need(k < 13 and count <= 50000, "a Gaussian expectation needs too many nodes")
    with precision(w):
        weights, value, norm = gaussian_weights(w, k, count), ZERO, ZERO
        for j in range(-count, count + 1):
            value += integrand(kind, m + s * point(j, -k)) * weights[abs(j)]
            norm += weights[abs(j)]
        c = larger(m, ZERO) + s + 5 if kind < 0 else lift((2, 4, 20, 148)[kind])
        h, unit = point(1, -k), point(1, 5 - w)
        value = (value * h + around(c * unit)) / (norm * h + around(unit))
    return meet(value, hull(ZERO, (ONE, QUARTER)[kind])) if kind in (0, 1) else value

def middle(x): return point(x.a + x.b, x.e - 1)
def ends(x): return [low_end(x), high_end(x)] if x.a < x.b else [x]

def mean_wide(kind, m, s):
    b = around(1 / lift((10, 8, 2)[kind - 1]))
    first, second = b * (m - middle(m)), 4 * b / 5 * (s - middle(s))
    if certain("<", high_end(first + second), EIGHTH):
        return mean_at(kind, middle(m), middle(s)) + first + second
    if kind > 1: return around(1 / lift(10) if kind == 2 else EIGHTH)
    return hull(ZERO, smaller(high_end(2 / (5 * low_end(s))), QUARTER) if s.a > 0 else QUARTER)

def mean(kind, m, s):
    s = abs(s)
    if kind > 0 and (m.a < m.b or s.a < s.b):
        value = mean_wide(kind, m, s)
    elif kind < 0:
        value = hull(mean_at(-1, low_end(m), low_end(s)), mean_at(-1, high_end(m), high_end(s)))
    else:
        value = reduce(hull, [mean_at(kind, x, y) for x in ends(m) for y in ends(s)])
    return meet(rounded(value), hull(ZERO, QUARTER)) if kind == 1 else rounded(value)

# ---- The theorem file (docs/theorem-language.md): a tokenizer and a Pratt parser ----

TOKEN = re.compile(r'(?P<space>[ \t\n]+|\r\n|#[^\n]*)|(?P<text>"[^"\n]*")'
                   r'|(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![0-9A-Za-z_.])'
                   r'|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<symbol><=|>=|[-+*/^()\[\]=<>:,.])')
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SECTIONS = ("parameters", "define", "assume", "problem", "claim")
INCREASING = ("sqrt", "exp", "log", "log1p", "expm1", "softplus", "sigmoid")
MEANS = {"mean_softplus": -1, "mean_sigmoid": 0, "mean_sigmoid_derivative": 1}
ARITY = {**dict.fromkeys(INCREASING + ("abs",), 1), **dict.fromkeys(MEANS, 2)}
RESERVED = {*ARITY, *SECTIONS, *"theorem source expect refuted integer real in root of if then else and"
            " min max minimum minimizer increases decreases".split()}
BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
RELATIONS = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">": operator.gt,
             ">=": operator.ge}
MODELS = {  # the arguments, `?` if they may be left out; the quantities, `[]` if with components
    "positive_layer_peeled": ("N? K? class_sizes? M alpha lambda_W lambda_H", "objective margin[] "
                              "feature_norm_squared[] weight_norm_squared within_class_variation "
                              "class_overlap classifier_misalignment"),
    "memorization_dilation": ("margin feature_norm eta alpha lambda C_MD M N?",
                              "risk dilation distance u_own u_other constraint_slack")}

class Term(tuple):
    """(kind, parts...), some of them terms. `size` counts operations with calls written out, `full`
    with definitions written out too; bit i of `mask` says that it depends on parameter i."""
    height, size, full, mask = 1, 1, 1, 0

def term(*parts):
    result, below = Term(parts), [x for x in parts if isinstance(x, Term)]
    if below:
        result.height = 1 + max(x.height for x in below)
        result.size, result.full = (1 + sum(getattr(x, s) for x in below) for s in ("size", "full"))
        result.mask = reduce(operator.or_, (x.mask for x in below))
    valid(result.height <= 500 and result.size <= 1000000, "an expression is too large")
    return result

def leaf(kind, index, mask=0, full=1):
    result = term(kind, index)
    result.mask, result.full = mask, full
    return result

def number(x): return term("num", Fraction(x))
def valid(condition, reason): need(condition, reason, Invalid)

class Parser:
    """Parses and elaborates in one pass; what it leaves behind is the statement to be checked."""
    def __init__(self, text):
        self.parameters, self.definitions, self.assumptions = [], [], []
        self.problems, self.claims, self.names, self.templates, self.written = [], [], {}, 0, 0
        self.in_claim = self.in_range = False
        self.at, self.tokens, self.line, start = -1, [], 1, int(text.startswith("\ufeff"))
        try:
            valid(not HIDDEN.search(text.replace("\r\n", "\n")), "there is a control character")
            while start < len(text):
                match = TOKEN.match(text, start)
                valid(match, "unexpected %r" % text[start:start + 10])
                if match.lastgroup != "space":
                    self.tokens.append((match.lastgroup, match.group(), self.line))
                self.line, start = self.line + match.group().count("\n"), match.end()
            valid(len(self.tokens) <= 100000, "the file has too many words, numbers and symbols")
            self.tokens += [("end", "", self.line)] * 2
            self.advance()
            self.read_file()
        except Invalid as error:
            raise Invalid("%d: %s" % (self.line, error)) from None

    def advance(self):
        self.at += 1
        self.kind, self.word, self.line = self.tokens[self.at]

    def take(self, *wanted, kind=None):
        word, good = self.word, self.word in wanted if wanted else self.kind == (kind or self.kind)
        valid(good and self.kind != "end", "expected %s, found `%s`" % (
            " or ".join(wanted) or kind or "more", word))
        self.advance()
        return word

    def skip(self, word):
        return self.word == word and bool(self.take())

    def name(self, allowed=()):
        word = self.take(kind="word")
        valid((word not in RESERVED or word in allowed) and len(word) <= 100, "no name: " + word)
        return word

    def separated(self, item, closing, least=1, most=None):
        items = [item()]
        while self.skip(","): items.append(item())
        valid(least <= len(items) <= (most or len(items)), "too few or too many items")
        self.take(closing)
        return items

    def declare(self, word, value):
        valid(word not in self.names, "`%s` is declared twice" % word)
        self.names[word] = value

    def body(self, t):
        """What a definition without a root stands for, else None."""
        body = self.definitions[t[1]][1] if t[0] == "def" else ("root",)
        return None if body[0] == "root" else body

    def read_file(self):
        self.take("theorem")
        self.take(kind="text")
        if self.skip("source"): self.take(kind="text")
        while self.kind != "end":
            section = self.take(*SECTIONS)
            once = section not in ("parameters", "define")
            while once or self.kind != "end" and self.word not in SECTIONS:
                getattr(self, "read_" + section)()
                if once: break
        valid(0 < len(self.claims) <= 1000 and len(self.parameters) <= 64 >= len(self.problems)
              and len(self.definitions) + self.templates <= 1000, "no claim, or too much")

    def range(self):
        self.take("in")
        self.take("[")
        return self.separated(self.expression, "]", 2, 2)

    def read_parameters(self):
        names = self.separated(self.name, ":")
        whole = self.take("integer", "real") == "integer"
        self.in_range = True
        low, high = self.range()
        self.in_range = False
        a, b = literal(low), literal(high)
        valid(a is None or b is None or a <= b, "the range is empty")
        valid(not whole or all(x is None or x.denominator == 1 for x in (a, b)), "no integer")
        valid(not self.skip("log") or a is None or a > 0, "a logarithmic scale begins above 0")
        for word in names:
            self.declare(word, leaf("par", len(self.parameters), 1 << len(self.parameters)))
            self.parameters.append((word, whole, low, high))

    def read_define(self):
        word, bound = self.name(), []  # arguments and the variable of a root: parameters -1, -2, ...
        self.declare(word, None)
        is_template = self.skip("(")
        if is_template: bound = self.separated(self.name, ")", 1, 32)
        self.take("=")
        is_root = not is_template and self.skip("root")
        if is_root:
            bound, (low, high), _ = [self.name()], self.range(), self.take("of")
        for i, name in enumerate(bound): self.declare(name, leaf("par", -1 - i))
        body = term("root", low, high, *self.comparison("=")[1:]) if is_root else self.expression()
        for name in bound: del self.names[name]
        if is_template:
            self.names[word], self.templates = (len(bound), body), self.templates + 1
        else:
            self.names[word] = leaf("def", len(self.definitions), body.mask, body.full)
            self.definitions.append((word, body))

    def read_assume(self):
        self.assumptions.append(self.comparison())
        while self.skip("and"): self.assumptions.append(self.comparison())

    def read_problem(self):
        word = self.name() if self.tokens[self.at + 1][1] == "=" else None
        if word: self.take("=")
        model, arguments, others = self.name(), {}, [p[0] for p in self.problems]
        valid(model in MODELS, "unknown model `%s`" % model)
        known = MODELS[model][0].split()

        def argument():
            key = self.name()
            given = self.skip("=")
            value = self.lookup(key) if not given else self.separated(self.expression, "]") \
                if self.skip("[") else self.expression()
            valid({key, key + "?"} & set(known) and key not in arguments
                  and isinstance(value, list) == (key == "class_sizes"), "a wrong `%s`" % key)
            arguments[key] = value
        self.take("(")
        self.separated(argument, ")")
        valid(all(a.endswith("?") or a in arguments for a in known), "an argument is missing")
        valid(not others or word and None not in others and word not in others, "no name of its own")
        self.problems.append((word, model, arguments))

    def read_claim(self):
        word = self.name({*ARITY, "min", "max"} - {"log"})
        valid(word not in dict(self.claims), "the claim `%s` is declared twice" % word)
        self.take(":")
        self.in_claim = True
        statement = self.comparison(*RELATIONS, "increases", "decreases")
        self.in_claim = False
        if self.skip("expect"): self.take("refuted")
        self.claims.append((word, statement))

    def comparison(self, *relations, depth=0):
        left, relation = self.expression(depth), self.take(*relations or RELATIONS)
        if relation in RELATIONS: return term(relation, left, self.expression(depth))
        self.take("in")
        parameter = self.lookup(self.name())
        valid(parameter[0] == "par", "what a term is monotone in must be a parameter")
        return "monotone", left, relation, parameter[1]

    def expression(self, depth=0, above=0):
        """`depth` is the nesting; operators that bind tighter than `above` belong to it."""
        left = self.operand(depth)
        while self.kind == "symbol" and BINDING.get(self.word, 0) > above:
            symbol = self.take()
            left = term(symbol, left, self.expression(depth, BINDING[symbol]))
        self.written += left.size if not depth and not above else 0
        valid(self.written <= 1000000, "the theorem is too long when written out")
        return left

    def operand(self, depth):
        valid(depth <= 200, "expressions nest too deep")
        if self.skip("-"): return term("neg", self.operand(depth + 2))
        base = self.primary(depth)
        if not self.skip("^"): return base
        valid(self.word != "-", "an exponent with a sign needs parentheses")
        return term("^", base, self.operand(depth + 1))

    def primary(self, depth):
        kind, word = self.kind, self.take()
        if kind == "number":
            digits, _, exponent = word.lower().partition("e")
            valid(len(digits.replace(".", "")) <= 10000 and abs(int(exponent or 0)) <= 100000,
                  "a number has too many digits or too large an exponent")
            return number(word)
        if word == "(": return self.separated(lambda: self.expression(depth + 1), ")", 1, 1)[0]
        valid(kind == "word", "expected an operand, found `%s`" % word)
        if word == "if":
            condition, _ = self.comparison(depth=depth + 2), self.take("then")
            first, _ = self.expression(depth + 2), self.take("else")
            return term("if", condition, first, self.expression(depth + 2))
        if word in ("minimum", "minimizer"): return self.problem_value(word)
        if not self.skip("("): return self.lookup(word)
        values = self.separated(lambda: self.expression(depth + 1), ")")
        if ARITY.get(word) == len(values): return term(word, *values)
        if word in ("min", "max") and len(values) > 1:
            return reduce(lambda x, y: term(word, x, y), values)
        template = self.names.get(word)
        valid(type(template) is tuple and template[0] == len(values), "a wrong call of `%s`" % word)
        return expand(template[1], values)

    def lookup(self, word):
        value = self.names.get(word)
        valid(isinstance(value, Term) and not (self.in_range and value[0] == "def"),
              "`%s` has no value here" % word)
        return value

    def problem_value(self, word):
        name = self.separated(self.name, ")", 1, 1)[0] if self.skip("(") else None
        found = [i for i, p in enumerate(self.problems) if name in (None, p[0])]
        valid(len(found) == 1 and self.in_claim, "it is not clear which problem is meant")
        _, model, arguments = self.problems[found[0]]
        parts, known = (word, found[0]), MODELS[model][1].split()
        if word == "minimizer":
            self.take(".")
            quantity, index = self.take(kind="word"), None
            if self.skip("["):
                digits = self.take(kind="number")
                valid(re.fullmatch("0*[1-9][0-9]{,6}", digits), "a wrong component")
                index, _ = int(digits), self.take("]")
            valid(quantity + "[]" in known or quantity in known and index is None,
                  "unknown quantity `%s`" % quantity)
            valid(index is None or index <= 1000000, "a wrong component")
            parts += quantity, index
        given = [x for v in arguments.values() for x in (v if isinstance(v, list) else [v])]
        value = term(*parts)
        value.mask = reduce(operator.or_, (x.mask for x in given))
        return value

def expand(body, values):
    """The body of a definition with arguments, with `values` for these."""
    if body[0] == "par" and body[1] < 0: return values[-1 - body[1]]
    parts = [expand(x, values) if isinstance(x, Term) else x for x in body]
    return term(*parts) if any(isinstance(x, Term) for x in body) else body

def literal(x):
    """The value of a number or its negative, or None."""
    value = literal(x[1]) if x[0] == "neg" else x[1] if x[0] == "num" else None
    return -value if x[0] == "neg" and value is not None else value

# ---- Section 5: exact values of rational terms ----

ARITHMETIC = {"neg": operator.neg, "abs": abs, "+": operator.add, "-": operator.sub,
              "*": operator.mul, "/": operator.truediv, "^": operator.pow, "min": min, "max": max}

def exact(S, t, values, known):
    """At a point, where parameters may have no value; `known` keeps what definitions are."""
    kind = t[0]
    if kind == "num": return t[1]
    if kind == "par": return values[t[1]] if 0 <= t[1] < len(values) else None
    if kind == "def":
        if t[1] not in known: known[t[1]] = exact(S, S.definitions[t[1]][1], values, known)
        return known[t[1]]
    if kind not in ARITHMETIC: return None
    args = [exact(S, x, values, known) for x in t[1:]]
    if kind == "^":
        n = args[1] = literal(t[2])
        if n is None or n.denominator > 1 or abs(n) > 1024: return None
    if None in args: return None
    bad = kind == "/" and not args[1] or kind == "^" and not args[0] and args[1] < 0
    need(not bad, "a division by zero")
    result = Fraction(ARITHMETIC[kind](*args))
    need(max(result.numerator.bit_length(), result.denominator.bit_length()) <= 100000,
         "an exact value has too many bits")
    return result

# ---- Section 3: values and derivatives ----

SLOPES = {  # f' and f'' from A, F = f(A) and d = f'
    "sqrt": (lambda A, F: 1 / (2 * F), lambda A, F, d: -(d / (2 * A))),
    "exp": (lambda A, F: F, lambda A, F, d: d),
    "expm1": (lambda A, F: apply("exp", A), lambda A, F, d: d),
    "log": (lambda A, F: 1 / A, lambda A, F, d: -(1 / A ** 2)),
    "log1p": (lambda A, F: 1 / (1 + A), lambda A, F, d: -(1 / (1 + A) ** 2)),
    "softplus": (lambda A, F: apply("sigmoid", A), lambda A, F, d: d * (1 - d)),
    "sigmoid": (lambda A, F: F * (1 - F), lambda A, F, d: d * (1 - 2 * F)),
    "reciprocal": (lambda A, F: -(1 / A ** 2), lambda A, F, d: 2 * (1 / A ** 3)),
    "abs": (lambda A, F: Interval(-1, 1), None)}

class Jet:
    """A value; unless None, its [derivatives] and its second derivatives {(i, j): ..., i <= j}."""
    def __init__(self, value, first=None, second=None):
        self.value, self.first, self.second = value, first, second
    def __neg__(a): return chain(-a.value, [a], lambda: [lift(-1)], lambda i, j: [])
    def __add__(a, b): return chain(a.value + b.value, [a, b], lambda: [ONE, ONE], lambda i, j: [])
    def __sub__(a, b):
        return chain(a.value - b.value, [a, b], lambda: [ONE, lift(-1)], lambda i, j: [])
    def __mul__(a, b):
        def cross(i, j):
            x = a.first[i] * b.first[j]
            return [2 * x] if i == j else [x, a.first[j] * b.first[i]]
        return chain(a.value * b.value, [a, b], lambda: [b.value, a.value], cross)
    def __truediv__(a, b):
        result = a * function("reciprocal", b, 1 / b.value)
        return Jet(a.value / b.value, result.first, result.second)
    def __abs__(a):
        return a if a.value.a >= 0 else -a if a.value.b <= 0 else function("abs", a, abs(a.value))
    def __pow__(a, b):
        n, A = inf(b.value), a.value
        if n != sup(b.value) or n.denominator > 1 or abs(n) > 1024 \
                or not all(map(is_zero, b.first or [])):
            return function("exp", b * function("log", a))
        n = int(n)
        if n == 1: return a
        return compose(a, A ** n, lambda: n * A ** (n - 1) if n else ZERO,
                       lambda d: n * (n - 1) * A ** (n - 2) if n else ZERO)

def chain(value, jets, slopes, cross=None):
    """f(jets): the derivatives of f, and what second derivatives have besides the rule of sums."""
    if jets[0].first is None: return Jet(value)
    parts = list(zip(slopes(), jets))
    first = [total(s * x.first[i] for s, x in parts) for i in range(len(jets[0].first))]
    need(cross or jets[0].second is None, "there is no second derivative here")
    return Jet(value, first, jets[0].second and {
        at: total([s * x.second[at] for s, x in parts] + cross(*at)) for at in jets[0].second})

def compose(a, value, slope, curvature):
    """f(a), from its value, f' and f'', which is a function of f'."""
    if a.first is None: return Jet(value)
    d = slope()
    c = curvature(d) if curvature and a.second is not None else None
    return chain(value, [a], lambda: [d], curvature and (lambda i, j: [
        c * (a.first[i] ** 2 if i == j else a.first[i] * a.first[j])]))

def function(f, a, value=None):
    F, (slope, curvature) = value or apply(f, a.value), SLOPES[f]
    return compose(a, F, lambda: slope(a.value, F), curvature and (lambda d: curvature(a.value, F, d)))

def extremum(kind, a, b):
    choice, relation = (smaller, "<=") if kind == "min" else (larger, ">=")
    value = choice(a.value, b.value)
    for x, y in ((a, b), (b, a)):
        if certain(relation, x.value, y.value): return Jet(value, x.first, x.second)
    need(a.second is None, "min and max have no second derivative where they turn")
    return Jet(value, a.first and list(map(hull, a.first, b.first)), a.second)

def expectation(kind, a, b):
    m, s = a.value, b.value
    value = mean(kind, m, s)
    if all(map(is_zero, (a.first or []) + (b.first or []))): return Jet(value, a.first, a.second)
    return chain(value, [a, b], lambda: [mean(kind + 1, m, s), s * mean(kind + 2, m, s)])

class Evaluator:
    """E(term), and derivatives in some variables, on a box; `facts` are tuples
    (definition, lower, upper, is about a root, assumptions it rests on)."""
    def __init__(self, S, box, facts, order=0, variables=(), bounds=None, bound=None):
        need(32 <= P <= 8192, "the precision must be 32 to 8192 bits")
        self.S, self.box, self.facts, self.order, self.variables = S, box, facts, order, variables
        self.bounds, self.bound, self.known = bounds or {}, bound, {}

    def value(self, t): return self.jet(t).value

    def holds(self, comparison):
        return certain(comparison[0], self.value(comparison[1]), self.value(comparison[2]))

    def slack(self, comparison):
        small, large = sides(comparison)
        return self.jet(large) - self.jet(small)

    def constant(self, value, parameter=None):
        first = [ONE if v == parameter else ZERO for v in self.variables]
        n = range(len(first))
        return Jet(value, first if self.order else None,
                   {(i, j): ZERO for i in n for j in n if i <= j} if self.order > 1 else None)

    def jet(self, t):
        kind = t[0]
        if kind == "num": return self.constant(lift(t[1]))
        if kind in ("par", "def"):
            if t not in self.known:
                self.known[t] = self.definition(t[1]) if kind == "def" else self.constant(
                    between(*self.box[t[1]]) if t[1] >= 0 else self.bound, t[1])
            return self.known[t]
        if kind in ("minimum", "minimizer"):
            value = self.bounds.get(t[1], {}).get(t[2:] or "minimum")
            need(value and not self.order, "nothing is known about the minimum here")
            return Jet(value)
        if kind == "if":
            holds = self.holds(t[1])
            need(holds is not None or not self.order, "a condition is open: no derivative")
            if holds is None: return Jet(hull(self.value(t[2]), self.value(t[3])))
            return self.jet(t[2] if holds else t[3])
        args = [self.jet(x) for x in t[1:]]
        if kind in INCREASING: return function(kind, *args)
        if kind in MEANS: return expectation(MEANS[kind], *args)
        return extremum(kind, *args) if kind in ("min", "max") else ARITHMETIC[kind](*args)

    def definition(self, index):
        body, facts = self.S.definitions[index][1], [f for f in self.facts if f[0] == index]
        roots = [f for f in facts if f[3]]
        need(roots or body[0] != "root", "a root has no certified enclosure here")
        jet = self.constant(between(*roots[0][1:3])) if roots else self.jet(body)
        value = jet.value
        for _, low, high, _, _ in facts:
            value = meet(value, join(value if low is None else lift(low),
                                     value if high is None else lift(high)))
        if not roots or not self.order or not self.variables: return Jet(value, jet.first, jet.second)
        need(self.order < 2, "a root has no second derivative")
        *slopes, own = self.residual(body, value, [*self.variables, -1]).first
        return Jet(value, [-(s / own) for s in slopes])

    def residual(self, root, value, variables=()):
        """left - right of a root's equation where its variable (parameter -1) is in `value`."""
        return Evaluator(self.S, self.box, self.facts, 1 if variables else 0, variables, self.bounds,
                         value).slack((">", *root[3:]))

    def arguments(self, problem):
        return {k: [self.value(t) for t in v] if isinstance(v, list) else self.value(v)
                for k, v in self.S.problems[problem][2].items()}

def sides(comparison):
    """The side that is said to be smaller, and the other."""
    return comparison[:0:-1] if comparison[0][0] == ">" else comparison[1:]

# ---- Section 6: polynomials {monomial: coefficient}; a monomial is a frozenset of (atom, power) ----

CONSTANT = {frozenset(): Fraction(1)}

class Normalizer:
    """Terms as quotients of polynomials: (numerator, denominator, sign of the denominator)."""
    def __init__(self, evaluator):
        self.E, self.S, self.known, self.written = evaluator, evaluator.S, {}, 0
        self.numbers, self.squares, self.intervals = {}, [], []  # of atoms, by their keys

    def atom(self, key, square, interval):
        number = self.numbers.setdefault(key, len(self.squares))
        if number == len(self.squares):
            self.squares.append(square)
            self.intervals.append(interval)
        return {frozenset([(number, 1)]): Fraction(1)}

    def into(self, result, poly, factor=1):
        for monomial, c in poly.items():
            result[monomial] = result.get(monomial, 0) + factor * c
            if not result[monomial]: del result[monomial]
        need(len(result) <= 4096, "a polynomial has too many monomials")
        return result

    def times(self, a, b):
        result = {}
        for (m, x), (n, y) in ((p, q) for p in a.items() for q in b.items()):
            powers, factor = dict(m), CONSTANT
            for number, e in n:
                powers[number] = e = powers.get(number, 0) + e
                need(e <= 64, "an exponent is beyond 64")
                if e == 2 and self.squares[number] is not None:
                    del powers[number]
                    factor = self.times(factor, self.squares[number])
            monomial = {frozenset(powers.items()): x * y}
            self.into(result, monomial if factor is CONSTANT else self.times(monomial, factor))
        return result

    def sum(self, a, b, factor=1):
        if a[1] == b[1]: return self.into(dict(a[0]), b[0], factor), a[1], a[2]
        return (self.into(self.times(a[0], b[1]), self.times(b[0], a[1]), factor),
                self.times(a[1], b[1]), a[2] * b[2])

    def product(self, a, b): return self.times(a[0], b[0]), self.times(a[1], b[1]), a[2] * b[2]

    def reciprocal(self, t):
        (numerator, denominator, s), value = self.form(t), self.E.value(t)
        need(not has_zero(value), "a divisor may be zero")
        return denominator, numerator, s * sign(value)

    def key(self, t):
        """What is the same for terms that are written the same, definitions unfolded."""
        return self.key(self.S.body(t)) if self.S.body(t) else tuple(
            self.key(x) if isinstance(x, Term) else x for x in t)

    def form(self, t):
        kind = t[0]
        if kind == "num": return {frozenset(): t[1]} if t[1] else {}, CONSTANT, 1
        if self.S.body(t):
            if t not in self.known: self.known[t] = self.form(self.S.body(t))
            return self.known[t]
        if kind == "neg": return self.sum(({}, CONSTANT, 1), self.form(t[1]), -1)
        if kind == "*": return self.product(self.form(t[1]), self.form(t[2]))
        if kind == "/": return self.product(self.form(t[1]), self.reciprocal(t[2]))
        if kind in ("+", "-"):
            return self.sum(self.form(t[1]), self.form(t[2]), 1 if kind == "+" else -1)
        n = literal(t[2]) if kind == "^" else None
        if n is not None and n.denominator == 1 and abs(n) <= 64:
            base = self.form(t[1]) if n >= 0 else self.reciprocal(t[1])
            return reduce(self.product, [base] * abs(int(n)), (CONSTANT, CONSTANT, 1))
        if kind == "sqrt":
            need(self.E.value(t[1]).a >= 0, "the square root of what may be negative")
            numerator, denominator, s = self.form(t[1])
            square = self.times(numerator, denominator)
            root = square and self.atom(frozenset(square.items()), square, None)
            return root, {m: c * s for m, c in denominator.items()}, 1
        if kind == "minimizer":  # that of an admissible problem exists
            given = require_admissible(self.E, t[1])
            if t[2] == "constraint_slack": return {}, CONSTANT, 1
            if t[2] == "dilation":
                factors = (given["eta"], Term(("sqrt", number(2))), given["feature_norm"],
                           Term(("minimizer", t[1], "distance", None)))
                above = reduce(lambda x, y: Term(("*", x, y)), factors)
                return self.form(Term(("/", above, given["C_MD"])))
        self.written += t.full
        need(self.written <= 50000, "the atoms are too long when written out")
        interval = None if kind == "minimizer" else self.E.value(t)
        return self.atom(self.key(t), None, interval), CONSTANT, 1

    def reduced(self, form):
        """s P, divided by what is certainly positive in all its monomials."""
        poly = {m: c * form[2] for m, c in form[0].items()}
        for number, _ in next(iter(poly), ()):
            common = min(dict(m).get(number, 0) for m in poly)
            if common and self.interval(number).a > 0:
                poly = {frozenset((i, n - common * (i == number)) for i, n in m
                                  if i != number or n > common): c for m, c in poly.items()}
        return poly

    def slack(self, comparison):
        small, large = map(self.form, sides(comparison))
        return self.reduced(self.sum(large, small, -1))

    def interval(self, number):
        if self.intervals[number] is None:
            need(self.squares[number] is not None, "nothing is known about the minimizer here")
            low, high = self.range(self.squares[number])
            need(high >= 0, "a square is certainly negative")
            self.intervals[number] = square_root(between(max(low, 0), high))
        return self.intervals[number]

    def range(self, poly):
        """The sum of the exact ranges of the monomials."""
        low = high = Fraction(0)
        for monomial, c in poly.items():
            x = reduce(times, (power(self.interval(i), e) for i, e in monomial), ONE)
            a, b = sorted((c * inf(x), c * sup(x)))
            low, high = low + a, high + b
        return low, high

    def require(self, poly, strict, weights, usable):
        """poly >= 0, > 0 if strict, from usable assumptions [K1, W1, K2, W2, ...]."""
        for k, weight in zip(weights[::2], weights[1::2]):
            need(usable(k - 1) and weight >= 0, "assumption %d cannot be used so here" % k)
            assumption = self.S.assumptions[k - 1]
            need(assumption[0] != "=", "assumption %d is an equation" % k)
            strict = strict and not (assumption[0] in "<>" and weight > 0)
            poly = self.into(dict(poly), self.slack(assumption), -weight)
        low = self.range(poly)[0]
        need(low > 0 if strict else low >= 0, "the polynomial that remains may be negative")

# ---- Sections 9 and 10: bounds of the minimum ----

def single(x):
    n = inf(x)
    need(n == sup(x) and n.denominator == 1 and abs(n) <= 1000000, "a count is not one integer")
    return int(n)

def checked(given, names):
    """These arguments, certainly positive, and alpha, certainly in [0, 1)."""
    need(all(given[name].a > 0 for name in names), "an argument is not certainly positive")
    alpha = given["alpha"]
    need(alpha.a >= 0 and certain("<", alpha, ONE), "alpha is not certainly in [0, 1)")
    return [given[name] for name in names] + [alpha]

MD = ("margin", "feature_norm", "eta", "lambda", "C_MD")

def require_admissible(E, problem):
    need(E.S.problems[problem][1] == "memorization_dilation", "the problem is of another model")
    given = E.arguments(problem)
    checked(given, MD)
    need(certain(">=", given["M"], lift(2)), "M is not certainly at least 2")
    need("N" not in given or single(given["N"]) == 2, "the model has two classes")
    return E.S.problems[problem][2]

def cut(x): return larger(x, ZERO)
def from_zero(x): return hull(ZERO, cut(high_end(x)))

def layer_peeled(given, classes):
    a, b, alpha = checked(given, ("lambda_W", "lambda_H"))
    balanced = "class_sizes" not in given
    need(not balanced or "N" in given and "K" in given, "the classes are not given")
    N = single(given["N"]) if "N" in given else len(given["class_sizes"])
    need(2 <= N == len(classes) <= 10000, "there are %d classes, not %d" % (N, len(classes)))
    sizes = [single(x) for x in ([given["K"]] * N if balanced else given["class_sizes"])]
    need(len(sizes) == N and min(sizes) >= 1 and single(given["M"]) >= N, "M < N, or empty classes")
    n, others = sum(sizes), lift(N - 1) / N
    sl = alpha * others
    low, losses, weights, features, known = ZERO, ZERO, ZERO, ZERO, []
    for size, (p, s, w) in zip(sizes, classes):
        need(0 < p < 1 and s >= 0, "a probability or a norm of a class is out of range")
        q, pull, o, lead = lift(size) / n, 1 - sl - p, lift(1 - p) / (N - 1), lift(w * s)
        need(pull.a >= 0 and certain("<=", pull ** 2 * N / (N - 1), 4 * a * b / q),
             "the dual point does not satisfy the condition of its bound")
        low += q * (-(p * apply("log", lift(p))) - (1 - p) * apply("log", o))
        losses += q * (apply("log", apply("exp", lead) + (N - 1)) - (1 - sl) * lead)
        weights, features = weights + lift(w) ** 2, features + q * lift(s) ** 2
        known.append((p, q, o, pull))
    high = losses + a * others * weights + b * features
    need(not certain("<", high_end(high), low_end(low)), "the bounds contradict each other")
    bounds = {"minimum": join(low, high)}
    try: bounds.update(quantities(cut(high_end(high) - low_end(low)), known, n, balanced, alpha, a, b))
    except Refused: pass  # the gap is too wide to say anything about the minimizer
    return bounds

def quantities(gap, known, n, balanced, alpha, a, b):
    N, eps, margins, norms = len(known), apply("sqrt", 2 * n * gap), [], []
    spread = around(eps) * point(1, -1)
    for p, q, o, _ in known:
        u, v = p + spread, o + spread
        need(u.a > 0 and v.a > 0, "the gap is too wide to enclose the minimizer")
        margins.append(apply("log", u / v))
        norms.append(cut((N - 1) * (v - alpha / N) * margins[-1] / (2 * b)))
    HH = total(q * H for (_, q, _, _), H in zip(known, norms))
    w2 = b / a * HH
    V, x = w2 * eps ** 2 / b ** 2, high_end(apply("sqrt", reduce(larger, norms)))
    pulls = [q * s * N / ((N - 1) * 2 * a) for _, q, _, s in known]
    need(all(k.a > 0 for k in pulls), "a class does not pull the classifier")
    weakest, strongest = reduce(smaller, pulls), high_end(reduce(larger, pulls))
    offset, y = x * apply("sqrt", high_end(V)), eps * x ** 2 / (2 * a)
    overlap = [abs(k * (H + around(offset)) - T + around(2 * y)) / weakest
               for k, H, T in zip(pulls, norms, margins)]
    D = eps * x / (2 * a) + (strongest - low_end(weakest)) * (2 * N * x)
    result = {("within_class_variation", None): from_zero(V),
              ("class_overlap", None): from_zero(reduce(larger, overlap))}
    if balanced:
        return {**result, ("margin", None): reduce(hull, margins), ("feature_norm_squared", None): HH,
                ("weight_norm_squared", None): w2 / N,
                ("classifier_misalignment", None): from_zero(D ** 2)}
    for name, values in (("margin", margins), ("feature_norm_squared", norms)):
        result.update({(name, k): x for k, x in enumerate(values, 1)})
    return result

def memorization_dilation(given, X, Y):
    need(X >= 0 and Y >= 0, "a feature is negative")
    t, rho, eta, lam, C, alpha = checked(given, MD)
    M, x, y, root = given["M"], lift(X), lift(Y), apply("sqrt", lift(2))
    kappa, A, d = t / rho, eta * (root * rho) / C, apply("sqrt", x ** 2 + (y - rho) ** 2)
    need(d.a > 0, "the distance is not certainly positive")
    r, beta, lead = A * d, root * kappa, kappa * (x - y)
    F = mean(-1, -t, beta * r) + alpha * t / 2 + lam * (rho ** 2 + M * r ** 2)
    value = F + eta * (apply("softplus", -lead) + alpha / 2 * lead + lam * (x ** 2 + y ** 2))
    mu = (beta ** 2 * mean(1, t, beta * r) + 2 * lam * M) * A ** 2
    loss, m = eta * (kappa * (alpha / 2 - apply("sigmoid", -lead))), 2 * eta * lam
    gradient = (mu * x + loss + m * x, X), (mu * (y - rho) - loss + m * y, Y)
    square = total((g if z else smaller(g, ZERO)) ** 2 for g, z in gradient)
    e = around(high_end(apply("sqrt", square) / m))
    return {"minimum": join(value - square / (2 * m), value),
            ("u_own", None): cut(x + e), ("u_other", None): cut(y + e),
            ("distance", None): cut(d + e), ("dilation", None): cut(A * (d + e)),
            ("constraint_slack", None): ZERO}

# ---- Sections 1 and 2: the text of a certificate ----

INT = r"(?:0|-?[1-9][0-9]*)"
NUMBER = re.compile(r"(%s)(?:/([1-9][0-9]*)|p(%s))?\Z" % (INT, INT))
SHAPES = {  # what follows the word: names, numbers (q), counts; before * any number of times
    "domain": "", "point": "q*", "refute": "q*", "precision": "c", "narrow": "nqq", "split": "nq",
    "monotone": "n", "through": "n", "evaluate": "", "outside": "c", "mean": "", "convex": "q*",
    "algebra": "cq*", "theorem": "n", "open": "", "layer-peeled": "c", "class": "qqq",
    "memorization-dilation": "cqq", "digits": "c", "holds": "", "versus": "nq", "fails": ""}

def read_number(word):
    match = NUMBER.match(word)
    need(match and len(word) <= 20000, "a number is not INT, INT/POS or INTpINT")
    m, d, e = (int(x or 0) for x in match.groups())
    need(abs(e) <= 100000, "an exponent is beyond 100000")
    return Fraction(m, d or 1) * Fraction(2) ** e

def read_count(word):
    need(re.match("(0|[1-9][0-9]{,5})\\Z", word), "a count is not an integer below 1,000,000")
    return int(word)

READ = {"n": str, "q": read_number, "c": read_count}

def read_shape(shape, words):
    unit = shape.rstrip("*")
    times = len(words) // len(unit) if shape.endswith("*") else 1
    need(len(words) == times * len(unit), "a line has too many or too few words")
    return [READ[kind](word) for kind, word in zip(unit * times, words)]

def read_step(name, *words):
    if name == "bound":
        by_algebra = words[3:4] == ("algebra",)
        need(words[1:2] in (("lower",), ("upper",)) and (by_algebra or words[3:] == ("evaluate",)),
             "there is no such bound")
        weights = read_shape("cq*", words[4:]) if by_algebra else None
        return name, words[0], words[1], read_number(words[2]), weights
    if name == "root":
        parts = [part.split() for part in " ".join(words[1:]).split("|")]
        need(len(parts) == 3 == words.count("|") + 1, "a root has two bars")
        return (name, words[0], *([read_number(x) for x in part] for part in parts))
    need(name in SHAPES, "there is no step `%s`" % name)
    return (name, *read_shape(SHAPES[name], words))

@contextmanager
def at_line(number):
    try: yield
    except Refused as error: raise Rejected(number, str(error)) from None

def read_certificate(data):
    """[(line, claim, [(line, step)])]"""
    sections, state, lines = [], "start", data.split(b"\n")
    for number, line in enumerate(lines, 1):
        with at_line(number):
            need(len(data) <= 64 << 20 and number <= 1000001 and len(line) <= 1 << 20, "too long")
            need(not re.search(b"[^ -~]", line), "a character is not printable ASCII")
            words = line.split(b"#")[0].decode("ascii").split()
            if not words: continue
            need(state != "end", "something follows `end`")
            if state == "start":
                need(words == ["closedform-certificate", "1"], "not `closedform-certificate 1`")
                state = "sections"
            elif words == ["end"]:
                state = "end"
            elif words[0] == "claim":
                need(len(words) == 2, "expected `claim NAME`")
                sections.append((number, words[1], []))
            else:
                need(sections, "a section begins with `claim NAME`")
                sections[-1][2].append((number, read_step(*words)))
    with at_line(len(lines)): need(state == "end", "the line `end` is missing")
    return sections

# ---- Sections 4, 5 and 9: facts, steps and points ----

class Node:
    """Shows `goal` on `box`, where parameters with a bit in `fixed` are fixed by a monotone step."""
    def __init__(self, S, goal, box):
        self.S, self.goal, self.box, self.fixed, self.facts = S, goal, box, 0, []
        self.bounds, self.share, self.depth, self.is_open = {}, Fraction(1), 0, False

    def having(self, **changes):
        node = Node(self.S, self.goal, self.box)
        vars(node).update(vars(self), **changes)
        return node

    def below(self, **changes):
        need(self.depth < 10000, "steps nest too deep")
        return self.having(depth=self.depth + 1, **changes)

    def usable(self, k):
        return 0 <= k < len(self.S.assumptions) and not self.S.assumptions[k].mask & self.fixed

    def in_force(self): return [f for f in self.facts if all(map(self.usable, f[4]))]
    def unconditional(self): return [f for f in self.facts if not f[4]]

    def evaluator(self, facts=None, order=0, variables=()):
        facts = self.in_force() if facts is None else facts
        return Evaluator(self.S, self.box, facts, order, variables, self.bounds)

    def index(self, name, entries):
        names = [entry[0] for entry in entries]
        need(name in names, "the theorem file does not declare `%s`" % name)
        return names.index(name)

    def known(self, *fact): return [self.having(facts=self.facts + [fact])]

    def bound(self, name, side, value, weights):
        index, E = self.index(name, self.S.definitions), self.evaluator()
        rests = frozenset().union(*(f[4] for f in self.in_force()))
        t = leaf("def", index)
        if weights is None:
            x = E.value(t)
            need(inf(x) >= value if side == "lower" else sup(x) <= value, "the bound is not shown")
        else:
            N = Normalizer(E)
            poly = N.slack((">=" if side == "lower" else "<=", t, number(value)))
            N.require(poly, False, weights, self.usable)
            rests |= {k - 1 for k in weights[::2]}
        ends = (value, None) if side == "lower" else (None, value)
        return self.known(index, *ends, False, rests)

    def equation(self, name):
        """A root: its number, E, its body, and F = left - right or F_x on an interval."""
        index, E = self.index(name, self.S.definitions), self.evaluator(self.unconditional())
        body = self.S.definitions[index][1]
        need(body[0] == "root", "`%s` is not a root" % name)
        return index, E, body, lambda a, b, *x: E.residual(body, between(a, b), x)

    def root(self, name, A, C, B):
        index, E, body, F = self.equation(name)
        numbers, inner = A + C + B, [*A[-1:], *C, *B[:1]]
        need(A and B and all(x < y for x, y in zip(numbers, numbers[1:])), "not increasing")
        L, U = E.value(body[1]), E.value(body[2])
        need(A[0] <= inf(L) and sup(L) <= A[-1] and B[0] <= inf(U) and sup(U) <= B[-1],
             "the numbers do not enclose the range of the root")
        signs = [{sign(F(x, y).value) for x, y in [(end, end), *zip(part, part[1:])]}
                 for part, end in ((A, A[-1]), (B, B[0]))]
        need(signs in ([{1}, {-1}], [{-1}, {1}]), "the two sides do not certainly cross once")
        need(not any(has_zero(F(x, y, -1).first[0]) for x, y in zip(inner, inner[1:])),
             "the two sides may cross more than once")
        return self.known(index, A[-1], B[0], True, frozenset())

    def narrow(self, name, a, b):
        index, _, _, F = self.equation(name)
        about = [f for f in self.unconditional() if f[0] == index]
        need(any(f[3] for f in about) and a < b, "no root is known, or the numbers decrease")
        need(all((low is None or low <= a) and (high is None or b <= high)
                 for _, low, high, _, _ in about), "the numbers are not within the enclosure")
        need(sign(F(a, a).value) * sign(F(b, b).value) == -1, "the sides do not certainly cross")
        return self.known(index, a, b, True, frozenset())

    def with_range(self, i, ends): return self.box[:i] + [ends] + self.box[i + 1:]

    def split(self, name, value):
        i = self.index(name, self.S.parameters)
        varied = self.goal[0] == "monotone" and self.goal[3] == i
        (a, b), unit = self.box[i], int(self.S.parameters[i][1] and not varied)
        need(a <= value < b and value.denominator == 1 if unit else a < value < b, "no such split")
        part = self.share * (value - a + unit) / (b - a + unit)
        return [self.below(box=self.with_range(i, (a, value)), share=part),
                self.below(box=self.with_range(i, (value + unit, b)), share=self.share - part)]

    def inequality(self):
        need(self.goal[0] in ("<", "<=", ">", ">="), "the goal is not an inequality")
        return self.goal

    def monotone(self, name):
        i, goal = self.index(name, self.S.parameters), self.inequality()
        node = self.below(fixed=self.fixed | 1 << i)
        slope = node.evaluator(None, 1, [i]).slack(goal).first[0]
        need(slope.a >= 0 or slope.b <= 0, "the derivative has no certain sign on the box")
        end = self.box[i][0 if slope.a >= 0 else 1]
        return [node.having(box=self.with_range(i, (end, end)))]

    def through(self, f):
        need(f in INCREASING and self.goal[0] != "monotone", "no function, or no comparison")
        E, inside = self.evaluator(), []
        for side in self.goal[1:]:
            while self.S.body(side): side = self.S.body(side)
            is_zero = side == ("num", 0) and f in ("log", "log1p", "expm1", "sqrt")
            need(side[0] == f or is_zero, "a side is not this function")
            inside.append(number(f == "log") if is_zero else side[1])
            E.value(Term((f, inside[-1])))
        return [self.below(goal=term(self.goal[0], *inside))]

    def evaluate(self):
        if self.goal[0] != "monotone":
            need(self.evaluator().holds(self.goal), "the enclosures do not show the goal")
        else:
            _, t, direction, i = self.goal
            slope = self.evaluator(None, 1, [i]).jet(t).first[0]
            need(sign(slope) == (1 if direction == "increases" else -1), "not shown")
        return []

    def outside(self, k):
        need(self.usable(k - 1), "the assumption cannot be used here")
        need(self.evaluator().holds(self.S.assumptions[k - 1]) is False, "the assumption may hold")
        return []

    def mean(self):
        return self.convex(*((a + b) / 2 for a, b in self.box), order=1)

    def convex(self, *centre, order=2):
        goal, facts, box = self.inequality(), self.unconditional(), self.box
        need(len(centre) == len(box) and all(a <= c <= b for c, (a, b) in zip(centre, box)),
             "the point is not in the box")
        free = [i for i, (a, b) in enumerate(box) if a < b]
        jet = self.evaluator(facts, order, free).slack(goal)
        at = Evaluator(self.S, points(centre), facts, order - 1, free).slack(goal)
        if order == 2: require_semidefinite(jet.second, len(free))
        value = at.value
        for i, slope in zip(free, (jet if order == 1 else at).first):
            value += slope * between(*(end - centre[i] for end in box[i]))
        need(value.a > 0 if goal[0] in "<>" else value.a >= 0, "the slack may be too low")
        return []

    def algebra(self, *weights):
        need(self.goal[0] != "monotone", "only a comparison is a matter of algebra")
        N = Normalizer(self.evaluator())
        poly = N.slack(self.goal)
        if self.goal[0] != "=": N.require(poly, self.goal[0] in "<>", weights, self.usable)
        else: need(not weights and not poly, "the two sides are not equal")
        return []

    def theorem(self, name):
        goal, E, N = self.goal, self.evaluator(), Normalizer(self.evaluator())
        def dilation(t, quantities=("dilation",)):
            need(t[0] == "minimizer" and t[2] in quantities, "a side is not a dilation")
            return require_admissible(E, t[1])
        if goal[0] == "monotone":
            varied = {("dilation-increases-in-noise", "increases"): "eta",
                      ("dilation-decreases-in-smoothing", "decreases"): "alpha"}.get((name, goal[2]))
            need(varied and all(t == ("par", goal[3]) if key == varied else not t.mask >> goal[3] & 1
                                for key, t in dilation(goal[1]).items()), "another theorem's goal")
            return []
        need(goal[0] in "<>", "the goal is not a strict inequality")
        small, large = sides(goal)
        if name == "dilation-positive":
            need(small == ("num", 0), "the goal is not that something is positive")
            dilation(large, ("dilation", "distance"))
            return []
        need(name == "dilation-decreases-in-smoothing", "the goal is not of the form of the theorem")
        first, second = dilation(small), dilation(large)
        need(set(first) == set(second) and all(N.key(first[k]) == N.key(second[k]) for k in first
                                               if k != "alpha"), "the problems differ in more")
        need(certain(">", E.value(first["alpha"]), E.value(second["alpha"])), "alpha is not larger")
        return []

    def open(self): return [self.having(is_open=True)]

    def about(self, problem, model, bounds_of, *args):
        """Knows the bounds of the minimum of a problem, at a point."""
        problems, E = self.S.problems, self.evaluator()
        need(0 <= problem < len(problems) and problems[problem][1] == model, "another model")
        if model == "memorization_dilation": require_admissible(E, problem)
        return self.having(bounds={**self.bounds, problem: bounds_of(E.arguments(problem), *args)})

    def require_in_domain(self):
        S, values, E = self.S, [a for a, _ in self.box], self.evaluator(self.unconditional())
        conditions, known = list(S.assumptions), {}
        for i, (_, whole, low, high) in enumerate(S.parameters):
            need(not whole or values[i].denominator == 1, "a parameter is not an integer")
            conditions += ("<=", low, leaf("par", i)), ("<=", leaf("par", i), high)
        for relation, left, right in conditions:
            a, b = (exact(S, t, values, known) for t in (left, right))
            need(certain(relation, E.value(left), E.value(right)) if None in (a, b) else
                 RELATIONS[relation](a, b), "a range or an assumption does not certainly hold")

    def holds(self, claim, digits):
        need(claim[0] != "monotone", "that a term is monotone is not a claim about one point")
        self.require_in_domain()
        a, b = map(self.evaluator().value, claim[1:])
        if claim[0] != "=":
            need(digits is None and certain(claim[0], a, b), "the enclosures do not show the claim")
            return "proved" + self.place()
        need(digits is not None and digits <= 2000, "an equality needs digits up to 2000")
        need(max(sup(a) - inf(b), sup(b) - inf(a)) <= Fraction(1, 10 ** digits), "the sides differ")
        return "proved%s to %d digits" % (self.place(), digits)

    def fails(self, claim, base):
        self.require_in_domain()
        if claim[0] != "monotone":
            need(self.evaluator().holds(claim) is False, "the claim is not refuted")
            return "refuted" + self.place()
        _, t, direction, i = claim
        need(base and base.box[i] < self.box[i], "the second point must have a larger value")
        base.require_in_domain()
        a, b = base.evaluator().value(t), self.evaluator().value(t)
        need(certain(">=" if direction == "increases" else "<=", a, b), "the claim is not refuted")
        return "refuted%s and %s = %s" % (base.place(), self.S.parameters[i][0], self.box[i][0])

    def place(self):
        values = ["%s = %s" % (q[0], a) for q, (a, _) in zip(self.S.parameters, self.box)]
        return " at " + ", ".join(values) if values else ""

FACTS = {"bound": Node.bound, "root": Node.root, "narrow": Node.narrow}
STEPS = {**FACTS, "split": Node.split, "monotone": Node.monotone, "through": Node.through,
         "evaluate": Node.evaluate, "outside": Node.outside, "mean": Node.mean, "open": Node.open,
         "convex": Node.convex, "algebra": Node.algebra, "theorem": Node.theorem}

def points(values): return [(x, x) for x in values]

def require_semidefinite(second, n):
    """Section 7: elimination with positive pivots; rows of zeros are left out."""
    for k in range(n):
        if all(is_zero(second[k, j]) for j in range(k, n)): continue
        need(second[k, k].a > 0, "the second derivatives may be indefinite")
        for i, j in ((i, j) for i in range(k + 1, n) for j in range(i, n)):
            second[i, j] -= second[k, i] * second[k, j] / second[k, k]

def domain_root(S, claim):
    box = []
    for _, whole, *terms in S.parameters:
        values = [a if a == b else None for a, b in box]
        low, high = (exact(S, t, values, {}) for t in terms)
        low = inf(Evaluator(S, box, []).value(terms[0])) if low is None else low
        high = sup(Evaluator(S, box, []).value(terms[1])) if high is None else high
        box.append((Fraction(-(-low // 1)), Fraction(high // 1)) if whole else (low, high))
        need(box[-1][0] <= box[-1][1], "the range of a parameter is empty")
    if claim[0] == "monotone":
        i = claim[3]
        need(not any(t.mask >> i & 1 for j, q in enumerate(S.parameters) if j != i for t in q[2:]),
             "the range of another parameter depends on the one that is varied")
        for assumption in (a for a in S.assumptions if a.mask >> i & 1):
            need(assumption[0] != "=", "an assumption is an equation in the varied parameter")
            slope = Evaluator(S, box, [], 1, [i]).slack(assumption).first[0]
            need(slope.a >= 0 or slope.b <= 0, "an assumption might not be monotone")
    return Node(S, claim, box)

def check_domain(S, claim, scope, steps):
    p, share, count = 128, Fraction(0), 0
    with at_line(scope): stack = [domain_root(S, claim)]
    for line, (name, *values) in steps:
        if name == "precision":
            p = values[0]
            continue
        with at_line(line), precision(p):
            need(stack, "the proof of the claim is already complete")
            need(name in STEPS, "this step does not belong into a domain section")
            children = STEPS[name](stack.pop(), *values)
        if children and children[0].is_open: share, count = share + children.pop().share, count + 1
        stack += reversed(children)
    with at_line(steps[-1][0] if steps else scope):
        need(not stack, "the proof of the claim stops before it is complete")
    if not count: return "proved on the whole domain"
    units, boxes = str(-(-share * 1000000 // 1)).rjust(5, "0"), "box" if count == 1 else "boxes"
    return "proved but for %d %s, %s.%s %% of the volume" % (count, boxes, units[:-4], units[-4:])

def check_point(S, claim, kind, values, scope, steps):
    with at_line(scope): need(len(values) == len(S.parameters), "one value for each parameter")
    here, base, digits, result, p, classes = Node(S, claim, points(values)), None, None, None, 128, None
    for line, (name, *args) in steps:
        if classes and name != "class":
            with at_line(classes[0]), precision(p):
                here = here.about(classes[1], "positive_layer_peeled", layer_peeled, classes[2])
            classes = None
        with at_line(line), precision(p):
            need(result is None, "something follows the end of the section")
            if name == "precision": p = args[0]
            elif name == "layer-peeled": classes = (line, args[0] - 1, [])
            elif name == "class":
                need(classes, "a class stands outside `layer-peeled`")
                classes[2].append(args)
            elif name == "memorization-dilation":
                here = here.about(args[0] - 1, "memorization_dilation", memorization_dilation, *args[1:])
            elif name == "digits" and kind == "point" and digits is None: digits = args[0]
            elif name == "versus" and kind == "refute" and base is None:
                i = here.index(args[0], S.parameters)
                need(claim[0] == "monotone" and claim[3] == i, "the claim is about another parameter")
                base, here = here, Node(S, claim, here.with_range(i, (args[1], args[1])))
            elif name == "holds" and kind == "point": result = here.holds(claim, digits)
            elif name == "fails" and kind == "refute": result = here.fails(claim, base)
            else:
                need(name in FACTS, "this step does not belong into a section about a point")
                here = FACTS[name](here, *args)[0]
    with at_line(steps[-1][0] if steps else scope):
        need(result is not None, "the section does not come to its end")
    return result

def check(S, data):
    """The lines to print about each section, and whether a box is open."""
    lines, claims = [], dict(S.claims)
    for line, name, steps in read_certificate(data):
        with at_line(line): need(name in claims and steps, "no such claim, or nothing said about it")
        (scope, (kind, *values)), *steps = steps
        with at_line(scope):
            need(kind in ("domain", "point", "refute"), "not `domain`, `point` or `refute`")
        text = check_domain(S, claims[name], scope, steps) if kind == "domain" else \
            check_point(S, claims[name], kind, values, scope, steps)
        lines.append("claim %s: %s" % (name, text))
    return lines, any(": proved but for " in line for line in lines)

def run(arguments):
    if len(arguments) != 2 or arguments[0].startswith("--"):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    try:
        with open(arguments[0], "rb") as theorem, open(arguments[1], "rb") as certificate:
            text, data = theorem.read((1 << 20) + 1), certificate.read((64 << 20) + 1)
        valid(len(text) <= 1 << 20, "the file is too long")
        S = Parser(text.decode("utf-8"))
    except (OSError, Invalid, UnicodeDecodeError, RecursionError, MemoryError) as error:
        print("%s:%s" % (arguments[0], error), file=sys.stderr)
        return 65
    try:
        lines, is_open = check(S, data)
    except (Rejected, RecursionError, MemoryError) as error:
        known = isinstance(error, Rejected)
        print("REJECTED line %d: %s" % (error.args if known else (1, "too large for this checker")))
        return 3
    print("\n".join(lines + ["INCOMPLETE" if is_open else "VERIFIED"]))
    return 2 if is_open else 0

sys.setrecursionlimit(40000)
if hasattr(sys, "set_int_max_str_digits"): sys.set_int_max_str_digits(0)

if __name__ == "__main__":  # deep terms need a deep stack, which only a thread may have
    codes = []
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=lambda: codes.append(run(sys.argv[1:])))
    thread.start()
    thread.join()
    sys.exit(codes[0])
