#!/usr/bin/env python3
"""Checks a ClosedForm certificate: check_certificate.py [--accept supported] THEOREM CERTIFICATE

A second checker, independent of `closedform-check`: plain Python 3, integers only, written from
docs/certificate-format.md, whose section numbers stand below. Exit codes: 0 verified, 2 incomplete,
3 rejected, 4 given up, 64 wrong call, 65 a file cannot be read or the theorem file is invalid.
"""
import operator
import os
import re
import resource
import signal
import stat
import sys
import threading
from collections import namedtuple
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache, partial, reduce
from math import gcd, isqrt, lcm

class Refused(Exception): "A step's side condition does not hold, or a value does not exist."
class Rejected(Exception): "A line of the certificate is wrong: its number and the reason."
class Invalid(Exception): "The theorem file is not valid."

def need(condition, reason, error=Refused):
    if not condition: raise error(reason)

# ---- Section 3: intervals [a 2^e, b 2^e] of integers a <= b, rounded outwards to P bits ----

class Infinite:
    """An end of an interval without end: infinity times `sign`, among integers."""
    def __init__(self, sign): self.sign = sign
    def __neg__(self): return Infinite(-self.sign)
    def __abs__(self): return Infinite(1)
    def __add__(self, other): return self  # infinities of both signs never meet
    def __mul__(self, x):  # zero times infinity is zero
        s = self.sign * ((x > 0) - (x < 0))
        return Infinite(s) if s else 0
    def __pow__(self, n): return Infinite(self.sign ** n) if n else 1
    def __floordiv__(self, x): return self * x
    def __rfloordiv__(self, x): return 0  # what quotients of one sign come near
    def __lt__(self, other): return self != other and self.sign < 0
    def __gt__(self, other): return self != other and self.sign > 0
    def __le__(self, other): return self == other or self.sign < 0
    def __ge__(self, other): return self == other or self.sign > 0
    def __eq__(self, other): return isinstance(other, Infinite) and self.sign == other.sign
    def __lshift__(self, n): return self
    def bit_length(self): return 0
    __radd__, __rmul__, __rshift__ = __add__, __mul__, __lshift__

# ---- Limits, by the table of section 12 ----

FILE_BYTES, WORDS, NAME_CHARACTERS = 1 << 20, 100_000, 100
DIGITS, DECIMAL_EXPONENT = 10_000, 100_000
NESTING, HEIGHT, WRITTEN_OUT, COMPONENT = 200, 500, 1_000_000, 1_000_000
PARAMETERS, DEFINITIONS, ARGUMENTS, CLAIMS, PROBLEMS = 64, 1000, 32, 1000, 64
CERTIFICATE_BYTES, LINE_BYTES, LINES, STEPS_ABOVE = 64 << 20, 1 << 20, 1_000_000, 10_000
NUMBER_CHARACTERS, BINARY_EXPONENT, COUNT, CLAIMED_DIGITS = 20_000, 100_000, 999_999, 2000
LEAST_BITS, MOST_BITS, MAGNITUDE, ARGUMENT, POWER, NODES = 32, 8192, 1_000_000, 20, 1024, 50_000
STEP_OPERATIONS, STEP_HEIGHT, POINTS = 99_999, 1000, 1000
MODEL_NUMBER, POSITIVE_CLASSES, CLASSES = 1_000_000, 10_000, 200
EXACT_BITS, MONOMIALS, ALGEBRA_POWER, ALGEBRA_COST = 100_000, 4096, 64, 1 << 27
MONOMIAL_BITS, MONOMIAL_REACH = 1_000_000, 2_000_000

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
    def __abs__(x): return x if x.a >= 0 else -x if x.b <= 0 else Interval(0, max(-x.a, x.b), x.e)
    def __add__(x, y): return rounded(plus(x, lift(y)))
    def __sub__(x, y): return rounded(plus(x, -lift(y)))
    def __mul__(x, y): return rounded(times(x, lift(y)))
    def __rsub__(x, y): return lift(y) - x
    def __rtruediv__(x, y): return lift(y) / x
    def __truediv__(x, y): return rounded(divided(x, lift(y)))
    def __pow__(x, n): return rounded(power(x, n)) if n >= 0 else 1 / power(x, -n)
    __radd__, __rmul__ = __add__, __mul__

def aligned(x, y):
    """The ends of both, and their common exponent."""
    e = min(x.e, y.e)
    return x.a << x.e - e, x.b << x.e - e, y.a << y.e - e, y.b << y.e - e, e

def choose(f, g):
    """From intervals [a, b] and [c, d], [f(a, c), g(b, d)]."""
    def chosen(x, y):
        a, b, c, d, e = aligned(x, y)
        return Interval(f(a, c), g(b, d), e)
    return chosen

plus, join = choose(operator.add, operator.add), choose(lambda a, c: a, lambda b, d: d)
smaller, larger, hull = choose(min, min), choose(max, max), choose(min, max)

def meet(x, y):
    both = choose(max, min)(x, y)
    return need(both.a <= both.b, "two enclosures are disjoint") or both

def times(x, y):
    if x.a >= 0 and y.a >= 0: return Interval(x.a * y.a, x.b * y.b, x.e + y.e)
    corners = x.a * y.a, x.a * y.b, x.b * y.a, x.b * y.b
    return Interval(min(corners), max(corners), x.e + y.e)

def divided(x, y):
    """Rounded outwards to more than P bits."""
    need(not has_zero(y), "a divisor may be zero")
    if y.a < 0: x, y = -x, -y
    k = P + 2 + max(y.a.bit_length(), y.b.bit_length())  # the length of the larger number of y
    k = max(0, k - min(abs(x.a) or abs(x.b), abs(x.b) or 1).bit_length())
    return Interval((x.a << k) // (y.b if x.a >= 0 else y.a),
                    -((-x.b << k) // (y.a if x.b >= 0 else y.b)), x.e - y.e - k)

def power(x, n):
    x = need(n <= POWER, "an exponent is beyond 1024") or (x if n % 2 else abs(x))
    return Interval(x.a ** n, x.b ** n, x.e * n)

def rounded(x):
    a, b, e = x.a, x.b, x.e
    i, j = max(a.bit_length() - P, 0), max(b.bit_length() - P, 0)
    if i or j:
        k = min(i if a else j, j if b else i)
        a, b, e = a >> i << i - k if a else 0, -(-b >> j << j - k) if b else 0, e + k
    for n in filter(is_finite, (a, b)):
        need(not n or abs(n.bit_length() + e) <= MAGNITUDE, "too big")
    return Interval(a, b, e)

def odd(end): return end // (end & -end or 1) if is_finite(end) else 1
def length(x): return max(odd(x.a).bit_length(), odd(x.b).bit_length())
def reach(x): return max(abs(x.e + n.bit_length()) if n and is_finite(n) else 0
                         for n in (x.a, x.b))

def lift(x):
    """The tightest interval around a rational number."""
    if isinstance(x, Interval): return x
    if isinstance(x, Infinite): return point(x)
    return rounded(point(x) if isinstance(x, int) else divided(*map(point, x.as_integer_ratio())))

def point(m, e=0): return Interval(m, m, e)
def between(low, high): return join(lift(low), lift(high))
def is_finite(end): return not isinstance(end, Infinite)
def inf(x):
    need(is_finite(x.a), "there is no bound")
    return Fraction(x.a << x.e) if x.e >= 0 else Fraction(x.a, 1 << -x.e)
def sup(x): return -inf(-x)
def low_end(x): return point(x.a, x.e)
def high_end(x): return point(x.b, x.e)
def middle(x): return point(x.a + x.b, x.e - 1)
def around(x): return hull(-x, x)
def has_zero(x): return x.a <= 0 <= x.b
def is_zero(x): return x.a == 0 == x.b
def sign(x): return (x.a > 0) - (x.b < 0)
def total(terms): return reduce(operator.add, terms)
def shift(m, n): return m << n if n >= 0 else m >> -n

ZERO, ONE, QUARTER, EIGHTH = point(0), point(1), point(1, -2), point(1, -3)
WHOLE = Interval(Infinite(-1), Infinite(1))

def certain(relation, x, y):
    """True, False, or None where the intervals leave it open."""
    if relation[0] == ">": return certain("<" + relation[1:], y, x)
    a, b, c, d, _ = aligned(x, y)
    holds, fails = {"<": (b < c, a >= d), "<=": (b <= c, a > d),
                    "=": (a == b == c == d, b < c or d < a)}[relation]
    return True if holds else False if fails else None

# ---- Elementary functions at x = m 2^e: enclosures of relative width about 2^-P, Ziv's loop ----

def atanh(z, bits):
    """atanh of z 2^-bits, 0 <= z <= 2^bits/5, and a bound of the error if z is off by 4 units."""
    square, term, value, n = z * z >> bits, z, 0, 0
    while term:  # each term loses less than 2 units
        value, term, n = value + term // (2 * n + 1), term * square >> bits, n + 1
    return value, 2 * n + 8

@lru_cache(maxsize=64)
def log_two(bits):
    """2^bits log 2, less at most 2: 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749)."""
    one = 1 << bits + 32
    value = sum(c * atanh(one // q, bits + 32)[0] for c, q in ((18, 26), (-2, 4801), (8, 8749)))
    return value - (1 << 24) >> 32  # the errors are below 28 (2 bits + 80) units of 2^-32

def exp_at(m, e):
    if not m or e + m.bit_length() < -P: return plus(ONE, expm1_at(m, e))
    halvings = 4 + isqrt(P)
    bits = P + 2 * halvings + 24
    k, r = divmod(shift(m, e + bits + 24), log_two(bits + 24))  # x = k log 2 + r, 0 <= r < log 2
    small, n, term, value = r >> 24 + halvings, 0, 1 << bits, 1 << bits  # small: off by < 4 units
    while term:
        term, n = (term * small >> bits) // (n + 1), n + 1  # loses less than 2 units
        value += term
    for _ in range(halvings): value = value * value >> bits  # an error d becomes at most 4 d + 2
    error = 2 * n + 10 << 2 * halvings
    return Interval(value - error, value + error, k - bits)

def expm1_at(m, e):
    x, top = point(m, e), e + m.bit_length()
    if not m or top < -P: return hull(x, plus(x, times(x, x)))  # x < exp(x) - 1 < x + x^2
    with precision(P + max(0, 2 - top)): return plus(exp_at(m, e), point(-1))

def log1p_at(m, e):
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
    value = divided(q, plus(ONE, q))
    return plus(ONE, -value) if m > 0 else value

# ---- The other functions: docs/functions.md has the errors, in units of 2^-bits ----

ERROR_ARGUMENT, ANGLE = 10, 4096

@lru_cache(maxsize=64)
def pi_floor(bits):
    """At most 2^bits pi, and less than 2 below: 16 atan(1/5) - 4 atan(1/239)."""
    value, one = 0, 1 << bits + 32
    for c, q in (16, 5), (-4, 239):
        term, k = one // q, 1
        while term: value, term, k = value + c * (term // k) * (2 - k % 4), term // q ** 2, k + 2
    return value - (1 << 22) >> 32

def quadrant(m, e, bits):
    """For m >= 0 the n and r with m 2^e = n pi/2 + r', r' from r - 1 to r + 2 units."""
    extra = max(0, e + m.bit_length()) + 8
    n, r = divmod(shift(m, e + bits + extra), pi_floor(bits + extra - 1))
    return n, r >> extra

def quadrant_of(m, e):
    if not m or e + m.bit_length() <= 0: return -(m < 0)
    for bits in (64 << i for i in range(12)):
        n, r = quadrant(abs(m), e, bits)
        if 1 < r < pi_floor(bits - 1) - 2: return n if m > 0 else -n - 1
    raise Refused("an angle lies too close to a multiple of a right one")

def near(m, e, sign, k):
    """From x + sign x^3 2^-k to twice that from x, x = m 2^e > 0."""
    x, cube = point(m, e), point(sign * m ** 3, 3 * e - k)
    return hull(plus(x, cube), plus(x, plus(cube, cube)))

def is_tiny(m, e): return m and 2 * (e + m.bit_length()) < -P

def odd_at(f):
    """f at m 2^e, from f at positive numbers."""
    return lambda m, e: ZERO if not m else f(m, e) if m > 0 else -f(-m, e)

def wave_at(m, e, is_sine):
    square = point(-m * m, 2 * e)
    if is_tiny(m, e):
        if is_sine: return near(m, e, -1, 3)
        return hull(plus(ONE, square * QUARTER), plus(ONE, square * point(1, -1)))
    bits = P + max(0, -e - m.bit_length()) + 16
    n, r = quadrant(m, e, bits)
    k = int(is_sine == (n % 2 == 0))
    value, term, count, square = 0, r if k else 1 << bits, 0, r * r >> bits
    while term:
        value += -term if count % 2 else term
        term, count, k = (term * square >> bits) // ((k + 1) * (k + 2)), count + 1, k + 2
    value, error = -value if n % 4 in ((2, 3) if is_sine else (1, 2)) else value, 3 * count + 8
    return Interval(value - error, value + error, -bits)

sin_at = odd_at(lambda m, e: wave_at(m, e, True))
def cos_at(m, e): return wave_at(abs(m), e, False) if m else ONE

@odd_at
def tan_at(m, e):
    if is_tiny(m, e): return near(m, e, 1, 2)
    return apply("sin", point(m, e)) / apply("cos", point(m, e))

@odd_at
def atan_at(m, e):
    if is_tiny(m, e): return near(m, e, -1, 2)
    halvings = 3 + 2 * isqrt(P).bit_length()
    bits = P + halvings + 20 + max(0, -e - m.bit_length())
    one, z = 1 << bits, shift(m, e + bits)
    is_large = certain("<", ONE, point(m, e))
    if is_large: z = (1 << bits - e) // m if bits >= e else 0
    for _ in range(halvings): z = (z << bits) // (one + isqrt(one * one + z * z))
    value, power, count, square = 0, z, 0, z * z >> bits
    while power:
        value += -(power // (2 * count + 1)) if count % 2 else power // (2 * count + 1)
        power, count = power * square >> bits, count + 1
    value, error = value << halvings, (3 * count + 8 << halvings) + 2
    if is_large: value = pi_floor(bits - 1) - value
    return Interval(value - error, value + error, -bits)

@odd_at
def asin_at(m, e):
    if is_tiny(m, e): return near(m, e, 1, 3)
    x = point(m, e)
    return 2 * apply("atan", x / (1 + square_root((1 - x) * (1 + x))))

@odd_at
def tanh_at(m, e):
    if is_tiny(m, e): return near(m, e, -1, 2)
    q = expm1_at(-m, e + 1)
    return -(q / (q + 2))

@odd_at
def sinh_at(m, e):
    if is_tiny(m, e): return near(m, e, 1, 3)
    q = expm1_at(m, e)
    return (q + q / (q + 1)) / 2

def cosh_at(m, e):
    if not m: return ONE
    square = point(m * m, 2 * e)
    if is_tiny(m, e): return plus(ONE, hull(times(square, point(1, -1)), square))
    q = exp_at(abs(m), e)
    return (q + 1 / q) / 2

def root_of_pi(): return square_root(4 * apply("atan", ONE))

def erf_tail(m, e):
    """1 - erf x where x^2 >= P, by neighbouring partial sums of the asymptotic series."""
    square, term, value, k = lift(point(m, e)) ** 2, ONE, ONE, 0
    while certain("<", point(1, -P), abs(term)) is not False and k < 2 * P:
        k += 1
        term = -(term * (2 * k - 1) / (2 * square))
        value += term
    return hull(value, value - term) * apply("exp", -square) / (point(m, e) * root_of_pi())

def erf_sum(z):
    """The sum of (2 z)^k/(1*3*...*(2 k + 1)), z a point, rounded down and up."""
    one, n = 1 << P, 1
    below = shift(z.a, z.e + P + 1)
    low = high = least = largest = one
    while high > 2 or below >= one * n:  # from here on terms become half as large each
        n += 2
        low, high = (low * below >> P) // n, -(-((high * (below + 1) >> P) + 1) // n)
        least, largest = least + low, largest + high
    return Interval(least, largest + high, -P)

def with_tail(m, e): return certain("<=", point(P), point(m * m, 2 * e))

@odd_at
def erf_at(m, e):
    square = point(m * m, 2 * e)
    if with_tail(m, e): return plus(ONE, -erf_tail(m, e))
    factor = plus(ONE, hull(ZERO, -square))
    if not is_tiny(m, e): factor = apply("exp", -square) * erf_sum(square)
    return 2 * point(m, e) * factor / root_of_pi()

def erfc_at(m, e):
    if m > 0 and with_tail(m, e): return erf_tail(m, e)
    cancelled = 2 * shift(m * m, 2 * e) + 16 if m > 0 else 0
    with precision(P + cancelled): return plus(ONE, -erf_at(m, e))

def branch(m, e, f):
    """Of cos, of which number k reaches from k pi, or of sin and tan, from (k - 1/2) pi."""
    return quadrant_of(m, e) + (f != "cos") >> 1

def branch_ends(f, x):
    if not all(is_finite(n) and x.e + n.bit_length() <= ANGLE for n in (x.a, x.b)): return None
    return branch(x.a, x.e, f), branch(x.b, x.e, f)

def wave(f):
    def of(x):
        ends = branch_ends(f, x)
        if not ends or ends[1] - ends[0] > 1: return Interval(-1, 1)
        a, b = (ziv(f, n, x.e) for n in (x.a, x.b))
        rises = (ends[0] % 2 == 0) == (f == "sin")
        if ends[0] == ends[1]: return join(a, b) if rises else join(b, a)
        return join(smaller(a, b), ONE) if rises else join(-ONE, larger(a, b))
    return of

def tangent(x):
    ends = branch_ends("tan", x)
    need(ends and ends[0] == ends[1], "the argument of tan may be a pole")
    return join(ziv("tan", x.a, x.e), ziv("tan", x.b, x.e))

def floor(x):
    def below(n): return n if not is_finite(n) else shift(n, x.e)
    return rounded(Interval(below(x.a), below(x.b)))

def flat(F, *_): return need(F.a == F.b, "floor may jump here") or ZERO

def ziv(f, m, e):
    """The tightest interval that contains f(m 2^e)."""
    for k in range(5, 18):
        with precision(P + (1 << k)): value = FUNCTIONS[f].at(m, e)
        a, b, c, d, _ = aligned(rounded(low_end(value)), rounded(high_end(value)))
        if (a, b) == (c, d): return rounded(value)
    raise Refused("a value lies too close to a representable number")

def square_root(x):
    n = need(x.a >= 0, "a negative root") or 2 * P + 2 - (x.a or x.b).bit_length()
    n += (x.e - n) % 2  # n < 0: bits that do not matter are cut off, those of the end above less 1
    above = x.b
    if x.b and is_finite(x.b): above = isqrt((x.b << n) - 1 if n > 0 else x.b - 1 >> -n) + 1
    return rounded(Interval(isqrt(shift(x.a, n)), above, x.e - n >> 1))

def apply(f, x):
    """The range of a function over x."""
    F = FUNCTIONS[f]
    need((F.above is None or certain("<", point(F.above), x)) and
         (F.within is None or certain("<=", abs(x), point(F.within))), "outside the domain of " + f)
    if F.of: return F.of(x)
    def value(m):
        if not is_finite(m):  # the limit takes the place of a value
            limit = F.limits[m > 0]
            return limit() if callable(limit) else lift(limit)
        if F.reach: need(certain("<=", point(abs(m), x.e), point(1, F.reach)),
                         "beyond %s of 2^%d" % (f, F.reach))
        return ziv(f, m, x.e)
    if F.course == "even": x = abs(x)
    low = value(x.a)
    if x.a == x.b: return low
    return join(value(x.b), low) if F.course == "decreasing" else join(low, value(x.b))

# The table of functions: `of` an interval, or `at` a point m 2^e, with limits where there is no
# end; from F = f(a) the derivative, from F and d = f'(a) the second one.

Function = namedtuple("Function", "course at first second above within zero limits reach of",
                      defaults=(None, None, None, (Infinite(-1), Infinite(1)), None, None))

def bell(F, a): return 2 * apply("exp", -(a ** 2)) / apply("sqrt", 4 * apply("atan", ONE))

FUNCTIONS = {
    "abs": Function("even", None, None, None, of=abs),
    "sqrt": Function("increasing", None, lambda F, a: 1 / (2 * F),
                     lambda F, a, d: -(d / (2 * a)), zero=0, of=square_root),
    "exp": Function("increasing", exp_at, lambda F, a: F, lambda F, a, d: d,
                    limits=(0, Infinite(1)), reach=ARGUMENT),
    "expm1": Function("increasing", expm1_at, lambda F, a: apply("exp", a), lambda F, a, d: d,
                      zero=0, limits=(-1, Infinite(1)), reach=ARGUMENT),
    "log": Function("increasing", log_at, lambda F, a: 1 / a, lambda F, a, d: -(1 / a ** 2),
                    above=0, zero=1),
    "log1p": Function("increasing", log1p_at, lambda F, a: 1 / (1 + a),
                      lambda F, a, d: -(1 / (1 + a) ** 2), above=-1, zero=0),
    "softplus": Function("increasing", softplus_at, lambda F, a: apply("sigmoid", a),
                         lambda F, a, d: d * (1 - d), limits=(0, Infinite(1)), reach=ARGUMENT),
    "sigmoid": Function("increasing", sigmoid_at, lambda F, a: F * (1 - F),
                        lambda F, a, d: d * (1 - 2 * F), limits=(0, 1), reach=ARGUMENT),
    "tanh": Function("increasing", tanh_at, lambda F, a: 1 - F ** 2,
                     lambda F, a, d: -(2 * (F * d)), zero=0, limits=(-1, 1), reach=ARGUMENT),
    "sinh": Function("increasing", sinh_at, lambda F, a: apply("cosh", a), lambda F, a, d: F,
                     zero=0, reach=ARGUMENT),
    "cosh": Function("even", cosh_at, lambda F, a: apply("sinh", a), lambda F, a, d: F,
                     reach=ARGUMENT),
    "sin": Function("other", sin_at, lambda F, a: apply("cos", a), lambda F, a, d: -F,
                    of=wave("sin")),
    "cos": Function("other", cos_at, lambda F, a: -apply("sin", a), lambda F, a, d: -F,
                    of=wave("cos")),
    "tan": Function("other", tan_at, lambda F, a: 1 + F ** 2, lambda F, a, d: 2 * (F * d),
                    of=tangent),
    "asin": Function("increasing", asin_at, lambda F, a: 1 / apply("sqrt", 1 - a ** 2),
                     lambda F, a, d: a * d ** 3, zero=0, within=1),
    "atan": Function("increasing", atan_at, lambda F, a: 1 / (1 + a ** 2),
                     lambda F, a, d: -(2 * (a * d ** 2)), zero=0, 
                     limits=(lambda: -2 * apply("atan", ONE), lambda: 2 * apply("atan", ONE))),
    "erf": Function("increasing", erf_at, bell, lambda F, a, d: -(2 * (a * d)), zero=0,
                    limits=(-1, 1), reach=ERROR_ARGUMENT),
    "erfc": Function("decreasing", erfc_at, lambda F, a: -bell(F, a),
                     lambda F, a, d: -(2 * (a * d)), limits=(2, 0), reach=ERROR_ARGUMENT),
    "floor": Function("steps", None, flat, flat, of=floor)}

def rule(f):
    F = FUNCTIONS[f]
    return (lambda a: apply(f, a), lambda value, a: [F.first(value, a)],
            lambda value, d, a: F.second(value, a, d))

DERIVATIVES = {  # of functions, as terms
    "sqrt": "1/(2*sqrt(x))", "exp": "exp(x)", "expm1": "exp(x)", "log": "1/x",
    "log1p": "1/(1 + x)", "softplus": "sigmoid(x)", "sigmoid": "sigmoid(x)*(1 - sigmoid(x))",
    "tanh": "1 - tanh(x)^2", "sinh": "cosh(x)", "cosh": "sinh(x)", "sin": "cos(x)",
    "cos": "-sin(x)", "tan": "1 + tan(x)^2", "asin": "1/sqrt(1 - x^2)", "atan": "1/(1 + x^2)",
    "erf": "2*exp(-x^2)/sqrt(4*atan(1))", "erfc": "-(2*exp(-x^2)/sqrt(4*atan(1)))"}

SHORTHANDS = {  # words that are written out: those without x stand for a number
    "pi": "4*atan(1)",
    "acos": "2*atan(1) - asin(x)",
    "log2": "log(x)/log(2)",
    "log10": "log(x)/log(10)",
    "normal_cdf": "erfc(-(x/sqrt(2)))/2",
    "normal_pdf": "exp(-(x^2/2))/sqrt(8*atan(1))",
    "ceil": "-floor(-x)",
    "sign": "if x > 0 then 1 else if x < 0 then -1 else 0"}

# ---- Section 8: Gaussian expectations; kind -1 is softplus, 0 sigmoid, 1 to 3 its derivatives ----

@lru_cache(maxsize=16)
def gaussian_weights(w, k, count):
    """exp(-(j h)^2/2) for j = 0, ..., count at w bits, the precision in force."""
    return [apply("exp", -(point(j, -k) ** 2 / 2)) for j in range(count + 1)]

def integrand(kind, x):
    v = apply("softplus" if kind < 0 else "sigmoid", x)
    first = v * (ONE - v) if kind > 0 else v
    return first if kind < 2 else first * (1 - (2 * v if kind == 2 else 6 * first))

def mean_at(kind, m, s):
    """M_f at points m and s >= 0."""
    w, k, wanted = P + 32, 0, Fraction(7 * (P + 32), 10)
    room = Fraction((13 << 20) / (5 * inf(s)) // 1, 1 << 20) if s.a else Fraction(25 << 12, 4)
    def reached(unit): return unit * min(unit, room) - min(unit, room) ** 2 / 2 >= wanted
    while k < 13 and not reached(Fraction(25 << k, 4)): k += 1
    count = max(isqrt(-(-2 * wanted * 4 ** k // 1) - 1) + 1, 1 << k)
    need(k < 13 and count <= NODES, "a Gaussian expectation needs too many nodes")
    with precision(w):
        weights, value, norm = gaussian_weights(w, k, count), ZERO, ZERO
        for j in range(-count, count + 1):
            value += integrand(kind, m + s * point(j, -k)) * weights[abs(j)]
            norm += weights[abs(j)]
        c = larger(m, ZERO) + s + 5 if kind < 0 else lift((2, 4, 20, 148)[kind])
        h, unit = point(1, -k), point(1, 5 - w)
        value = (value * h + around(c * unit)) / (norm * h + around(unit))
    return meet(value, hull(ZERO, (ONE, QUARTER)[kind])) if kind in (0, 1) else value

def mean_wide(kind, m, s):
    b = around(1 / lift((10, 8, 2)[kind - 1]))
    first, second = b * (m - middle(m)), 4 * b / 5 * (s - middle(s))
    if certain("<", high_end(first + second), EIGHTH):
        return mean_at(kind, middle(m), middle(s)) + first + second
    if kind > 1: return around(1 / lift(10) if kind == 2 else EIGHTH)
    return hull(ZERO, smaller(high_end(2 / (5 * low_end(s))), QUARTER) if s.a > 0 else QUARTER)

def mean(kind, m, s):
    need(all(is_finite(end) for x in (m, s) for end in (x.a, x.b)), "a mean of what has no end")
    ms, ss = ([low_end(x), high_end(x)][:1 + (x.a < x.b)] for x in (m, abs(s)))
    if kind > 0 and len(ms + ss) > 2: value = mean_wide(kind, m, abs(s))
    elif kind < 0: value = hull(mean_at(-1, ms[0], ss[0]), mean_at(-1, ms[-1], ss[-1]))
    else: value = reduce(hull, [mean_at(kind, x, y) for x in ms for y in ss])
    return meet(rounded(value), hull(ZERO, QUARTER)) if kind == 1 else rounded(value)

# ---- The theorem file (docs/theorem-language.md): a tokenizer and a Pratt parser ----

TOKEN = re.compile(r'(?P<space>[ \t\n]+|\r\n|#[^\n]*)|(?P<text>"[^"\n]*")'
                   r'|(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![0-9A-Za-z_.])'
                   r"|(?P<word>[A-Za-z_][A-Za-z_0-9']*)|(?P<symbol><=|>=|[-+*/^()\[\]=<>:,.])")
HIDDEN = (  # the first and the last character of each range
    (0x0000, 0x0008), (0x000B, 0x001F), (0x007F, 0x009F), (0x00AD, 0x00AD), (0x034F, 0x034F),
    (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF))
IS_HIDDEN = re.compile("[%s]" % "".join("%c-%c" % pair for pair in HIDDEN))
SECTIONS = {"parameters": True, "define": True, "assume": False, "problem": False, "claim": False}
MEANS = {"mean_softplus": -1, "mean_sigmoid": 0, "mean_sigmoid_derivative": 1}
ARITY = {**dict.fromkeys(FUNCTIONS, 1), **dict.fromkeys(MEANS, 2)}
CALLED = {*ARITY, "min", "max", *(word for word, body in SHORTHANDS.items() if "x" in body)}
RESERVED = {*CALLED, *SHORTHANDS, *SECTIONS, *(
    "theorem source where using expect refuted integer real in root of if then else and min max "
    "minimum minimizer increases decreases infinity").split()}
BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
RELATIONS = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">": operator.gt,
             ">=": operator.ge}
LP, UF, MD = "positive_layer_peeled", "unconstrained_features", "memorization_dilation"
PEELED_CALL = "N? K? class_sizes? M alpha lambda_W lambda_H"
MODELS = {  # the arguments, `?` if they may be left out; the quantities, `[]` if with components
    LP: (PEELED_CALL, "objective margin[] feature_norm_squared[] weight_norm_squared "
         "within_class_variation class_overlap classifier_misalignment"),
    UF: (PEELED_CALL, "objective margin[] feature_norm_squared[] weight_norm_squared "
         "within_class_variation simplex_defect classifier_misalignment"),
    MD: ("margin feature_norm eta alpha lambda C_MD M N?",
         "risk dilation distance u_own u_other constraint_slack")}

class Term(tuple):
    """(kind, parts...), some of them terms; `size` counts operations, `deep` is the height written
    out; bit i of `mask` says that it depends on parameter i, bit PARAMETERS on a Gaussian mean."""
    height, size, mask, deep = 1, 1, 0, 1

def build(*parts):
    result, below = Term(parts), [x for x in parts if isinstance(x, Term)]
    if below:
        own = parts[0] != "root" and parts[0] not in RELATIONS  # these are no operations
        result.height = own + max(x.height for x in below)
        result.size = own + sum(x.size for x in below)
        masks = [x.mask for x in below]
        result.mask = reduce(operator.or_, masks, (parts[0] in MEANS) << PARAMETERS)
        result.deep = own + max(x.deep for x in below)
    return result

def term(*parts):
    result = build(*parts)
    valid(result.height <= HEIGHT and result.size <= WRITTEN_OUT, "an expression is too large")
    return result

def leaf(kind, index, mask=0):
    result = Term((kind, index))
    result.mask = mask
    return result

def number(x): return Term(("num", Fraction(x)))
def valid(condition, reason): need(condition, reason, Invalid)
def flat(values): return [x for v in values for x in (v if isinstance(v, list) else [v])]

class Parser:
    """Parses and elaborates in one pass; what it leaves behind is the statement to be checked."""
    def __init__(self, text):
        self.parameters, self.definitions, self.assumptions = [], [], []
        self.problems, self.claims, self.names, self.templates, self.written = [], [], {}, 0, 0
        self.expected, self.conditions, self.open_ends = [], {}, []  # of claims, of parameters
        self.section, self.in_range, self.in_condition = None, False, False
        self.at, self.tokens, self.line, start = -1, [], 1, int(text.startswith("\ufeff"))
        try:
            hidden = IS_HIDDEN.search(text.replace("\r\n", "\n"), start)
            valid(not hidden, "there is a hidden character")
            while start < len(text):
                match = TOKEN.match(text, start)
                valid(match, "unexpected %r" % text[start:start + 10])
                if match.lastgroup != "space":
                    self.tokens.append((match.lastgroup, match.group(), self.line))
                self.line, start = self.line + match.group().count("\n"), match.end()
            valid(len(self.tokens) <= WORDS, "the file has too many words, numbers and symbols")
            self.tokens += [("end", "", self.line)] * 2
            self.advance()
            self.read_file()
        except Invalid as error: raise Invalid("%d: %s" % (self.line, error)) from None

    def advance(self):
        self.at += 1
        self.kind, self.word, self.line = self.tokens[self.at]

    def take(self, *wanted, kind=None):
        word, good = self.word, self.word in wanted if wanted else self.kind == (kind or self.kind)
        valid(good and self.kind != "end", "expected %s" % (" or ".join(wanted) or kind or "more"))
        self.advance()
        return word

    def skip(self, word): return self.word == word and bool(self.take())

    def name(self, allowed=()):
        word = self.take(kind="word")
        valid((word not in RESERVED or word in allowed) and len(word) <= NAME_CHARACTERS,
              "no name: " + word)
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
            if self.word in SECTIONS or not SECTIONS.get(self.section):
                self.section = self.take(*SECTIONS)
            if not SECTIONS[self.section] or self.kind != "end" and self.word not in SECTIONS:
                getattr(self, "read_" + self.section)()
        self.assumptions = self.open_ends + self.assumptions
        valid(0 < len(self.claims) <= CLAIMS and len(self.parameters) <= PARAMETERS
              and len(self.definitions) + self.templates <= DEFINITIONS
              and len(self.problems) <= PROBLEMS, "no claim, or too much")

    def range(self, of_parameter=False):
        """The ends, and whether each is open; a parameter need not have an upper one."""
        self.take("in")
        lacks_low = self.take("[", *"(" * of_parameter) == "("
        low, _ = self.expression(), self.take(",")
        if of_parameter and self.skip("infinity"):
            self.take(")")
            valid(self.word != "log", "a range without end has no logarithmic scale")
            return low, None, lacks_low, False
        return low, self.expression(), lacks_low, self.take("]", *")" * of_parameter) == ")"

    def read_parameters(self):
        names, whole = self.separated(self.name, ":"), self.take("integer", "real") == "integer"
        self.in_range = True
        low, high, lacks_low, lacks_high = self.range(of_parameter=True)
        self.in_range = False
        a, b = (literal(x) if x and x.height < 3 else None for x in (low, high))
        lacking = lacks_low + lacks_high
        valid(a is None or b is None or a <= b - lacking * whole and (a < b or not lacking),
              "the range is empty")
        valid(not whole or all(x is None or x.denominator == 1 for x in (a, b)), "no integer")
        valid(not self.skip("log") or a is None or a > 0 or a == 0 and lacks_low,
              "a logarithmic scale begins above 0")
        if whole:  # a number as an open end: the next integer belongs to the range
            if lacks_low and a is not None: low, lacks_low = term("+", low, number(1)), False
            if lacks_high and b is not None: high, lacks_high = term("-", high, number(1)), False
        for word in names:
            x = leaf("par", len(self.parameters), 1 << len(self.parameters))
            self.declare(word, x)
            if lacks_low: self.open_ends.append(term(">", x, low))
            if lacks_high: self.open_ends.append(term("<", x, high))
            self.parameters.append((word, whole, low, high))

    def read_define(self):
        word, bound = self.name(), []  # arguments, or the variable of a root: parameters -1, ...
        self.declare(word, None)
        is_template = self.skip("(")
        if is_template: bound = self.separated(self.name, ")", 1, ARGUMENTS)
        self.take("=")
        is_root = not is_template and self.skip("root")
        if is_root: bound, (low, high, *_), _ = [self.name()], self.range(), self.take("of")
        for i, name in enumerate(bound): self.declare(name, leaf("par", -1 - i))
        body = term("root", low, high, *self.comparison("=")[1:]) if is_root else self.expression()
        for name in bound: del self.names[name]
        if is_template: self.names[word], self.templates = (len(bound), body), self.templates + 1
        else:
            self.names[word] = leaf("def", len(self.definitions), body.mask)
            self.names[word].deep = body.deep
            valid(body.deep <= HEIGHT, "`%s` is too high when written out" % word)
            self.definitions.append((word, body))

    def read_assume(self): self.assumptions += self.joined()

    def joined(self):
        """The assumptions of the file or of a claim, which do not mention a minimum."""
        self.in_condition, found = True, [self.comparison()]
        while self.skip("and"): found.append(self.comparison())
        self.in_condition = False
        return found

    def about(self, claim):
        """The statement with the domain of a claim: its conditions follow the assumptions."""
        domain = object.__new__(Parser)
        vars(domain).update(vars(self), assumptions=self.assumptions + self.conditions[claim])
        return domain

    def read_problem(self):
        word = self.name() if self.tokens[self.at + 1][1] == "=" else None
        if word: self.take("=")
        model, arguments, others = self.name(), {}, [p[0] for p in self.problems]
        valid(model in MODELS, "unknown model `%s`" % model)
        known = MODELS[model][0].split()
        def argument():
            key, given = self.name(), self.skip("=")
            if not given: value = self.counted(self.lookup(key))
            elif self.skip("["): value = self.separated(self.expression, "]")
            else: value = self.expression()
            valid({key, key + "?"} & set(known) and key not in arguments
                  and isinstance(value, list) == (key == "class_sizes"), "a wrong `%s`" % key)
            arguments[key] = value
        self.take("(")
        self.separated(argument, ")")
        valid(all(a.endswith("?") or a in arguments for a in known), "an argument is missing")
        valid(not others or word and None not in others and word not in others, "no own name")
        self.problems.append((word, model, arguments))

    def read_claim(self):
        word = self.name(CALLED - {"log"})
        valid(word not in dict(self.claims) and self.take(":"), "the claim is declared twice")
        self.claims.append((word, self.comparison(*RELATIONS, "increases", "decreases")))
        self.conditions[word] = self.joined() if self.skip("where") else []
        if self.word == "using": self.read_uses(word)
        self.expected.append(self.take("supported", "refuted", "undecided") if self.skip("expect")
                             else "proved")

    def read_uses(self, word):
        """Names of earlier comparisons, a hint to the search that says nothing."""
        used, claims = [], dict(self.claims)
        while self.skip(",") if used else self.skip("using"):
            used.append(self.name(CALLED - {"log"}))
            valid(used[-1] in claims and used[-1] not in {word, *used[:-1]}
                  and "monotone" not in (claims[word][0], claims[used[-1]][0]), "no such use")

    def comparison(self, *relations, depth=0):
        left, relation = self.expression(depth), self.take(*relations or RELATIONS)
        if relation in RELATIONS: return term(relation, left, self.expression(depth))
        parameter = self.take("in") and self.lookup(self.name())
        valid(parameter[0] == "par", "what a term is monotone in must be a parameter")
        return build("monotone", left, relation, parameter[1])

    def expression(self, depth=0, above=0):
        """`depth` is the nesting; operators that bind tighter than `above` belong to it."""
        left = self.operand(depth)
        while self.kind == "symbol" and BINDING.get(self.word, 0) > above:
            symbol = self.take()
            left = self.counted(term(symbol, left, self.expression(depth, BINDING[symbol])))
        return left

    def counted(self, t, more=0):
        """A term that is one operation of the file, or a call with what it is written out."""
        self.written += 1 + more
        valid(self.written <= WRITTEN_OUT, "the theorem is too long when written out")
        return t

    def operand(self, depth):
        valid(depth <= NESTING, "expressions nest too deep")
        if self.skip("-"): return self.counted(term("neg", self.operand(depth + 2)))
        base = self.primary(depth)
        if not self.skip("^"): return base
        valid(self.word != "-", "an exponent with a sign needs parentheses")
        return self.counted(term("^", base, self.operand(depth + 1)))

    def primary(self, depth):
        kind, word = self.kind, self.take()
        if kind == "number":
            digits, _, exponent = word.lower().partition("e")
            places = len(digits.partition(".")[2])
            valid(len(digits.replace(".", "")) <= DIGITS
                  and abs(int(exponent or 0) - places) <= DECIMAL_EXPONENT,
                  "a number has too many digits or too large an exponent")
            return self.counted(number(word))
        if word == "(": return self.separated(lambda: self.expression(depth + 1), ")", 1, 1)[0]
        if word == "if":
            condition, _ = self.comparison(depth=depth + 2), self.take("then")
            first, _ = self.expression(depth + 2), self.take("else")
            return self.counted(term("if", condition, first, self.expression(depth + 2)))
        if word in ("minimum", "minimizer"): return self.counted(self.problem_value(word))
        valid(kind == "word", "expected an operand, found `%s`" % word)
        if word in SHORTHANDS and word not in CALLED:
            return self.counted(shorthand(word), shorthand(word).size)
        if not self.skip("("): return self.counted(self.lookup(word))
        values = self.separated(lambda: self.expression(depth + 1), ")")
        if ARITY.get(word) == len(values): return self.counted(term(word, *values))
        if word in ("min", "max") and len(values) > 1:
            return self.counted(reduce(lambda x, y: term(word, x, y), values))
        template = (1, shorthand(word)) if word in SHORTHANDS else self.names.get(word)
        valid(type(template) is tuple and template[0] == len(values), "a wrong call of `%s`" % word)
        result = expand(template[1], values)
        return self.counted(result, result.size)

    def lookup(self, word):
        value = self.names.get(word)
        valid(isinstance(value, Term) and not (self.in_range and value[0] == "def"),
              "`%s` has no value here" % word)
        return value

    def problem_value(self, word):
        name = self.separated(self.name, ")", 1, 1)[0] if self.skip("(") else None
        found = [i for i, p in enumerate(self.problems) if name in (None, p[0])]
        valid(len(found) == 1 and self.section == "claim" and not self.in_condition,
              "it is not clear which problem is meant")
        _, model, arguments = self.problems[found[0]]
        mask = reduce(operator.or_, (x.mask for x in flat(arguments.values())))
        value = leaf(word, found[0], mask)
        if word == "minimum": return value
        quantity, index = self.take(".") and self.take(kind="word"), None
        if self.skip("["):
            index, _ = self.take(kind="number"), self.take("]")
            valid(re.fullmatch("0*[1-9][0-9]{,6}", index) and int(index) <= COMPONENT, "no index")
            index, quantity = int(index), quantity + "[]"
        known = MODELS[model][1].split()
        valid({quantity, quantity + "[]"} & set(known), "unknown quantity `%s`" % quantity)
        value = Term((*value, quantity.rstrip("[]"), index))
        value.mask = mask
        return value

@lru_cache(maxsize=None)
def shorthand(word):
    """The body of a word that is written out, of an argument x."""
    return Parser('theorem "" define f(x) = %s claim c: 0 = 0' % SHORTHANDS[word]).names["f"][1]

class Reader(Parser):
    """Reads one term or comparison with what else is known of a theorem file."""
    def __init__(self, text, read, **known):
        self.read, self.given = read, {"section": "claim", **known}
        super().__init__(text)

    def read_file(self):
        vars(self).update(self.given)
        self.result = self.read(self)
        valid(self.kind == "end", "expected an operator")

def read_text(S, text, read=Parser.expression):
    """What stands in a certificate in the names of the theorem file."""
    try: return Reader(text, read, names=S.names, problems=S.problems, written=S.written).result
    except Invalid as error: raise Refused("`%s`: %s" % (text, error)) from None

@lru_cache(maxsize=None)
def formula(text, words):
    """A term or comparison in which words stand for parameters -1, -2, ..."""
    read = Parser.comparison if set(text) & set("<=>") else Parser.expression
    return Reader(text, read, names={w: leaf("par", -1 - i) for i, w in enumerate(words)}).result

def filled(text, **values):
    """A formula with terms for its words."""
    return put(formula(text, tuple(values)), list(values.values()))

def put(t, values):
    """A term with `values` for the parameters -1, -2, ..."""
    if t[0] == "par" and t[1] < 0: return values[-1 - t[1]]
    return rebuilt(t, lambda x: put(x, values))

def expand(body, values):
    """The body of a definition with arguments, with `values` for these."""
    if body[0] == "par" and body[1] < 0: return values[-1 - body[1]]
    parts = [expand(x, values) if isinstance(x, Term) else x for x in body]
    return term(*parts) if any(isinstance(x, Term) for x in body) else body

def literal(x):  # the value of a number or its negative, or None
    value = literal(x[1]) if x[0] == "neg" else x[1] if x[0] == "num" else None
    return -value if x[0] == "neg" and value is not None else value

def whole_exponent(t):
    """n of a power a^n by an integer literal, else None."""
    n = literal(t[2]) if t[0] == "^" else None
    return None if n is None or n.denominator > 1 else n

def means_in(*terms):
    """The axiom that terms with Gaussian means rest on."""
    return {"gaussian-mean"} if any(t.mask >> PARAMETERS for t in terms) else set()

def mentions_problem(t):
    return t[0] in ("minimum", "minimizer") or any(
        mentions_problem(x) for x in t if isinstance(x, Term))

def rebuilt(t, part):
    """The term with `part` of its parts that are terms."""
    if not any(isinstance(x, Term) for x in t): return t
    return build(*(part(x) if isinstance(x, Term) else x for x in t))

def branching(t):
    """The first abs, min, max or if that has a value wherever t has, for the step `cases`."""
    parts = t[1][1:] if t[0] == "if" else t[1:]
    found = (branching(x) for x in parts if isinstance(x, Term))
    return next(filter(None, found), t if t[0] in ("abs", "min", "max", "if") else None)

def is_continuous(t):
    """Whether a term, written out, is continuous wherever its parts have values."""
    if t[0] in ("if", "floor", "minimum", "minimizer"): return False
    if t[0] == "^": return whole_exponent(t) is not None and is_continuous(t[1])
    return all(is_continuous(x) for x in t if isinstance(x, Term))

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
def opposite(comparison): return build(OPPOSITE[comparison[0]], *comparison[1:])

def branches(t):
    """The two conditions and the value of t under each."""
    if t[0] == "if": condition, *values = t[1:]
    elif t[0] == "abs": condition, *values = build(">=", t[1], number(0)), t[1], build("neg", t[1])
    else: condition, *values = build("<=" if t[0] == "min" else ">=", *t[1:]), *t[1:]
    need(condition[0] in OPPOSITE, "a condition that is an equation has no second case")
    return zip((condition, opposite(condition)), values)

class Reciprocal:
    """Section 5, terms in y: pairs (k, F) for y^k*F, where parameter i is y^-power."""
    def __init__(self, S, i, power):
        self.S, self.i, self.power, self.y, self.written = S, i, power, leaf("par", i, 1 << i), 0

    def over(self, pair, j=0):
        (k, F), n = pair, abs(pair[0] - j)
        if n == 0 or F == ("num", 0): return F
        y = self.y if n == 1 else build("^", self.y, number(n))
        return product(y, F) if k > j else build("/", F, y)

    def both(self, a, b):
        """Both over their shared exponent, and that."""
        j = b[0] if a[1] == ("num", 0) else a[0] if b[1] == ("num", 0) else min(a[0], b[0])
        return self.over(a, j), self.over(b, j), j

    def divided(self, goal):
        left, right, _ = self.both(self.pair(goal[1]), self.pair(goal[2]))
        return build(goal[0], left, right)

    def comparison(self, goal):
        _, left, right = goal = self.divided(goal)
        return low_enough(left) and low_enough(right) and goal

    def pair(self, t):
        self.written = counted(self.written + 1)
        if self.S.body(t) and t.mask >> self.i & 1: return self.pair(self.S.body(t))
        k, F = self.parts(t)
        need(abs(k) <= POWER, "an exponent of y is beyond 1024")
        return k, F

    def parts(self, t):
        kind, pair, one = t[0], self.pair, number(1)
        if kind in ("def", "minimum", "minimizer"):
            need(not t.mask >> self.i & 1, "a root or a problem depends on the parameter")
            return 0, t
        if kind == "par" and t[1] == self.i: return -self.power, one
        if kind in ("neg", "abs"):
            k, F = pair(t[1])
            return k, build(kind, F)
        if kind in ("+", "-", "min", "max"):
            left, right, j = self.both(pair(t[1]), pair(t[2]))
            return j, build(kind, left, right)
        if kind in ("*", "/"):
            (k, F), (l, G) = pair(t[1]), pair(t[2])
            if kind == "*": return k + l, product(F, G)
            return k - l, F if G == one else build("/", F, G)
        n = whole_exponent(t)
        if n is not None and abs(n) <= POWER:
            k, F = pair(t[1])
            return k * int(n), F if F == one else build("^", F, t[2])
        if kind == "sqrt":
            half = pair(t[1])
            F = self.over(half, half[0] // 2 * 2)
            return half[0] // 2, F if F == one else build("sqrt", F)
        if kind == "if":
            condition = self.divided(t[1])
            first, second, j = self.both(pair(t[2]), pair(t[3]))
            return j, build("if", condition, first, second)
        return 0, rebuilt(t, lambda x: self.over(pair(x)))

def product(F, G): return G if F == ("num", 1) else F if G == ("num", 1) else build("*", F, G)
def counted(n):
    return need(n <= STEP_OPERATIONS, "terms have too many operations when written out") or n
def quotient(x):
    """A fraction as a term."""
    def integer(n):
        need(abs(n) < 10 ** DIGITS, "the end of a range has too many digits")
        return number(n) if n >= 0 else build("neg", number(-n))
    return integer(x.numerator) if x.denominator == 1 else build(
        "/", integer(x.numerator), integer(x.denominator))

def slope(t, bit):
    """The derivative in a parameter, definitions that depend on it written out, as a term; None
    where there is none because the term does not depend on it."""
    kind, parts = t[0], t[1:]
    if not t.mask & bit: return None
    if kind == "par": return number(1)
    need(kind not in ("def", "minimum", "minimizer", "if", "abs", "floor", "min", "max"),
         "something in the goal has no derivative here")
    if kind == "neg": return build("neg", slope(parts[0], bit))
    if kind in DERIVATIVES:
        return product(filled(DERIVATIVES[kind], x=parts[0]), slope(parts[0], bit))
    (a, b), (da, db) = parts, (slope(x, bit) for x in parts)
    def both(first, second):
        return first and second and build("+", first, second) or first or second
    if kind == "+": return both(da, db)
    if kind == "-": return build("-", da, db) if da and db else da or build("neg", db)
    if kind == "*": return both(da and product(da, b), db and product(a, db))
    if kind == "/":
        if not db: return build("/", da, b)
        above = build("-", product(da, b), product(a, db)) if da else product(a, db)
        over = build("/", above, build("^", b, number(2)))
        return over if da else build("neg", over)
    if kind == "^":
        n = whole_exponent(t)
        if n is not None and abs(n) <= POWER:
            return product(product(quotient(n), build("^", a, quotient(n - 1))), da)
        inner = both(da and build("/", product(b, da), a), db and product(db, build("log", a)))
        return product(t, inner)
    first = {"mean_softplus": "mean_sigmoid", "mean_sigmoid": "mean_sigmoid_derivative"}.get(kind)
    need(first and (first == "mean_sigmoid" or not db), "no derivative of an expectation here")
    return both(da and product(build(first, a, b), da), db and product(
        product(b, build("mean_sigmoid_derivative", a, b)), db))

def low_enough(t): return need(t.deep <= STEP_HEIGHT, "a term is too high when written out") or t
def size(x): return max(x.numerator.bit_length(), x.denominator.bit_length())

# ---- Section 5: exact values of rational terms ----

ARITHMETIC = {"neg": operator.neg, "abs": abs, "+": operator.add, "-": operator.sub,
              "*": operator.mul, "/": operator.truediv, "^": operator.pow, "min": min, "max": max,
              "floor": lambda a: a // 1}

def exact(S, t, values, known):
    """At a point, where parameters may have no value; `known` keeps what definitions are."""
    kind = t[0]
    if kind == "num": return t[1]
    if kind == "par": return values[t[1]] if 0 <= t[1] < len(values) else None
    if kind == "def":
        if t not in known: known[t] = exact(S, S.definitions[t[1]][1], values, known)
        return known[t]
    if kind == "if":
        holds = holds_exactly(S, t[1], values, known)
        return holds if holds is None else exact(S, t[2 if holds else 3], values, known)
    args = [exact(S, x, values, known) for x in t[1:]] if kind in ARITHMETIC else [None]
    if None in args: return None
    if kind == "^" and (args[1].denominator > 1 or abs(args[1]) > POWER): return None
    if kind == "^":  # of s bits, the power has more than (s - 1) n
        need((size(args[0]) - 1) * abs(args[1]) <= EXACT_BITS, "too long a number")
    try: result = Fraction(ARITHMETIC[kind](*args))
    except ZeroDivisionError: raise Refused("a division by zero") from None
    need(len(kind) > 1 or size(result) <= EXACT_BITS, "too long a number")
    return result

def holds_exactly(S, comparison, values, known=None):
    """Whether a comparison of rational values holds; None where a side has none."""
    pair = [exact(S, t, values, {} if known is None else known) for t in comparison[1:]]
    return None if None in pair else RELATIONS[comparison[0]](*pair)

# ---- Section 3: values and derivatives ----

Jet = namedtuple("Jet", "value first second")  # [derivatives], {(i, j): second, i <= j}, or None
LINEAR, BILINEAR = "linear", "bilinear"
RULES = {  # f(a, ...); from F = f(a, ...): its slopes; from F, d = slope: f'', unless None
    "neg": (lambda a: -a, lambda F, a: [-1], lambda F, d, a: LINEAR),
    "+": (operator.add, lambda F, a, b: [1, 1], lambda F, d, a, b: LINEAR),
    "-": (operator.sub, lambda F, a, b: [1, -1], lambda F, d, a, b: LINEAR),
    "*": (operator.mul, lambda F, a, b: [b, a], lambda F, d, a, b: BILINEAR),
    "reciprocal": (lambda a: 1 / a, lambda F, a: [-(1 / a ** 2)], lambda F, d, a: 2 * (1 / a ** 3)),
    "abs": (abs, lambda F, a: [Interval(-1, 1)], None)}

def power_rule(n):
    return (lambda a: a ** n, lambda F, a: [n * a ** (n - 1) if n else ZERO],
            lambda F, d, a: n * (n - 1) * a ** (n - 2) if n else ZERO)
def mean_rule(k):
    return (lambda m, s: mean(k, m, s),
            lambda F, m, s: [mean(k + 1, m, s), s * mean(k + 2, m, s)], None)

def chain(rule, a, b=None):
    args, (f, slopes, curvature) = [x for x in (a, b) if x], rule
    values = [x.value for x in args]
    F = f(*values)
    if a.first is None: return Jet(F, None, None)
    parts = list(zip(slopes(F, *values), args))
    first = [total(s * x.first[i] for s, x in parts) for i in range(len(a.first))]
    if a.second is None: return Jet(F, first, None)
    need(curvature, "there is no second derivative here")
    c, y = curvature(F, parts[0][0], *values), args[-1].first
    def cross(i, j):
        if c is LINEAR: return []
        if c is BILINEAR and i != j: return [a.first[i] * y[j], a.first[j] * y[i]]
        if c is BILINEAR: return [2 * (a.first[i] * y[i])]
        return [c * (a.first[i] ** 2 if i == j else a.first[i] * a.first[j])]
    return Jet(F, first, {at: total([s * x.second[at] for s, x in parts] + cross(*at))
                          for at in a.second})

def j_divide(a, b):
    return chain(RULES["*"], a, chain(RULES["reciprocal"], b))._replace(value=a.value / b.value)

def j_power(a, b):
    n = inf(b.value) if b.value.a == b.value.b else Fraction(1, 2)
    if all(map(is_zero, b.first or [])) and n.denominator == 1 and abs(n) <= POWER:
        return a if n == 1 else chain(power_rule(int(n)), a)
    return chain(rule("exp"), chain(RULES["*"], b, chain(rule("log"), a)))

def j_abs(a, strict=False):
    if a.value.a >= strict: return a
    return chain(RULES["neg" if a.value.b <= -strict else "abs"], a)

def j_extremum(choice, relation, a, b, strict=False):
    value, relation = choice(a.value, b.value), relation[:1] if strict else relation
    for x, y in ((a, b), (b, a)):
        if certain(relation, x.value, y.value): return x._replace(value=value)
    need(a.second is None, "min and max have no second derivative where they turn")
    return Jet(value, a.first and list(map(hull, a.first, b.first)), None)

def j_mean(k, a, b):
    if all(map(is_zero, (a.first or []) + (b.first or []))):
        return a._replace(value=mean(k, a.value, b.value))
    return chain(mean_rule(k), a, b)

OPERATIONS = {**{f: partial(chain, RULES[f]) for f in ("neg", "+", "-", "*")}, "/": j_divide,
              **{f: partial(chain, rule(f)) for f in FUNCTIONS if f != "abs"}, "^": j_power,
              **{f: partial(j_mean, k) for f, k in MEANS.items()}, "abs": j_abs,
              "min": partial(j_extremum, smaller, "<="), "max": partial(j_extremum, larger, ">=")}

class Evaluator:
    """E(term) and derivatives in some variables on a box; `facts` are tuples (definition, lower,
    upper, is about a root, assumptions it rests on)."""
    def __init__(self, S, box, facts, order=0, variables=(), bounds=None, strict=False,
                 bound=None, outer=None, solved=()):
        need(LEAST_BITS <= P <= MOST_BITS, "the precision must be 32 to 8192 bits")
        self.strict = strict  # whether both sides count at a kink of abs, min or max
        self.outer = outer  # inside the equation of a root: what evaluates all but its variable
        self.solved = solved  # the roots that have a value at each point that counts
        self.S, self.box, self.facts, self.order, self.variables = S, box, facts, order, variables
        self.bounds, self.bound, self.known, n = bounds or {}, bound, {}, range(len(variables))
        self.zeros = dict.fromkeys([(i, j) for i in n for j in n if i <= j], ZERO)

    def value(self, t): return self.jet(t).value
    def holds(self, goal): return certain(goal[0], self.value(goal[1]), self.value(goal[2]))
    def slack(self, goal):
        small, large = map(self.jet, sides(goal))
        return OPERATIONS["-"](large, small)

    def constant(self, value, parameter=None):
        first = [ONE if v == parameter else ZERO for v in self.variables] if self.order else None
        return Jet(value, first, self.zeros if self.order > 1 else None)

    def jet(self, t):
        kind = t[0]
        if kind == "num": return self.constant(lift(t[1]))
        if kind in ("par", "def"):
            if t not in self.known:
                self.known[t] = self.constant(
                    between(*self.box[t[1]]) if t[1] >= 0 else self.bound, t[1]) \
                    if kind == "par" else self.shared(t) if self.outer else self.definition(t[1])
            return self.known[t]
        if kind in ("minimum", "minimizer"):
            value = self.bounds.get(t[1], {}).get(t[2:] or kind)
            need(value and not self.order, "nothing is known about the minimum here")
            return self.constant(value)
        if kind == "if":
            holds = self.holds(t[1])
            need(holds is not None or not self.order, "a condition is open: no derivative")
            if holds is None: return self.constant(hull(self.value(t[2]), self.value(t[3])))
            return self.jet(t[2] if holds else t[3])
        kinks = {"strict": True} if self.strict and kind in ("abs", "min", "max") else {}
        return OPERATIONS[kind](*map(self.jet, t[1:]), **kinks)

    def shared(self, t):
        """No definition depends on the variable of a root: its derivative in that is zero."""
        jet = self.outer.jet(t)
        first = (jet.first or [ZERO] * (len(self.variables) - 1)) + [ZERO]
        return Jet(jet.value, first if self.order else None, None)

    def definition(self, index):
        body, facts = self.S.definitions[index][1], [f for f in self.facts if f[0] == index]
        roots, is_solved = [f for f in facts if f[3]], index in self.solved and not self.order
        need(roots or is_solved or body[0] != "root", "a root has no certified enclosure here")
        jet = self.constant(self.range_of(body) if is_solved else between(*roots[0][1:3])) \
            if roots or is_solved else self.jet(body)
        value = jet.value
        for _, low, high, *_ in facts:
            value = meet(value, join(value if low is None else lift(low),
                                     value if high is None else lift(high)))
        if roots and self.order and self.variables:
            need(self.order < 2, "a root has no second derivative")
            *slopes, own = self.residual(body, value, self.variables).first
            jet = Jet(value, [-(s / own) for s in slopes], None)
        return jet._replace(value=value)

    def range_of(self, root):
        """All numbers between the ends of the range of a root, or all at all."""
        return attempt(lambda: hull(*map(self.value, root[1:3]))) or WHOLE

    def inside(self, value, variables=None):
        """For the equation of a root where its variable (parameter -1) is in `value`, with
        derivatives in these variables and in that one, unless there are none."""
        order, variables = (0, ()) if variables is None else (1, [*variables, -1])
        return Evaluator(self.S, self.box, self.facts, order, variables, self.bounds, self.strict,
                         value, self)

    def residual(self, root, *inside): return self.inside(*inside).slack((">", *root[3:]))

    def arguments(self, problem):
        return {k: [self.value(t) for t in v] if isinstance(v, list) else self.value(v)
                for k, v in self.S.problems[problem][2].items()}

def sides(goal):
    """The side that is said to be smaller, and the other."""
    return goal[:0:-1] if goal[0][0] == ">" else goal[1:]

# ---- Section 6: polynomials {monomial: coefficient}, monomials frozensets of (atom, power) ----

CONSTANT = {frozenset(): Fraction(1)}
HALF = Fraction(1, 2)
def constant(x): return {frozenset(): Fraction(x)} if x else {}
def constant_value(poly): return poly.get(frozenset(), 0) if len(poly) == 1 else 0
def scaled(poly, factor): return {m: c * factor for m, c in poly.items()}
def frozen(poly): return frozenset(poly.items())
def numerator(form): return scaled(form[0], form[2])  # over a positive denominator, which is
def denominator(form): return scaled(form[1], form[2])

def ordered(poly):
    """The monomials in the order of their atoms and powers."""
    return sorted(poly.items(), key=lambda part: sorted(part[0]))

def cost(poly):
    """Of going through the monomials."""
    return sum(32 * (1 + len(m)) + c.numerator.bit_length() + c.denominator.bit_length()
               for m, c in poly.items())

def fitting(poly):
    """A polynomial that keeps the limits; sums on the way to it may be longer."""
    long = any(c.numerator.bit_length() > EXACT_BITS for c in poly.values())
    need(len(poly) <= MONOMIALS and not long, "a polynomial is too long")
    return common_denominator(poly) and poly

def common_denominator(poly):
    common = 1
    for c in poly.values():
        if c.denominator > 1: common = lcm(common, c.denominator)
        need(common.bit_length() <= EXACT_BITS, "a polynomial is too long")
    return common

def content(poly):
    """The largest number that leaves integers when the coefficients are divided by it."""
    common = common_denominator(poly)
    return Fraction(reduce(gcd, (int(c * common) for c in poly.values()), 0) or 1, common)

def primitive(poly): return scaled(poly, 1 / content(poly))
def shared(poly):
    """The powers of atoms that divide all monomials, in order."""
    def both(x, y): return {i: min(n, y[i]) for i, n in x.items() if i in y}
    return sorted(reduce(both, map(dict, poly)).items()) if poly else []

def without(poly, atom, n):
    """The quotient by a power of an atom that divides all monomials."""
    return {frozenset((i, e - n * (i == atom)) for i, e in m if i != atom or e > n): c
            for m, c in poly.items()}

def multiplied(m, n, times=1):
    """The monomial m n^times."""
    powers = dict(m)
    for i, e in n: powers[i] = powers.get(i, 0) + times * e
    return frozenset((i, e) for i, e in powers.items() if e)

def small_factors(n):
    """The factors up to 1000 of n > 0 with their powers, and what is left."""
    factors = []
    for f in range(2, 1001) if n.bit_length() <= 512 else ():
        count = 0
        while n % f == 0: n, count = n // f, count + 1
        if count: factors.append((f, count))
    return factors, n

def attempt(f, *args):
    """The value, or None where it is refused."""
    try: return f(*args)
    except Refused: return None
def small_integer(x): return int(x) if x.denominator == 1 and abs(x) <= ALGEBRA_POWER else None

EXPONENTIALS = {
    "expm1": "exp(x) - 1", "log1p": "log(1 + x)", "softplus": "log(1 + exp(x))",
    "sigmoid": "exp(x)/(1 + exp(x))", "sinh": "(exp(x) - exp(0 - x))/2",
    "cosh": "(exp(x) + exp(0 - x))/2", "tanh": "(exp(2*x) - 1)/(exp(2*x) + 1)"}

PLAIN, FROM_ENDS, KNOWN = range(3)  # atoms in ranges: parameters by distances; cut at 0 if >= 0

class Normalizer:
    """Terms as quotients of polynomials: (numerator, denominator, sign of the denominator). Keys of
    atoms are terms, ("of", function, numerator, denominator) or ("root", polynomial)."""
    def __init__(self, evaluator, S=None, rewrites=False, conditions=()):
        self.E, self.S, self.rewrites = evaluator, S or evaluator.S, rewrites  # in few atoms
        self.known, self.written, self.spent, self.used = {}, 0, 0, set()
        self.numbers, self.atoms, self.powers, self.intervals = {}, [], [], {}
        self.conditions, self.has_learned, self.undecided = conditions, False, 0
        self.said, self.positives, self.factors = {}, [], []  # said to be >= 0: whether > 0
    def atom_number(self, key, power=None):
        """Of a new atom, perhaps a power (n, p): its n-th power is p."""
        number = self.numbers.setdefault(key, len(self.atoms))
        if number == len(self.atoms):
            self.atoms.append(key)
            self.powers.append(power)
        return number
    def atom(self, *key, power=None): return self.single(self.atom_number(key, power))
    def single(self, number): return {frozenset([(number, 1)]): Fraction(1)}
    def count(self, more=1): self.written = counted(self.written + more)
    def spend(self, cost):
        """Counts what a step costs, before the work is done."""
        self.spent += cost
        need(self.spent <= ALGEBRA_COST, "algebra costs too much")
    def into(self, result, poly, factor=1):
        for monomial, c in poly.items():
            result[monomial] = result.get(monomial, 0) + factor * c
            if not result[monomial]: del result[monomial]

    def times(self, a, b):
        self.spend(len(b) * cost(a) + len(a) * cost(b))
        items, result = ordered if any(self.powers) else dict.items, {}
        others = items(b)
        for (m, x), (n, y) in ((p, q) for p in items(a) for q in others):
            monomial, replaced = multiplied(m, n), []
            need(all(e <= ALGEBRA_POWER for _, e in monomial), "an exponent is beyond 64")
            for i, e in sorted(monomial):
                power, value = self.powers[i] or (e + 1, None)
                replaced += [value] * (e // power)
                monomial = multiplied(monomial, [(i, e - e % power)], -1)
            self.into(result, reduce(self.times, replaced, {monomial: x * y}))
        return fitting(result)
    def plus(self, a, b, factor=1):
        self.spend(cost(a) + cost(b))
        result = dict(a)
        self.into(result, b, factor)
        return fitting(result)
    def quotient(self, poly, divisor):
        """The quotient by a polynomial that divides this one, else None."""
        def powers_of(m): return [dict(m).get(i, 0) for i in range(len(self.atoms))]
        def leading(p): return max(p, key=powers_of)
        top, result, rest = leading(divisor), {}, dict(poly)
        while rest:
            first = leading(rest)
            self.spend(cost(divisor) + cost(rest))
            powers, factor = multiplied(first, top, -1), rest[first] / divisor[top]
            if any(e < 0 for _, e in powers): return None
            self.into(result, {powers: factor})
            self.into(rest, {multiplied(m, powers): c for m, c in divisor.items()}, -factor)
            fitting(rest)
        return result

    def number(self, x): return fitting(constant(x)), CONSTANT, 1
    def sum(self, a, b, factor=1):
        if not b[0]: return a
        if not a[0]: return {m: factor * c for m, c in b[0].items()}, b[1], b[2]
        if a[1] == b[1]: return self.plus(a[0], b[0], factor), a[1], a[2]
        left, below = self.times(a[0], b[1]), self.times(a[1], b[1])
        return self.plus(left, self.times(b[0], a[1]), factor), below, a[2] * b[2]
    def product(self, a, b): return self.times(a[0], b[0]), self.times(a[1], b[1]), a[2] * b[2]
    def power(self, form, n): return reduce(self.product, [form] * n, self.number(1))
    def inverse(self, form, sign):
        value = constant_value(form[0])
        if value: return self.times(form[1], constant(1 / value)), CONSTANT, 1
        return form[1], form[0], form[2] * sign
    def reciprocal(self, t):
        form = self.factor(t)
        return self.inverse(form, self.sign_of(t, form) or need(False, "a divisor may be zero"))
    def lowest(self, form):
        """As in keys: without common powers of atoms, and a polynomial or over a primitive one."""
        above, below = numerator(form), denominator(form)
        if not above: return {}, CONSTANT
        for i, e in shared(below):
            least = min(e, dict(shared(above)).get(i, 0))
            above, below = without(above, i, least), without(below, i, least)
        whole = self.quotient(above, below) if len(below) > 1 else None
        if whole is not None: return whole, CONSTANT
        scale = constant(1 / content(below))
        if scale == CONSTANT: return above, below
        return self.times(above, scale), self.times(below, scale)

    def top(self, t): return self.top(self.S.body(t)) if self.S.body(t) else t
    def key(self, t):
        """What is the same for terms that are written the same, definitions unfolded."""
        self.count(t[0] not in RELATIONS)
        if self.S.body(t): return self.key(self.S.body(t))
        return tuple(self.key(x) if isinstance(x, Term) else x for x in t)
    def as_written(self, t):
        n = self.atom_number(self.key(t))
        self.intervals[n] = self.E.value(t)
        return self.single(n), CONSTANT, 1
    def form(self, t):
        """The normal form of a term, which has a value wherever it has a form."""
        self.count()
        kind = t[0]
        if kind == "num": return self.number(t[1])
        if kind == "par": return self.atom(*t), CONSTANT, 1
        if self.S.body(t):
            if t in self.known: return self.known[t]
            before, form = self.undecided, self.form(self.S.body(t))
            if self.undecided == before: self.known[t] = form
            return form
        if kind == "neg": return self.sum(self.number(0), self.form(t[1]), -1)
        if kind == "*": return self.product(self.factor(t[1]), self.factor(t[2]))
        if kind == "/": return self.product(self.factor(t[1]), self.reciprocal(t[2]))
        if kind in ("+", "-"):
            return self.sum(self.form(t[1]), self.form(t[2]), 1 if kind == "+" else -1)
        n = literal(t[2]) if kind == "^" else None
        if n is not None and small_integer(n) is not None:
            return self.power(self.form(t[1]) if n >= 0 else self.reciprocal(t[1]), abs(int(n)))
        if kind == "sqrt": return self.square_root(t[1])
        if kind in ("minimum", "minimizer"): return self.optimum(t)
        if kind == "if":
            holds = self.holds(t[1])
            self.undecided += holds is None
            return self.as_written(t) if holds is None else self.form(t[2 if holds else 3])
        if kind in ("min", "max"): return self.extremum(t)
        form = self.rewritten(*t) if self.rewrites else None
        return form or (self.function(t) if kind in ARITY else self.as_written(t))
    def factor(self, t):
        """The form of a factor, which may divide polynomials later."""
        form = self.form(t)
        if len(form[0]) > 1: self.remember(self.factors, primitive(form[0]))
        return form
    def remember(self, polys, poly):
        if len(poly) > 1 and poly not in polys: polys.append(poly)
    def optimum(self, t):
        """What a condition says it is; a minimizer of an admissible problem exists."""
        for c in self.conditions:
            if c[0] == "=" and c[1] == t and not mentions_problem(c[2]): return self.form(c[2])
        if t[0] == "minimum": return self.as_written(t)
        need(self.S.problems[t[1]][1] == MD, "nothing is known about the minimizer here")
        self.used.add("dilation-of-distance")
        given = require_admissible(self.E, t[1])
        if t[2] == "constraint_slack": return self.form(number(0))
        if t[2] != "dilation": return self.atom(*t), CONSTANT, 1
        distance = Term(("minimizer", t[1], "distance", None))
        return self.form(filled("eta*sqrt(2)*feature_norm*d/C_MD", d=distance, **given))
    def forms(self, t): return [self.form(x) for x in t[1:]]
    def extremum(self, t):
        """The operand that min or max certainly is, an atom, or (a + b +- |a - b|)/2."""
        forms, is_least = attempt(self.forms, t), t[0] == "min"
        if forms is None: return self.as_written(t)
        difference = self.sum(*forms, -1)
        side = self.sign(difference, True)
        if side: return forms[is_least == (side > 0)]
        self.undecided += 1
        form = None if self.rewrites else attempt(self.as_written, t)
        if form: return form
        double = self.sum(self.sum(*forms), self.magnitude(difference), -1 if is_least else 1)
        return self.product(double, self.number(HALF))
    def function(self, t):
        value, forms = attempt(self.E.value, t), attempt(self.forms, t)
        if forms is None: return self.as_written(t)
        if t[0] == "abs":
            above, below, sign = forms[0]
            side = self.sign(forms[0], True)
            if side: return scaled(above, side), below, sign
            self.undecided += 1
        if t[0] in ("sin", "cos", "asin"):
            known = self.at_right_angles(t[0], *self.lowest(forms[0]))
            if known: return known
        if value is None and t[0] in ("log", "log1p", "asin", "tan"):
            need(t[0] == "log" and self.is_positive(numerator(forms[0])), "outside the domain")
        n = self.atom_number(("of", t[0], *(frozen(p) for x in forms for p in self.lowest(x))))
        if value: self.intervals.setdefault(n, value)
        return self.single(n), CONSTANT, 1
    def at_right_angles(self, f, above, below):
        """The sine and cosine of multiples of 2 atan(1), and that as the angle of the sine 1."""
        if below != CONSTANT or len(above) != 1: return None
        (monomial, c), = above.items()
        if f == "asin":
            if monomial or abs(c) != 1: return None
            P, Q, s = self.form(build("*", number(2), build("atan", number(1))))
            return scaled(P, c), Q, s
        unit = self.numbers.get(("of", "atan", frozen(CONSTANT), frozen(CONSTANT)))
        n = small_integer(c / 2)
        if n is None or unit is None or monomial != {(unit, 1)}: return None
        return self.number((0, 1, 0, -1)[(n + (f == "cos")) % 4])

    def square_root(self, t):
        """sqrt(P/Q) = sqrt(P Q)/|Q|."""
        known = self.rewritten_root(t) if self.rewrites else None
        if known: return known
        form = self.form(t)
        need(self.is_nonnegative(t, form), "the square root of what may be negative")
        square = self.times(form[0], form[1])
        return (self.split_root if self.rewrites else self.root)(square), denominator(form), 1

    def root(self, square): return square and self.atom("root", frozen(square), power=(2, square))

    def difference(self, comparison):
        small, large = map(self.form, sides(comparison))
        return self.sum(large, small, -1)
    def slack(self, comparison): return self.reduced(self.difference(comparison))
    def reduced(self, form):
        """The numerator, divided by what is certainly positive in all its monomials."""
        poly = numerator(form)
        for i, e in shared(poly):
            if self.interval(i).a > 0: poly = without(poly, i, e)
        return poly

    def sign_of(self, t, form):
        value = attempt(self.E.value, t)
        if value and not has_zero(value): return sign(value)
        return self.sign(form) or self.sign_of_parts(self.top(t))
    def sign_of_parts(self, t):
        def part(x): return self.sign_of(x, self.form(x))
        if t[0] == "neg": return -part(t[1])
        n = literal(t[2]) if t[0] == "^" else None
        if n is not None and small_integer(n) is not None: return part(t[1]) ** (2 - n % 2)
        if t[0] not in ("*", "/", "+"): return 0
        first = part(t[1])
        if t[0] != "+": return first and first * part(t[2])
        return first if first and part(t[2]) == first else 0
    def sign(self, form, or_zero=False):
        poly = numerator(form)
        if self.is_positive(poly, or_zero): return 1
        return -1 if self.is_positive(scaled(poly, -1), or_zero) else 0
    def is_nonnegative(self, t, form):
        value = attempt(self.E.value, t)
        if value and value.a >= 0 or self.is_positive(numerator(form), True): return True
        t = self.top(t)
        if t[0] == "+": return all(self.is_nonnegative(x, self.form(x)) for x in t[1:])
        n = whole_exponent(t)
        return n is not None and n % 2 == 0
    def holds(self, comparison):
        """Whether it certainly holds or fails, else None."""
        holds = attempt(self.E.holds, comparison)
        if holds is not None or comparison[0] == "=": return holds
        slack, strict = attempt(self.slack, comparison), comparison[0] in "<>"
        if slack is None: return None
        if self.is_positive(slack, not strict): return True
        return False if self.is_positive(scaled(slack, -1), strict) else None

    def is_positive(self, poly, or_zero=False):
        """Whether a polynomial is certainly > 0, or >= 0, itself or without factors."""
        if self.is_plainly_positive(poly, or_zero): return True
        for factor in list(self.factors):
            quotient = self.quotient(poly, factor) if poly else None
            for sign in (1, -1) if quotient else ():
                if self.is_plainly_positive(scaled(factor, sign)):
                    return self.is_positive(scaled(quotient, sign), or_zero)
        return False
    def is_plainly_positive(self, poly, or_zero=False):
        if constant_value(poly): return constant_value(poly) > 0
        if not poly: return or_zero
        def is_shown(poly, how):
            low = self.range(poly, how)[0].a
            if low > 0 or or_zero and low >= 0: return True
            self.learn()
            return low >= 0 and self.is_above_zero(poly, how)
        if attempt(is_shown, poly, PLAIN) or attempt(is_shown, poly, FROM_ENDS): return True
        if self.is_known(poly, or_zero): return True
        return bool(attempt(is_shown, self.essence(poly), KNOWN))
    def is_said(self, number):
        """Whether an atom is known to be >= 0."""
        return frozen(self.single(number)) in self.said
    def is_known(self, poly, or_zero):
        """Whether a condition says it, but for positive factors."""
        self.learn()
        said = [self.said.get(frozen(p)) for p in (primitive(poly), self.essence(poly))]
        return any(strict or or_zero for strict in said if strict is not None)

    def learn(self):
        """Brings the conditions to normal form, each with what those before it say; then again
        those that had none, or in which a case was open."""
        if self.has_learned: return
        self.has_learned = True
        def learn(c):
            before, slack = self.undecided, attempt(self.slack, c)
            if slack is None: return False
            for poly in [primitive(slack), self.essence(slack)]:
                self.said[frozen(poly)] = self.said.get(frozen(poly)) or c[0] in "<>"
                if c[0] in "<>": self.remember(self.positives, poly)
            return self.undecided == before
        for c in [c for c in self.conditions if c[0] != "=" and not learn(c)]: learn(c)
    def essence(self, poly):
        """Without positive atoms that divide it."""
        for i, e in shared(poly):
            if self.is_positive_atom(i): poly = without(poly, i, e)
        return primitive(poly)
    def is_positive_atom(self, number):
        kind, *parts = self.atoms[number]
        if kind == "of" and parts[0] == "exp": return True
        if kind == "root" and self.is_positive(dict(parts[0])): return True
        x = attempt(self.interval, number)
        return bool(x and x.a > 0) or self.said.get(frozen(self.single(number)), False)

    def interval(self, number):
        if number not in self.intervals:
            kind, *parts = key = self.atoms[number]
            def enclosed(above, below):
                return self.enclosed(dict(above)) / self.enclosed(dict(below))
            if kind == "of" and parts[0] in MEANS:
                value = between(0, (Infinite(1), 1, Fraction(1, 4))[MEANS[parts[0]] + 1])
            elif kind == "of": value = apply(parts[0], attempt(enclosed, *parts[1:]) or WHOLE)
            elif kind == "root":
                square = attempt(self.enclosed, dict(parts[0])) or WHOLE
                need(square.b >= 0, "a square is certainly negative")
                value = square_root(cut(square))
            else: value = self.E.value(key)
            self.intervals[number] = value
        return self.intervals[number]
    def enclosed(self, poly):
        """The range of a polynomial, rounded outwards to the length of its numerators."""
        x, common = self.range(poly)
        with precision(max(64, length(x))): return x / point(common) if common > 1 else x
    def shifted(self, poly, number, low):
        """The polynomial with an atom written as a number plus a distance in its place."""
        both, result = self.plus(self.single(number), constant(low)), {}
        for monomial, c in ordered(poly):
            rest = {frozenset(x for x in monomial if x[0] != number): c}
            powers = [both] * dict(monomial).get(number, 0)
            self.into(result, reduce(self.times, powers, rest))
        return fitting(result)
    def with_distances(self, poly, how):
        """A parameter in [a, infinity), a > 0, or each, is its lower end plus a distance."""
        distances = {}
        for number, key in enumerate(self.atoms):
            if key[0] != "par" or key[1] < 0: continue
            low, high = self.E.box[key[1]]
            if how != PLAIN or low > 0 and not is_finite(high):
                poly = self.shifted(poly, number, low)
                distances[number] = between(0, high - low if is_finite(high) else high)
        return poly, distances
    def bases(self, monomial, distances, how):
        def base(i):
            if how != KNOWN or not self.is_said(i): return self.interval(i)
            return cut(attempt(self.interval, i) or WHOLE)
        return [(distances.get(i) or base(i), e) for i, e in sorted(monomial)]
    def range(self, poly, how=PLAIN):
        """The exact sum of the ranges of the monomials, times a common denominator; and that."""
        poly, distances = self.with_distances(poly, how)
        common, ranges, longest = common_denominator(poly), [], 0
        for monomial, c in ordered(poly):
            factors, n = self.bases(monomial, distances, how), point(int(c * common))
            bits = length(n) + sum(e * length(x) for x, e in factors)
            reached = sum(e * reach(x) for x, e in factors)
            need(bits <= MONOMIAL_BITS and reached <= MONOMIAL_REACH, "a monomial is too large")
            longest = max(longest, bits + 2 * reached)
            self.spend((1 + len(factors)) * (32 + bits + 2 * reached))
            ranges.append(reduce(times, (power(x, e) for x, e in factors), n))
        self.spend(longest + len(ranges) * longest // 64)
        return reduce(plus, ranges, ZERO), common
    def is_above_zero(self, poly, how):
        """Whether a monomial is positive whose range begins at 0, as that of all does."""
        poly, distances = self.with_distances(poly, how)
        for monomial, c in ordered(poly):
            lows = [x.a for x, _ in self.bases(monomial, distances, how)] if c > 0 else []
            if min(lows, default=1) == 0 and all(
                    i not in distances and self.is_positive_atom(i) for i, _ in sorted(monomial)):
                return True
        return False

    def rewritten(self, kind, a, b=None):
        if kind == "exp": return self.exponential(self.form(a))
        if kind == "log": return self.logarithm(a)
        if kind == "abs": return self.magnitude(self.form(a))
        if kind in EXPONENTIALS: return self.form(filled(EXPONENTIALS[kind], x=a))
        if kind == "^" and self.surely(a):
            return self.exponential(self.product(self.form(b), self.logarithm(a)))
        return None
    def surely(self, *terms, or_zero=False):
        """Whether terms have values, which are certainly > 0, or >= 0."""
        def is_shown(t):
            if or_zero: return self.is_nonnegative(t, self.form(t))
            return self.sign_of(t, self.form(t)) > 0
        return all(attempt(is_shown, t) for t in terms)

    def exponential(self, form):
        """The product of exp(m/b)^a over the monomials (a/b) m of a sum."""
        (above, below), result = self.lowest(form), self.number(1)
        for monomial, c in ordered(above):
            part = self.lowest(({monomial: Fraction(1)}, below, 1))
            base, n = self.exponential_power(part, c)
            factor = self.power((base, CONSTANT, 1), abs(n))
            result = self.product(result, factor if n > 0 else self.inverse(factor, 1))
        return result
    def exponential_power(self, part, c):
        """exp(c m) as a power; exp(c log(P)) as one of P or of its root."""
        (monomial, factor), = part[0].items()
        n, double = small_integer(Fraction(c.numerator)), small_integer(2 * c)
        root = small_integer(Fraction(c.denominator))
        if part[1] == CONSTANT and factor == 1 and double and sum(e for _, e in monomial) == 1:
            kind, *parts = self.atoms[min(monomial)[0]]
            if kind == "of" and parts[0] == "log" and dict(parts[2]) == CONSTANT:
                if double % 2: return self.split_root(dict(parts[1])), double
                return dict(parts[1]), double // 2
        if n is None or root is None: return self.exponential_atom(part, c, 1), 1
        return self.exponential_atom(part, Fraction(1), root), n
    def exponential_atom(self, part, factor, root):
        """exp(f m/root), whose power `root` is exp(f m)."""
        above = self.times(part[0], constant(factor / root))
        power = (root, self.exponential_atom(part, factor, 1)) if root > 1 else None
        return self.atom("of", "exp", frozen(above), frozen(part[1]), power=power)

    def logarithm(self, t):
        """Of products, quotients, powers and roots of positive terms as sums."""
        self.count()
        kind, *args = t = self.top(t)
        if kind == "exp": return self.form(args[0])
        if kind == "sqrt" and self.surely(args[0]):
            return self.product(self.logarithm(args[0]), self.number(HALF))
        if kind in ("*", "/") and self.surely(*args):
            return self.sum(*map(self.logarithm, args), 1 if kind == "*" else -1)
        if kind == "^" and self.surely(args[0]):
            return self.product(self.form(args[1]), self.logarithm(args[0]))
        form = self.form(t)
        need(self.sign_of(t, form) > 0, "the logarithm of what may not be positive")
        return self.sum(self.log(numerator(form)), self.log(denominator(form)), -1)
    def log(self, poly):
        """Of a positive polynomial: of its content, positive factors and what is left."""
        result = self.sum(*map(self.log_of_integer, content(poly).as_integer_ratio()), -1)
        rest = primitive(poly)
        def add(log, n=1): return self.sum(result, self.product(log, self.number(n)))
        for i, e in shared(rest):
            if self.is_positive_atom(i):
                rest = without(rest, i, e)
                result = add(self.log_of_atom(i), e)
        for factor in list(self.positives):
            while rest != CONSTANT and (other := self.quotient(rest, factor)) is not None:
                rest, result = other, add(self.log_atom(factor))
        return result if rest == CONSTANT else add(self.log_atom(rest))
    def log_of_atom(self, number):
        kind, *parts = self.atoms[number]
        if kind == "root": return self.product(self.log(dict(parts[0])), self.number(HALF))
        above, below = map(dict, parts[1:]) if (kind, parts[0]) == ("of", "exp") else ({}, {})
        sign = self.sign((below, CONSTANT, 1)) if below else 0
        return (above, below, sign) if sign else self.log_atom(self.single(number))
    def log_atom(self, poly):
        """Of a primitive positive polynomial."""
        self.remember(self.positives, poly)
        return self.atom("of", "log", frozen(poly), frozen(CONSTANT)), CONSTANT, 1
    def log_of_integer(self, n):
        (factors, rest), result = small_factors(n), self.number(0)
        for factor, count in factors + [(rest, 1)] * (rest > 1):
            log = self.log_atom(constant(factor))
            result = self.sum(result, self.product(log, self.number(count)))
        return result

    def rewritten_root(self, t):
        t = self.top(t)
        if t[0] == "exp": return self.exponential(self.product(self.form(t[1]), self.number(HALF)))
        n = literal(t[2]) if t[0] == "^" else None
        if n and n % 2 == 0 and 0 < n <= ALGEBRA_POWER:
            return self.power(self.magnitude(self.form(t[1])), int(n) // 2)
        if t[0] in ("*", "/") and self.surely(*t[1:], or_zero=True):
            return self.form(build(t[0], build("sqrt", t[1]), build("sqrt", t[2])))
        return None
    def split_root(self, square):
        """Of a polynomial >= 0: of its content, atoms that divide it and what is left."""
        if not square: return square
        number, rest, result = content(square), primitive(square), CONSTANT
        for i, e in shared(rest):
            base = self.single(i)
            signed = not self.is_positive(base, True)
            taken = e - e % 2 if signed else e
            if not taken: continue
            rest = without(rest, i, taken)
            half = self.magnitude((base, CONSTANT, 1))[0] if signed else base
            result = reduce(self.times, [half] * (taken // 2), result)
            if taken % 2: result = self.times(result, self.root(base))
        if not self.is_positive(rest, True): return self.root(square)
        above, below = number.as_integer_ratio()
        factors, left = small_factors(above * below)  # sqrt(a/b) = sqrt(a b)/b
        outside = Fraction(1, below)
        for factor, count in factors: outside *= factor ** (count // 2)
        result = self.times(result, constant(outside))
        for part in [*(constant(f) for f, count in factors if count % 2), constant(left), rest]:
            if part != CONSTANT: result = self.times(result, self.root(part))
        return result

    def magnitude(self, form):
        """The absolute value: of atoms that divide the numerator, and of what is left."""
        sign = self.sign(form)
        if sign or not form[0]: return self.product(form, self.number(-1)) if sign < 0 else form
        rest, result = primitive(form[0]), constant(content(form[0]))
        for i, e in shared(rest):
            rest, base = without(rest, i, e), self.single(i)
            signed = e % 2 == 1 and not self.is_positive(base, True)
            result = reduce(self.times, [base] * (e - signed), result)
            if signed: result = self.times(result, self.magnitude_atom(base))
        if rest != CONSTANT: result = self.times(result, self.magnitude_atom(rest))
        return result, denominator(form), 1
    def magnitude_atom(self, poly):
        """|P| is |-P|, and its square is that of P."""
        minus = scaled(poly, -1)
        if self.is_positive(poly, True): return poly
        if self.is_positive(minus, True): return minus
        key, other = (("of", "abs", frozen(p), frozen(CONSTANT)) for p in (poly, minus))
        self.undecided += 1
        if other in self.numbers: return self.single(self.numbers[other])
        return self.atom(*key, power=(2, self.times(poly, poly)))

    def require(self, goal, poly, weights, node):
        """That poly is > 0, >= 0 or 0, as the goal says, from assumptions [K1, W1, ...]."""
        is_above = False
        for k, weight in zip(weights[::2], weights[1::2]):
            need(node.usable(k - 1), "assumption %d cannot be used so here" % k)
            assumption, form = node.assumptions[k - 1], self.multiplier(weight)
            said, multiplier = self.slack(assumption), numerator(form)
            if assumption[0] != "=":
                need(goal[0] != "=", "assumption %d is not an equation" % k)
                need(self.is_positive(multiplier, True), "a multiplier may be negative")
                is_above = is_above or assumption[0] in "<>" and self.is_positive(multiplier)
            if denominator(form) != CONSTANT: poly = self.times(poly, denominator(form))
            poly = self.plus(poly, self.times(said, scaled(multiplier, -1)))
        if goal[0] == "=": need(not poly, "the two sides are not equal")
        elif not self.is_positive(poly, is_above or goal[0] not in "<>"):
            need(self.range(poly) is None, "the polynomial that remains may be negative")
        USED.update(self.used)
    def multiplier(self, weight):
        """The form of a number or of a term."""
        if not isinstance(weight, str): return constant(weight), CONSTANT, 1
        t = read_text(self.S, weight)
        self.used |= means_in(t)
        return self.form(t)

# ---- Sections 9 and 10: bounds of the minimum ----

def single(x):
    n = inf(x)
    need(n == sup(x) and n.denominator == 1 and abs(n) <= MODEL_NUMBER, "a count is no integer")
    return int(n)

def checked(given, names):
    """These arguments, certainly positive, and alpha, certainly in [0, 1)."""
    need(all(given[name].a > 0 for name in names), "an argument is not certainly positive")
    alpha = given["alpha"]
    need(alpha.a >= 0 and certain("<", alpha, ONE), "alpha is not certainly in [0, 1)")
    return [given[name] for name in names] + [alpha]

USED = set()  # the axioms that the section has used, but for Gaussian means of terms
POSITIVE = ("margin", "feature_norm", "eta", "lambda", "C_MD")

def require_admissible(E, problem):
    need(E.S.problems[problem][1] == MD, "the problem is of another model")
    given = E.arguments(problem)
    checked(given, POSITIVE)
    need(certain(">=", given["M"], lift(2)), "M is not certainly at least 2")
    need("N" not in given or single(given["N"]) == 2, "the model has two classes")
    return E.S.problems[problem][2]

def cut(x): return larger(x, ZERO)
def from_zero(x): return hull(ZERO, cut(high_end(x)))

def peeled_call(given, classes, most):
    """The sizes of the classes, then lambda_W, lambda_H and alpha."""
    numbers, balanced = checked(given, ("lambda_W", "lambda_H")), "class_sizes" not in given
    need("N" in given and "K" in given if balanced else "K" not in given, "what are the classes?")
    N = single(given["N"]) if "N" in given else len(given["class_sizes"])
    need(2 <= N == len(classes) <= most, "there are %d classes, not %d" % (N, len(classes)))
    sizes = [single(x) for x in ([given["K"]] * N if balanced else given["class_sizes"])]
    need(len(sizes) == N and min(sizes) >= 1, "there is an empty class, or N is another")
    return sizes, balanced, numbers

def peeled_bounds(low, high, quantities, *args):
    need(not certain("<", high_end(high), low_end(low)), "the bounds contradict each other")
    gap = cut(high_end(high) - low_end(low))
    try: return {"minimum": join(low, high), **quantities(gap, *args)}
    except Refused: return {"minimum": join(low, high)}  # the gap is too wide to say more

def peeled_minimizer(gap, sizes, balanced, a, b, alpha, columns):
    """What holds for either kind of features: eps, T, H, w2, V, x and the quantities."""
    n, leads, norms = sum(sizes), [], []
    eps = apply("sqrt", 2 * n * gap)
    spread = around(eps) * point(1, -1)
    for p, others in columns:  # the own probability, and others with their number
        u, others = p + spread, [(o + spread, count) for o, count in others]
        need(u.a > 0 and all(v.a > 0 for v, _ in others), "the gap is too wide for the minimizer")
        leads.append([apply("log", u / v) for v, _ in others])
        pulls = total(count * (v - alpha / len(sizes)) * T
                      for (v, count), T in zip(others, leads[-1]))
        norms.append(cut(pulls / (2 * b)))
    HH = total(lift(size) / n * H for size, H in zip(sizes, norms))
    w2, margins = b / a * HH, [reduce(smaller, T) for T in leads]
    V, x = w2 * eps ** 2 / b ** 2, high_end(apply("sqrt", reduce(larger, norms)))
    result = {("within_class_variation", None): from_zero(V)}
    if balanced:
        result.update({("margin", None): reduce(hull, margins),
                       ("feature_norm_squared", None): HH,
                       ("weight_norm_squared", None): w2 / len(sizes)})
    else:
        for name, values in (("margin", margins), ("feature_norm_squared", norms)):
            result.update({(name, k): x for k, x in enumerate(values, 1)})
    return eps, leads, norms, w2, V, x, result

def layer_peeled(given, classes):
    sizes, balanced, (a, b, alpha) = peeled_call(given, classes, POSITIVE_CLASSES)
    n, N, others = sum(sizes), len(sizes), lift(len(sizes) - 1) / len(sizes)
    need(single(given["M"]) >= N, "M < N")
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
        known.append((lift(p), q, o, pull))
    high = losses + a * others * weights + b * features
    return peeled_bounds(low, high, positive_quantities, sizes, balanced, a, b, alpha, known)

def positive_quantities(gap, sizes, balanced, a, b, alpha, known):
    N = len(sizes)
    eps, leads, norms, _, V, x, result = peeled_minimizer(
        gap, sizes, balanced, a, b, alpha, [(p, [(o, N - 1)]) for p, _, o, _ in known])
    pulls = [q * s * N / ((N - 1) * 2 * a) for _, q, _, s in known]
    need(all(k.a > 0 for k in pulls), "a class does not pull the classifier")
    weakest, strongest = reduce(smaller, pulls), high_end(reduce(larger, pulls))
    offset, y = x * apply("sqrt", high_end(V)), eps * x ** 2 / (2 * a)
    overlap = [abs(k * (H + around(offset)) - T + around(2 * y)) / weakest
               for k, H, (T,) in zip(pulls, norms, leads)]
    D = eps * x / (2 * a) + (strongest - low_end(weakest)) * (2 * N * x)
    result["class_overlap", None] = from_zero(reduce(larger, overlap))
    if balanced: result["classifier_misalignment", None] = from_zero(D ** 2)
    return result

def unconstrained_features(given, classes):
    sizes, balanced, (a, b, alpha) = peeled_call(given, classes, CLASSES)
    n, N, M = sum(sizes), len(sizes), single(given["M"])
    for p, w, h in classes:
        need(len(p) == N and sum(p) == 1, "the probabilities of a class are wrong")
        need(1 <= len(h) == len(w) == len(classes[0][1]) <= M, "vectors have another length")
    P, W, H = ([[lift(x) for x in vectors] for vectors in part] for part in zip(*classes))
    def inner(x, y): return total(s * t for s, t in zip(x, y))
    shares, other = [lift(size) / n for size in sizes], alpha / N
    G = [[x - other - (1 - alpha) if j == k else x - other for j, x in enumerate(p)]
         for k, p in enumerate(P)]
    gap = {}
    for i, j in ((i, j) for i in range(N) for j in range(i, N)):
        gap[i, j] = 4 * a * b if i == j else ZERO
        for q, g in zip(shares, G): gap[i, j] -= q * g[i] * g[j]
    require_semidefinite(gap, N)
    low, losses, weights, features = ZERO, ZERO, ZERO, ZERO
    for k, (q, p, w, h) in enumerate(zip(shares, P, W, H)):
        entropy, own = ZERO, inner(w, h)
        for x in p: entropy -= x * apply("log", x)
        leads = [ZERO if j == k else own - inner(W[j], h) for j in range(N)]
        low += q * entropy
        losses += q * (apply("log", total(apply("exp", -x) for x in leads)) + other * total(leads))
        weights, features = weights + inner(w, w), features + q * inner(h, h)
    high = losses + a * weights + b * features
    return peeled_bounds(low, high, free_quantities, sizes, balanced, a, b, alpha, P)

def free_quantities(gap, sizes, balanced, a, b, alpha, P):
    N = len(sizes)
    columns = [(p[k], [(o, 1) for j, o in enumerate(p) if j != k]) for k, p in enumerate(P)]
    eps, leads, _, w2, _, x, result = peeled_minimizer(gap, sizes, balanced, a, b, alpha, columns)
    if not balanced: return result
    o = reduce(hull, (o for _, others in columns for o, _ in others))
    T, kappa = reduce(hull, sum(leads, [])), N * o - alpha
    need(kappa.a > 0, "a class does not pull the classifier")
    e = eps + 2 * (N - 1) * (high_end(o) - low_end(o))
    error = (kappa * (high_end(T) - low_end(T)) + apply("sqrt", w2) * e * x) / (2 * b)
    result["simplex_defect", None] = from_zero(3 * error)
    result["classifier_misalignment", None] = from_zero(4 * w2 * e ** 2 / kappa ** 2)
    return result

def memorization_dilation(given, X, Y):
    need(X >= 0 and Y >= 0, "a feature is negative")
    t, rho, eta, lam, C, alpha = checked(given, POSITIVE)
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
    return {"minimum": join(value - square / (2 * m), value), ("constraint_slack", None): ZERO,
            ("u_own", None): cut(x + e), ("u_other", None): cut(y + e),
            ("distance", None): cut(d + e), ("dilation", None): cut(A * (d + e))}

# ---- Sections 1 and 2: the text of a certificate ----

NUMBER = re.compile(r"(0|-?[1-9][0-9]*)(?:/([1-9][0-9]*)|p(0|-?[1-9][0-9]*))?")
STEPS = {name: rest for name, *rest in (part.split(":") for part in (
    # Where: starts (s) sections, or in those of a domain, point or refutation; then names, numbers
    # (q), counts, unit* repeated. What it does: the method of `Node` of its name, or check_point.
    "domain:s: point:s:q* refute:s:q* contrary:s:q* precision:dpr:c bound:dpr:nnq "
    "root:dpr:nq narrow:dpr:nqq split:d:nq cases:d: either:d: absurd:d:c solution:d:nr have:d: "
    "dual:d: stationary:d: monotone:d:n derivative:d: differentiate:d: range:d:n "
    "through:d:n reciprocal:d:nc evaluate:d: outside:d:c mean:d: convex:d:q* "
    "convex-polynomial:d:q* algebra:d:cm* theorem:d:n open:d: layer-peeled:pr:c "
    "class:pr:qqq unconstrained-features:pr:c vectors:pr: memorization-dilation:pr:cqq "
    "digits:p:c holds:p: inside:p: versus:r:nq fails:r:").split())}

SCOPES = "domain", "point", "refute", "contrary"

def read_number(word):
    match = NUMBER.fullmatch(word)
    need(match and len(word) <= NUMBER_CHARACTERS, "a number is not INT, INT/POS or INTpINT")
    m, d, e = (int(x or 0) for x in match.groups())
    need(abs(e) <= BINARY_EXPONENT, "an exponent is beyond 100000")
    return Fraction(m, d or 1) * Fraction(2) ** e

def read_count(word):
    need(re.fullmatch("0|[1-9][0-9]{,5}", word) and int(word) <= COUNT,
         "a count is not an integer below 1,000,000")
    return int(word)

def read_words(shape, words):
    unit = shape.rstrip("*")
    times = len(words) // len(unit) if unit != shape else 1
    need(len(words) == times * len(unit), "too many or too few words")
    read = {"n": str, "q": read_number, "c": read_count, "r": lambda word: need(
                word in ("<=", ">="), "the sides compare by <= or by >=") or word,
            "m": lambda word: word if attempt(read_number, word) is None else read_number(word)}
    return [read[kind](word) for kind, word in zip(unit * times, words)]

def read_step(name, *words):
    need(name in STEPS, "there is no step `%s`" % name)
    if name == "bound":
        by_algebra = words[3:4] == ("algebra",)
        need(words[1:2] in (("lower",), ("upper",)) and (by_algebra or words[3:] == ("evaluate",)),
             "there is no such bound")
        weights = read_words("cm*", words[4:]) if by_algebra else None
        return (name, *read_words("nnq", words[:3]), weights)
    if name in ("have", "either", "derivative"): return name, " ".join(words)
    if name in ("dual", "stationary"):
        need(words, "the problem is missing")
        parts = "  ".join(["", *words[1:], ""]).split(" | ")
        return (name, read_count(words[0]), *parts)
    if name in ("root", "vectors"):
        parts = [part.split() for part in " ".join(words[name == "root":]).split("|")]
        need(len(parts) == 3 == words.count("|") + 1, "there must be two bars")
        return (name, *words[:name == "root"], *(read_words("q*", part) for part in parts))
    return (name, *read_words(STEPS[name][1], words))

@contextmanager
def at_line(number):
    try: yield
    except Refused as error: raise Rejected(number, str(error)) from None

def read_certificate(data):
    """[(line, claim, [(line, step)])]"""
    sections, state, lines = [], "start", data.split(b"\n")
    for number, line in enumerate(lines, 1):
        with at_line(number):
            need(len(data) <= CERTIFICATE_BYTES and number <= LINES + 1 and len(line) <= LINE_BYTES,
                 "too long")
            need(not re.search(b"[^ -~]", line), "a character is not printable ASCII")
            words = line.split(b"#")[0].decode("ascii").split()
            if not words: continue
            need(state != "end", "something follows `end`")
            if state == "start":
                need(words == ["closedform-certificate", "1"], "not `closedform-certificate 1`")
                state = "sections"
            elif words == ["end"]: state = "end"
            elif words[0] == "claim":
                need(len(words) == 2, "expected `claim NAME`")
                sections.append((number, words[1], []))
            else:
                need(sections, "a section begins with `claim NAME`")
                sections[-1][2].append((number, read_step(*words)))
    with at_line(len(lines)): need(state == "end", "the line `end` is missing")
    return sections

# ---- Sections 4, 5 and 9: facts, steps and points; a step leaves the nodes still to be shown ----

class Node:
    """Shows `goal` on `box`."""
    def __init__(self, S, goal, box):
        self.S, self.goal, self.box, self.facts = S, goal, box, []
        self.fixed = {}  # bit: number of assumptions before
        self.bounds, self.share, self.depth, self.is_open = {}, Fraction(1), 0, False
        self.assumptions, self.replaced = S.assumptions, []  # (bit, number of assumptions before)
        self.solved = frozenset()  # roots that have a value where all assumptions hold
        self.shares = [[None, 1, Fraction(0)]]  # open shares: of what, at most, so far
        self.within = 0  # the index of its share
    def having(self, **changes):
        node = Node(self.S, self.goal, self.box)
        vars(node).update(vars(self), **changes)
        need(node.depth <= STEPS_ABOVE, "steps nest too deep")
        return node
    def below(self, **changes): return self.having(depth=self.depth + 1, **changes)
    def usable(self, k):
        gone = sum({bit for bit, n in [*self.replaced, *self.fixed.items()] if k < n})
        return 0 <= k < len(self.assumptions) and not self.assumptions[k].mask & gone
    def moving(self, i):
        """Below, where parameter i is not where it was, and what was assumed of it is not so."""
        return self.below(fixed={**self.fixed, 1 << i: len(self.assumptions)}, solved=frozenset())
    def assuming(self, *more): return self.having(assumptions=[*self.assumptions, *more])
    def in_force(self): return [f for f in self.facts if all(map(self.usable, f[4]))]
    def unconditional(self): return [f for f in self.facts if not f[4]]
    def known(self, *fact): return [self.having(facts=self.facts + [fact])]
    def with_range(self, i, ends): return self.box[:i] + [ends] + self.box[i + 1:]
    def evaluator(self, facts=None, order=0, variables=()):
        solved = self.solved if facts is None else ()
        facts = self.in_force() if facts is None else facts
        return Evaluator(self.S, self.box, facts, order, variables, self.bounds, solved=solved)
    def index(self, name, kind):
        found = self.S.names.get(name, (None,))
        need(found[0] == kind, "the theorem file does not declare `%s`" % name)
        return found[1]

    def bound(self, name, side, value, weights):
        index, facts, is_lower = self.index(name, "def"), self.in_force(), side == "lower"
        E, t, rests = self.evaluator(facts), leaf("def", index), frozenset().union(
            *(f[4] for f in facts))
        if weights is None:
            x = E.value(t)
            need(inf(x) >= value if is_lower else sup(x) <= value, "the bound is not shown")
        else:
            N, goal = Normalizer(E), (">=" if is_lower else "<=", t, number(value))
            poly = N.reduced(N.sum(N.form(t), N.number(value), -1))
            N.require(goal, poly if is_lower else scaled(poly, -1), weights, self)
            rests |= {k - 1 for k in weights[::2]}
        return self.known(index, *((value, None) if is_lower else (None, value)), False, rests)

    def equation(self, name):
        """A root: its number, E, its body, and F = left - right or F_x on an interval."""
        index, E = self.index(name, "def"), self.evaluator(self.unconditional())
        body = self.S.definitions[index][1]
        need(body[0] == "root", "`%s` is not a root" % name)
        return index, E, body, lambda a, b, *x: E.residual(body, between(a, b), *x)

    def root(self, name, A, C, B):
        index, E, body, F = self.equation(name)
        numbers, inner = A + C + B, [*A[-1:], *C, *B[:1]]
        need(A and B and all(x < y for x, y in zip(numbers, numbers[1:])), "no increasing numbers")
        L, U = E.value(body[1]), E.value(body[2])
        need(A[0] <= inf(L) and sup(L) <= A[-1] and B[0] <= inf(U) and sup(U) <= B[-1],
             "the numbers do not enclose the range of the root")
        signs = [{sign(F(x, y).value) for x, y in [(end, end), *zip(part, part[1:])]}
                 for part, end in ((A, A[-1]), (B, B[0]))]
        need(signs in ([{1}, {-1}], [{-1}, {1}]), "the two sides do not certainly cross")
        # One sign on all pieces: at a kink between two a slope without zero may change its sign.
        need({sign(F(x, y, ()).first[0]) for x, y in zip(inner, inner[1:])} == signs[1],
             "the two sides may cross more than once")
        return self.known(index, A[-1], B[0], True, frozenset())

    def narrow(self, name, a, b):
        index, _, _, F = self.equation(name)
        about = [f for f in self.unconditional() if f[0] == index]
        need(any(f[3] for f in about) and a < b and all(
            (low is None or low <= a) and (high is None or b <= high)
            for _, low, high, *_ in about), "the numbers are not within a known enclosure")
        need(sign(F(a, a).value) * sign(F(b, b).value) == -1, "the sides do not certainly cross")
        return self.known(index, a, b, True, frozenset())

    def split(self, name, value):
        i = self.index(name, "par")
        varied = self.goal[0] == "monotone" and self.goal[3] == i or 1 << i in dict(self.replaced)
        (a, b), unit = self.box[i], int(self.S.parameters[i][1] and not varied)
        need(a <= value < b and value.denominator == 1 if unit else a < value < b, "no such split")
        part = self.share / 2  # without end, both parts count the same
        if is_finite(b): part = self.share * (value - a + unit) / (b - a + unit)
        return [self.below(box=self.with_range(i, (a, value)), share=part),
                self.below(box=self.with_range(i, (value + unit, b)), share=self.share - part)]

    def inequality(self):
        need(self.goal[0] in ("<", "<=", ">", ">="), "the goal is not an inequality")
        return self.goal

    def monotone(self, name):
        i, goal = self.index(name, "par"), self.inequality()
        node = self.moving(i)
        slope = node.evaluator(None, 1, [i]).slack(goal).first[0]
        need(slope.a >= 0 or slope.b <= 0, "the derivative has no certain sign on the box")
        end = self.box[i][0 if slope.a >= 0 else 1]
        need(is_finite(end), "the slack is least at infinity")
        return [node.having(box=self.with_range(i, (end, end)))]

    def real(self, i):
        need(not self.S.parameters[i][1] or 1 << i in dict(self.replaced), "it takes integers only")

    def valued(self, terms):
        """Terms, which have values."""
        for t in terms: self.require_value(self.evaluator(), t)
        return terms

    def interior(self, i, equal=""):
        x, (a, b) = leaf("par", i, 1 << i), self.box[i]
        return [build(">" + equal, x, quotient(a)),
                *([build("<" + equal, x, quotient(b))] if is_finite(b) else [])]

    def range(self, name):
        self.require_comparison("ranges")
        return [self.below().assuming(*self.interior(self.index(name, "par"), equal="="))]

    def derivative(self, text):
        goal, position = self.inequality(), read_text(self.S, text, Parser.comparison)
        relation, x, t = position
        need(relation in OPPOSITE and x[0] == "par", "only inequalities compare along a parameter")
        i, is_above = x[1], relation[0] == ">"
        need(not t.mask & x.mask, "the term depends on the parameter itself")
        self.real(i)
        left, right = self.written_out(*goal[1:], along=x.mask)
        F = slope(build("-", *((left, right) if goal[0][0] == ">" else (right, left))), x.mask)
        need(F, "the parameter is not in the goal")
        def there(s): return t if s == x else rebuilt(s, there)
        a, b = self.box[i]
        goals = [position, build("<=", t, quotient(b)) if not is_above and is_finite(b)
                 else build(">=", t, quotient(a)), build(relation, F, number(0)),
                 build(goal[0] if "=" in relation else goal[0][0] + "=", there(left), there(right))]
        for side in (s for g in goals for s in g[1:]): self.written_out(low_enough(side))
        between, moved = [*self.interior(i), build(relation[0], x, t)], self.moving(i)
        for node in self, moved.assuming(*between): node.valued(goal[1:])
        USED.update(means_in(t))
        nodes = self.premises([(g, []) for g in goals])
        gone = {"fixed": moved.fixed, "solved": moved.solved}
        return [*nodes[:2], nodes[2].having(**gone).assuming(*between),
                nodes[3].having(**gone, box=self.with_range(i, (a, a)))]

    def differentiate(self):
        need(self.goal[0] == "monotone", "the goal is not that a term increases or decreases")
        _, t, direction, i = self.goal
        self.real(i)
        F = slope(*self.written_out(*self.valued([t]), along=1 << i), 1 << i)
        need(F, "the parameter is not in the goal")
        self.written_out(low_enough(F))
        return [self.below(goal=build(">" if direction == "increases" else "<", F, number(0)))
                .assuming(*self.interior(i))]

    def through(self, f):
        need(f in FUNCTIONS and FUNCTIONS[f].course == "increasing", "no such function")
        E, inside, is_monotone = self.evaluator(), [], self.goal[0] == "monotone"
        for side in self.goal[1:2] if is_monotone else self.goal[1:]:
            while self.S.body(side): side = self.S.body(side)
            is_zero = side == ("num", 0) and FUNCTIONS[f].zero is not None
            if f == "sqrt" != side[0] and not is_zero and E.value(side).a >= 0:
                side = build("sqrt", low_enough(build("^", side, number(2))))
            if f == "exp" and side[0] == "^":
                side = build("exp", low_enough(build("*", side[2], build("log", side[1]))))
            need(side[0] == f or is_zero, "a side is not this function")
            inside.append(number(FUNCTIONS[f].zero) if is_zero else side[1])
            self.require_value(E, build(f, inside[-1]))
        return [self.below(goal=Term((self.goal[0], *inside, *self.goal[1 + len(inside):])))]

    def reciprocal(self, name, power):
        i = self.index(name, "par")
        (a, b), bit, y = self.box[i], 1 << i, Reciprocal(self.S, i, power)
        need(power in (1, 2) and a > 0 and bit not in {**self.fixed, **dict(self.replaced)},
             "the parameter cannot be replaced by a reciprocal here")
        ends, _ = (1 / b if is_finite(b) else Fraction(0), 1 / a), self.evaluator()
        if power == 2: ends = [f(square_root(between(*ends))) for f in (inf, sup)]
        if self.goal[0] != "monotone": goal = y.comparison(self.goal)
        else:
            k, F = y.pair(self.goal[1])
            _, _, direction, j = self.goal
            if j == i: F, direction = y.over((k, F)), {"increases": "decreases"}.get(
                direction, "increases")
            goal = "monotone", low_enough(F), direction, j
        added = [y.comparison(x) for k, x in enumerate(self.assumptions)
                 if self.usable(k) and x.mask & bit]
        facts = [f for f in self.facts if not self.S.definitions[f[0]][1].mask & bit]
        return [self.below(
            goal=goal, box=self.with_range(i, tuple(ends)), facts=facts, solved=frozenset(),
            replaced=[*self.replaced, (bit, len(self.assumptions))],
            assumptions=[*self.assumptions, build(">", y.y, number(0)), *added])]

    def require_comparison(self, what):
        need(self.goal[0] != "monotone", "only a comparison has " + what)

    def written_out(self, *terms, along=-1):
        """Terms with definitions other than roots written out, those that depend on one of
        these."""
        written = [0]
        def unfolded(t):
            written[0] = counted(written[0] + (t[0] not in RELATIONS))
            body = t.mask & along and self.S.body(t) if along >= 0 else self.S.body(t)
            return unfolded(body) if body else rebuilt(t, unfolded)
        return [unfolded(t) for t in terms]

    def cases(self):
        self.require_comparison("cases")
        goal = build(self.goal[0], *self.written_out(*self.goal[1:]))
        split, E = branching(goal), self.evaluator()
        need(split, "the goal has no abs, min, max or condition")
        for x in split[1][1:] if split[0] == "if" else split[1:]: self.require_value(E, x)
        def replaced(t, value):
            return value if t == split else rebuilt(t, lambda x: replaced(x, value))
        return self.premises([(replaced(goal, value), [condition])
                              for condition, value in branches(split)])

    def premises(self, goals):
        """Nodes for goals, each with what is assumed; together they count no more than once."""
        self.shares.append([self.within, self.share, Fraction(0)])
        within = len(self.shares) - 1
        return [self.below(goal=goal, within=within, assumptions=[*self.assumptions, *more])
                for goal, more in goals]

    def requiring(self, premises, conclusions=(), keeps=True):
        """Each premise where those before it hold, then the goal where what follows does, and
        they, if they are kept."""
        return self.parts([(x, premises[:i]) for i, x in enumerate(premises)],
                          [*premises * keeps, *conclusions])

    def parts(self, parts, last):
        """Comparisons, each with what is assumed, then the goal."""
        self.require_comparison("premises")
        for x in [*(x for x, _ in parts), *last]: low_enough(x[1]), low_enough(x[2])
        return self.premises([*parts, (self.goal, last)])

    def have(self, text):
        comparison = read_text(self.S, text, Parser.comparison)
        USED.update(means_in(comparison))
        return self.requiring([comparison])

    def either(self, text):
        self.require_comparison("cases")
        comparison, E = read_text(self.S, text, Parser.comparison), self.evaluator()
        need(comparison[0] in OPPOSITE, "an equation has no second case")
        for x in comparison[1:]: self.require_value(E, low_enough(x))
        USED.update(means_in(comparison))
        return self.premises([(self.goal, [x]) for x in (comparison, opposite(comparison))])

    def absurd(self, k):
        self.require_comparison("contradictions")
        need(self.usable(k - 1), "assumption %d cannot be used so here" % k)
        need(self.assumptions[k - 1][0] in OPPOSITE, "an equation has no opposite")
        return [self.below(goal=opposite(self.assumptions[k - 1]))]

    def solution(self, name, relation):
        index, E = self.index(name, "def"), self.evaluator()
        x, body = self.S.names[name], self.S.definitions[index][1]
        need(body[0] == "root", "`%s` is not a root" % name)
        _, low, high, *equation = body
        N = self.normalizer(E=E.inside(E.range_of(body)))
        for t in equation:
            need(is_continuous(*self.written_out(t)), "the equation might not be continuous")
            N.form(t)
        USED.update(N.used, means_in(body))
        def at(t, relation): return build(relation, *(put(side, [t]) for side in equation))
        other, = {"<=", ">="} - {relation}
        *premises, last = self.parts(
            [(t, []) for t in (build("<=", low, high), at(low, relation), at(high, other))],
            [at(x, "="), build(">=", x, low), build("<=", x, high)])
        return [*premises, last.having(solved=self.solved | {index})]

    def dual(self, problem, *witness): return self.optimum(problem, witness, dual_theorem)
    def stationary(self, problem, *witness):
        return self.optimum(problem, witness, stationary_theorem, keeps=False)
    def optimum(self, problem, witness, theorem, keeps=True):
        """The minimum of a problem, by terms."""
        S, gone = self.S, sum(bit for bit, _ in self.replaced)
        need(0 < problem <= len(S.problems), "there is no such problem")
        _, _, given = S.problems[problem - 1]
        need(not any(x.mask & gone for x in flat(given.values())), "a parameter has been replaced")
        axiom, premises, conclusions = theorem(
            S, problem - 1, [read_text(S, text) for text in witness])
        USED.update({axiom, *means_in(*premises)})
        return self.requiring(premises, conclusions, keeps)

    def evaluate(self):
        if self.goal[0] != "monotone":
            return need(self.evaluator().holds(self.goal), "the enclosures do not show the goal")
        _, t, direction, i = self.goal
        slope = self.evaluator(None, 1, [i]).jet(t).first[0]
        need(sign(slope) == (1 if direction == "increases" else -1), "the derivative is not shown")

    def outside(self, k):
        need(self.usable(k - 1) and self.evaluator().holds(self.assumptions[k - 1]) is False,
             "the assumption is not usable, or may hold on the box")

    def bounded(self): need(all(is_finite(b) for _, b in self.box), "a range has no end")
    def mean(self): return self.bounded() or self.convex(
        *((a + b) / 2 for a, b in self.box), order=1)

    def convex(self, *centre, order=2):
        goal, facts, box, _ = self.inequality(), self.unconditional(), self.box, self.bounded()
        need(len(centre) == len(box) and all(a <= c <= b for c, (a, b) in zip(centre, box)),
             "the point is not in the box")
        free = [i for i, (a, b) in enumerate(box) if a < b]
        jet = self.evaluator(facts, order, free).slack(goal)
        at = Evaluator(self.S, [(c, c) for c in centre], facts, order - 1, free, strict=True)
        at = at.slack(goal)
        definite = order == 2 and require_semidefinite(dict(jet.second), len(free))
        value = at.value
        for i, slope in zip(free, (jet if order == 1 else at).first):
            value += slope * between(*(end - centre[i] for end in box[i]))
        strict = goal[0] in "<>" and not (definite and self.excludes(centre))
        need(value.a > 0 if strict else value.a >= 0, "the slack may be too low")

    def excludes(self, point):
        """Whether a usable assumption certainly fails at a point of the box."""
        E = Evaluator(self.S, [(c, c) for c in point], self.in_force(), bounds=self.bounds)
        def fails(k):
            try: return self.usable(k) and E.holds(self.assumptions[k]) is False
            except Refused: return False
        return any(map(fails, range(len(self.assumptions))))

    def convex_polynomial(self, *centre):
        goal, N = self.inequality(), Normalizer(self.evaluator(self.unconditional()))
        self.bounded()
        need(len(centre) == len(self.box) and all(a <= c <= b for c, (a, b) in zip(
            centre, self.box)), "the point is not in the box")
        poly, denominator, _ = N.difference(goal)
        parameter = {n: key[1] for n, key in enumerate(N.atoms) if key[0] == "par"}
        need(denominator == CONSTANT and all(n in parameter for m in poly for n, _ in m),
             "the goal is not a polynomial in the parameters")
        def derivative(poly, i):
            return {frozenset((k, f - (k == n)) for k, f in m if k != n or f > 1): c * e
                    for m, c in poly.items() for n, e in m if parameter[n] == i}
        def at_centre(poly):
            largest = {}
            for n, e in (x for m in poly for x in m): largest[n] = max(e, largest.get(n, 0))
            bits = sum(e * size(centre[parameter[n]]) for n, e in largest.items())
            need(bits <= EXACT_BITS, "a value has too many digits")
            N.spend(len(poly) * bits)
            return sum(reduce(lambda x, y: x * centre[parameter[y[0]]] ** y[1], m, c)
                       for m, c in poly.items())
        free = [i for i, (a, b) in enumerate(self.box) if a < b]
        slopes = {i: derivative(poly, i) for i in free}
        least = at_centre(poly)
        for i in free:
            slope = at_centre(slopes[i])
            least += min(slope * (end - centre[i]) for end in self.box[i])
        need(least > 0 if goal[0] in "<>" else least >= 0, "the slack may be too low")
        hessian = {(k, l): N.enclosed(derivative(slopes[i], j)) for k, i in enumerate(free)
                   for l, j in enumerate(free) if k <= l}
        require_semidefinite(hessian, len(free))
        USED.update(N.used)

    def algebra(self, *weights):
        need(self.goal[0] != "monotone", "only a comparison is a matter of algebra")
        def is_shown(rewrites):
            N = self.normalizer(rewrites)
            return N.require(self.goal, N.slack(self.goal), weights, self) or True
        rewrites = self.goal[0] == "="
        try: is_shown(rewrites)
        except Refused:
            if not attempt(is_shown, not rewrites): raise

    def normalizer(self, rewrites=False, E=None):
        """With the usable assumptions, and the ranges that depend on other parameters."""
        ends, gone = [], sum({*self.fixed, *dict(self.replaced)})
        for i, (_, _, low, high) in enumerate(self.S.parameters):
            x = leaf("par", i, 1 << i)
            ends += [build("<=", low, x)] + ([build("<=", x, high)] if high else [])
            ends = [c for c in ends if c.mask & c.mask - 1 & (1 << PARAMETERS) - 1]
        usable = [a for k, a in enumerate(self.assumptions) if self.usable(k)]
        return Normalizer(E or self.evaluator(), None, rewrites,
                          usable + [c for c in ends if not c.mask & gone])

    def require_value(self, E, t):
        """A term has a value at each point: an enclosure on the box, or a normal form."""
        if attempt(E.value, t): return
        N = self.normalizer()
        if not attempt(N.form, t): E.value(t)  # refuses
        USED.update(N.used)

    def theorem(self, name):
        goal, E, same = self.goal, self.evaluator(), Normalizer(None, self.S).key
        USED.add(name)
        def dilation(t, quantities=("dilation",)):
            need(t[0] == "minimizer" and t[2] in quantities, "a side is not a dilation")
            return require_admissible(E, t[1])
        if goal[0] == "monotone":
            _, t, direction, i = goal
            known, varied = {"increases": ("dilation-increases-in-noise", "eta"),
                             "decreases": ("dilation-decreases-in-smoothing", "alpha")}[direction]
            return need(name == known and all(
                x == ("par", i) if key == varied else not x.mask >> i & 1
                for key, x in dilation(t).items()), "the goal is not of its form")
        need(goal[0] in "<>", "the goal is not a strict inequality")
        small, large = sides(goal)
        if name == "dilation-positive":
            need(small == ("num", 0), "the goal is not that something is positive")
            return dilation(large, ("dilation", "distance")) and None
        need(name == "dilation-decreases-in-smoothing", "the goal is not of its form")
        first, second = dilation(small), dilation(large)
        need(set(first) == set(second) and all(same(first[k]) == same(second[k]) for k in first
                                               if k != "alpha"), "the problems differ in more")
        need(certain(">", E.value(first["alpha"]), E.value(second["alpha"])), "alpha is not larger")

    def open(self): return [self.having(is_open=True)]

    def about(self, problem, model, bounds_of, *args):
        """Knows the bounds of the minimum of a problem, at a point."""
        problems, E = self.S.problems, self.evaluator()
        need(0 <= problem < len(problems) and problems[problem][1] == model, "another model")
        if model == MD: require_admissible(E, problem)
        USED.update({model.replace("_", "-") + "-bounds", *["gaussian-mean"] * (model == MD)})
        return self.having(bounds={**self.bounds, problem: bounds_of(E.arguments(problem), *args)})

    def require_in_domain(self):
        S, values, E = self.S, [a for a, _ in self.box], self.evaluator(self.unconditional())
        conditions, known = list(S.assumptions), {}
        for i, (_, whole, low, high) in enumerate(S.parameters):
            need(not whole or values[i].denominator == 1, "a parameter is not an integer")
            x = leaf("par", i)
            conditions += ("<=", low, x), ("<=", x, high or x)
        for condition in conditions:
            holds = holds_exactly(S, condition, values, known)
            need(E.holds(condition) if holds is None else holds,
                 "a range or an assumption does not certainly hold")

    def inside(self):
        self.require_in_domain()
        return "a point of the domain lies" + self.place()

    def holds(self, claim, digits):
        need(claim[0] != "monotone", "that a term is monotone is not a claim about one point")
        self.require_in_domain()
        if claim[0] == "=" and digits is None:
            need(holds_exactly(self.S, claim, [a for a, _ in self.box]),
                 "the sides do not have the same rational value; give a number of digits")
            return "proved" + self.place()
        a, b = map(self.evaluator().value, claim[1:])
        if claim[0] != "=":
            need(digits is None, "an inequality does not hold to digits")
            need(certain(claim[0], a, b), "the claim is not shown at the point")
            return "proved" + self.place()
        need(digits and digits <= CLAIMED_DIGITS, "an equality needs digits from 1 to 2000")
        need(certain("=", a, b) is not False, "the sides certainly differ")
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

# ---- Section 9: the theorem about a point of the dual, given as terms ----

DUAL_TERMS = {
    "other": "(1 - p)/(N - 1)", "pull": "1 - alpha*(N - 1)/N - p", "margin": "log(p) - log(other)",
    "entropy": "0 - p*log(p) - (1 - p)*log(other)",
    "feature_norm_squared": "pull*margin/(2*lambda_H)"}
DUAL_OF_CALL = ("N >= 2", "M >= least", "lambda_W > 0", "lambda_H > 0", "alpha >= 0", "alpha < 1")
DUAL_OF_GROUP = ("size >= 1", "p > 0", "1 - p > 0", "p >= other", "pull > 0", "pull <= most",
                 "margin*(most - pull) = 0")

def is_integer(S, t):
    """Whether a term is an integer by its form."""
    if t[0] == "par": return S.parameters[t[1]][1]
    if t[0] == "def": return bool(S.body(t)) and is_integer(S, S.body(t))
    return t[1].denominator == 1 if t[0] == "num" else \
        t[0] in ("neg", "+", "-", "*", "min", "max") and all(is_integer(S, x) for x in t[1:])

def dual_theorem(S, problem, witness):
    """The axiom, the premises, and what follows from them."""
    _, model, given = S.problems[problem]
    call, balanced = dict(given), "class_sizes" not in given
    need(model in (LP, UF) and (balanced or model == LP), "there is no theorem about this problem")
    need(len({"N", "K"} & set(call)) == 2 * balanced, "N or K is missing, or is not needed")
    sizes = [call.pop("K")] if balanced else call.pop("class_sizes")
    if not balanced: call["N"] = number(len(sizes))
    need(len(sizes) == len(witness), "there are %d groups of classes" % len(sizes))
    need(all(is_integer(S, t) for t in [*sizes, call["N"], call["M"]]), "no integer")
    call["least"] = call["N"] if model == LP else filled("N - 1", **call)
    call["total"] = reduce(lambda x, y: build("+", x, y), sizes)
    most = "2*(N - 1)*sqrt(lambda_W*lambda_H/N)" if model == UF else \
        "2*sqrt((N - 1)*(lambda_W*lambda_H)%s)" % ("" if balanced else "/(N*size/total)")
    premises = [filled(text, **call) for text in DUAL_OF_CALL]
    found, call["losses"], call["weights"] = [], number(0), number(0)
    for k, (size, p) in enumerate(zip(sizes, witness), 1):
        known = dict(call, size=size, p=p, share=number(1))
        if not balanced: known["share"] = filled("size/total", **known)
        for word, text in {"most": most, **DUAL_TERMS}.items(): known[word] = filled(text, **known)
        premises += [filled(text, **known) for text in DUAL_OF_GROUP]
        call["losses"] = filled("losses + share*entropy", **known)
        call["weights"] = filled("weights + share*(pull*margin)", **known)
        found += [(word, None if balanced else k, known[word])
                  for word in ("margin", "feature_norm_squared")]
    spread = "class_overlap" if model == LP else "simplex_defect"
    found = [("objective", None, call["losses"]), ("within_class_variation", None, number(0)),
             (spread, None, number(0)), *found]
    if balanced:
        found += [("weight_norm_squared", None, filled("weights/(2*lambda_W*N)", **call)),
                  ("classifier_misalignment", None, number(0))]
    return model.replace("_", "-") + "-dual", premises, optimal(S, problem, call["losses"], found)

def optimal(S, problem, minimum, quantities):
    """That the minimum, and quantities of the minimizer with their components, have values."""
    mask = reduce(operator.or_, (x.mask for x in flat(S.problems[problem][2].values())))
    def equal(value, *parts):
        t = Term((parts[0], problem, *parts[1:]))
        t.mask = mask
        return build("=", t, value)
    return [equal(minimum, "minimum"), *(equal(x, "minimizer", q, k) for q, k, x in quantities)]

# ---- Section 10: the theorem about stationary features, given as terms ----

STATIONARY_TERMS = {
    "kappa": "margin/feature_norm", "gamma": "sqrt(2)*feature_norm", "lead": "kappa*V",
    "d": "sqrt(X^2 + (Y - feature_norm)^2)", "r": "eta*gamma*d/C_MD", "spread": "sqrt(2)*kappa*r",
    "mu": "(2*kappa^2*mean_sigmoid_derivative(margin, spread) + 2*lambda*M)*eta*gamma^2/C_MD^2",
    "pull": "kappa*(sigmoid(-lead) - alpha/2)", "stiff": "mu + 2*lambda",
    "excess": "stiff*Y - mu*feature_norm + pull",
    "clean": "mean_softplus(-margin, spread) + alpha*margin/2 + lambda*(feature_norm^2 + M*r^2)",
    "value": "clean + eta*(softplus(-lead) + alpha*lead/2 + lambda*(X^2 + Y^2))"}
STATIONARY = ("V = X - Y", *(name + " > 0" for name in POSITIVE), "alpha >= 0", "alpha < 1",
              "M >= 2", "X > 0", "Y >= 0", "stiff*X = pull", "excess >= 0", "Y*excess <= 0")

def stationary_theorem(S, problem, witness):
    """The axiom, the premises, and what follows from them."""
    _, model, given = S.problems[problem]
    need(model == MD, "there is no theorem about this problem")
    need(len(witness) == 3, "the theorem is about three terms")
    need(given.get("N", number(2)) == number(2), "the model has two classes")
    known = {**given, **dict(zip("XYV", witness))}
    for word, text in STATIONARY_TERMS.items(): known[word] = filled(text, **known)
    found = {"risk": "value", "u_own": "X", "u_other": "Y", "distance": "d", "dilation": "r"}
    return ("memorization-dilation-optimum", [filled(text, **known) for text in STATIONARY],
            optimal(S, problem, known["value"], [
                *((q, None, known[word]) for q, word in found.items()),
                ("constraint_slack", None, number(0))]))

PEELED = {"layer-peeled": ("class", LP, layer_peeled),
          "unconstrained-features": ("vectors", UF, unconstrained_features)}

def require_semidefinite(second, n):
    """Section 7: elimination; rows of a pivot >= 0 alone may be left out. Whether none is."""
    pivots = 0
    for k in range(n):
        if second[k, k].a <= 0:
            need(second[k, k].a == 0 and all(is_zero(second[k, j]) for j in range(k + 1, n)),
                 "the matrix may be indefinite")
            continue
        pivots += 1
        for i, j in ((i, j) for i in range(k + 1, n) for j in range(i, n)):
            second[i, j] -= second[k, i] * second[k, j] / second[k, k]
    return pivots == n

def domain_root(S, claim):
    box = []
    for _, whole, *terms in S.parameters:
        values, outer = [a if a == b else None for a, b in box], Evaluator(S, box, []).value
        low, high = (Infinite(1) if t is None else exact(S, t, values, {}) for t in terms)
        low = inf(outer(terms[0])) if low is None else low
        if high is None: high = outer(terms[1])
        if isinstance(high, Interval): high = sup(high) if is_finite(high.b) else high.b
        if whole: low, high = (-(-low // 1), high // 1)
        box.append((Fraction(low), Fraction(high) if is_finite(high) else high))
        need(box[-1][0] <= box[-1][1], "the range of a parameter is empty")
    if claim[0] == "monotone":
        i = claim[3]
        need(not any(t and t.mask >> i & 1 for j, q in enumerate(S.parameters) if j != i
                     for t in q[2:]), "the range of another parameter depends on the varied one")
        for assumption in (a for a in S.assumptions if a.mask >> i & 1):
            need(assumption[0] != "=", "an assumption is an equation in the varied parameter")
            slope = Evaluator(S, box, [], 1, [i]).slack(assumption).first[0]
            need(slope.a >= 0 or slope.b <= 0, "an assumption might not be monotone")
    return Node(S, claim, box)

def replay(root, scope, steps):
    """The number of boxes left open, their shares, the last line and the precision there."""
    p, count, stack, shares = 128, 0, [root], root.shares
    for line, (name, *values) in steps:
        if name == "precision":
            p = values[0]
            continue
        with at_line(line), precision(p):
            need(stack, "the proof of the claim is already complete")
            need("d" in STEPS[name][0], "this step does not belong in a domain section")
            nodes = getattr(Node, name.replace("-", "_"))(stack.pop(), *values) or []
        if nodes and nodes[0].is_open:
            node, count = nodes.pop(), count + 1
            shares[node.within][2] += node.share
        stack += reversed(nodes)
    last = steps[-1][0] if steps else scope
    with at_line(last): need(not stack, "the proof is not complete")
    return count, shares, last, p

def check_contrary(S, claim, values, scope, steps):
    with at_line(scope):
        need(len(values) == len(S.parameters), "one value for each parameter")
        need(claim[0] in OPPOSITE, "only an inequality has a contrary")
    here = Node(S, claim, [(x, x) for x in values])
    root = here.having(goal=build(OPPOSITE[claim[0]], *claim[1:]))
    count, _, last, p = replay(root, scope, steps)
    with at_line(last), precision(p):
        need(not count, "the contrary of the claim is not shown")
        here.require_in_domain()
    return "refuted" + here.place()

def check_domain(S, claim, scope, steps):
    with at_line(scope): root = domain_root(S, claim)
    count, shares, *_ = replay(root, scope, steps)
    if not count: return "proved on the whole domain"
    for above, most, share in reversed(shares[1:]): shares[above][2] += min(most, share)
    share = shares[0][2]
    units, boxes = str(-(-share * 1000000 // 1)).rjust(5, "0"), "box" if count == 1 else "boxes"
    return "proved but for %d %s, %s.%s %% of the volume" % (count, boxes, units[:-4], units[-4:])

def check_point(S, claim, kind, values, scope, steps):
    with at_line(scope): need(len(values) == len(S.parameters), "one value for each parameter")
    here, base, digits, result, classes = Node(S, claim, [(x, x) for x in values]), *[None] * 4
    p = 128
    for line, (name, *args) in steps:
        if classes and name != classes[3][0]:
            with at_line(classes[0]), precision(p):
                here, classes = here.about(classes[1], *classes[3][1:], classes[2]), None
        with at_line(line), precision(p):
            need(result is None, "something follows the end of the section")
            need(kind[0] in STEPS[name][0] and (digits is None or name not in ("digits", "inside"))
                 and (base is None or name != "versus"),
                 "this step does not belong in a section about a point")
            if name == "precision": p = args[0]
            elif name in PEELED: classes = (line, args[0] - 1, [], PEELED[name])
            elif name in ("class", "vectors"):
                need(classes, "a class stands outside a list of classes")
                classes[2].append(args)
            elif name == "memorization-dilation":
                here = here.about(args[0] - 1, MD, memorization_dilation, *args[1:])
            elif name == "digits": digits = args[0]
            elif name == "versus":
                i = here.index(args[0], "par")
                need(claim[0] == "monotone" and claim[3] == i, "another parameter's claim")
                base, here = here, Node(S, claim, here.with_range(i, (args[1], args[1])))
            elif name == "holds": result = here.holds(claim, digits)
            elif name == "inside": result = here.inside()
            elif name == "fails": result = here.fails(claim, base)
            else: here, = getattr(Node, name)(here, *args)
    with at_line(steps[-1][0] if steps else scope): need(result, "the section has no end")
    return result

def points_in_ranges(S):
    """All points within the ranges, or None where there may be others or are over 1000."""
    points = [[]]
    for _, whole, low, high in S.parameters:
        longer = []
        for point in points:
            a, b = (exact(S, t, point, {}) if t else None for t in (low, high))
            if a is None or b is None or not whole and a < b: return None
            if whole: a = -(-a // 1)
            if len(longer) + (b - a) // 1 + 1 > POINTS: return None
            longer += [point + [Fraction(a + n)] for n in range((b - a) // 1 + 1)]
        points = longer
    return points

def breaks_assumption(S, point):
    """Whether an assumption certainly fails at a point."""
    def fails(assumption):
        try:
            holds = holds_exactly(S, assumption, point)
            if holds is None: holds = Evaluator(S, [(x, x) for x in point], []).holds(assumption)
            return holds is False
        except Refused: return False
    with precision(128): return any(map(fails, S.assumptions))

def count_of_all(S, shown):
    """The number of points of the domain, where a claim is shown at each of them, else None."""
    try:
        points = shown and points_in_ranges(S)
        complete = points and all(tuple(p) in shown or breaks_assumption(S, p) for p in points)
    except Refused: return None
    return len(shown) if complete else None

def level(S, results):
    """How much the results about one claim show; for `supported`, the points of the domain."""
    def any_with(*start): return any(r.startswith(start) for r, *_ in results)
    if any_with("refuted"): return "refuted", None
    shown = {p for _, p, _ in results if p is not None}
    count = count_of_all(S, shown)
    if any_with("proved on ") or count: return "proved", count
    if any_with("proved but ") and not any_with("proved at ", "proved to "):
        return "shown in part", None
    return "supported" if any_with("proved") else "nothing shown", None

def rests(*axioms):
    names = sorted(set().union(*axioms))
    return "; rests on " + ", ".join(names) if names else ""

def check(S, data, accepts_supported=False):
    """The lines to print, and whether less is shown of a claim than the file expects."""
    results, claims = {name: [] for name, _ in S.claims}, dict(S.claims)
    lines, kinds, ends = [], {name: set() for name in results}, [
        t for q in S.parameters for t in q[2:]]
    for line, name, steps in read_certificate(data):
        with at_line(line): need(name in claims and steps, "no such claim, or nothing is said")
        (scope, (kind, *values)), *steps = steps
        with at_line(scope): need(kind in SCOPES, "there is no such scope")
        kinds[name].add(kind)
        USED.clear()
        T = S.about(name)
        if kind == "domain": result = check_domain(T, claims[name], scope, steps)
        elif kind == "contrary": result = check_contrary(T, claims[name], values, scope, steps)
        else: result = check_point(T, claims[name], kind, values, scope, steps)
        if any(t and t.mask >> PARAMETERS for t in [claims[name], *T.assumptions, *ends]):
            USED.add("gaussian-mean")
        exact = kind == "point" and result.startswith("proved") and not result.endswith(" digits")
        results[name].append((result, tuple(values) if exact else None, set(USED)))
        lines.append("claim %s: %s%s" % (name, result, rests(USED)))
    missing = []
    for (name, _), expected in zip(S.claims, S.expected):
        shown, count = level(S.about(name), results[name])
        if count: lines.append("claim %s: proved at %s of the domain%s" % (
            name, "the only point" if count == 1 else "all %d points" % count,
            rests(*(used for _, place, used in results[name] if place is not None))))
        enough = {"proved": ("proved", "supported" if accepts_supported else "proved"),
                  "supported": ("proved", "supported"), "refuted": ("refuted",)}
        if shown == "refuted" if expected == "undecided" else shown not in enough[expected]:
            missing.append("claim %s: %s, not %s" % (name, shown, expected))
    if set().union(*kinds.values()) == {"domain"} and (S.parameters or S.assumptions):
        lines.append("no point of the domain is shown")
    for name, conditions in S.conditions.items():
        same = (kinds[other] for other in kinds if S.conditions[other] == conditions)
        if conditions and kinds[name] and set().union(*same) == {"domain"}:
            lines.append("claim %s: no point of its domain is shown" % name)
    return lines + missing, bool(missing)

def read_file(path, limit):
    """The bytes of a regular file, at most one more than the limit."""
    with open(path, "rb", opener=lambda p, flags: os.open(p, flags | os.O_NONBLOCK)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("it is not a regular file")
        return file.read(limit + 1)

def give_up(*_):
    """When the time or the memory for files of this size is used up (section 12)."""
    os.write(1, b"GAVE UP\n")
    os._exit(4)

def run(arguments):
    accepts_supported = arguments[:2] == ["--accept", "supported"]
    paths = arguments[2 * accepts_supported:]
    if len(paths) != 2 or any(path.startswith("--") for path in paths):
        is_help = arguments in (["--help"], ["-h"])
        print(__doc__.strip(), file=sys.stdout if is_help else sys.stderr)
        return 0 if is_help else 64
    try:
        text = read_file(paths[0], FILE_BYTES)
        data = read_file(paths[1], CERTIFICATE_BYTES)
        valid(len(text) <= FILE_BYTES, "the file is too long")
        size = len(text) + len(data)
        signal.alarm(50 + size // 200)
        # The stack of the thread is part of the second GiB.
        resource.setrlimit(resource.RLIMIT_AS, ((2 << 30) + 256 * size, resource.RLIM_INFINITY))
        S = Parser(text.decode("utf-8"))
    except MemoryError: give_up()
    except OSError as error:
        print("check_certificate: cannot read a file: %s" % error, file=sys.stderr)
        return 65
    except (Invalid, UnicodeDecodeError, RecursionError) as error:
        print("%s:%s" % (paths[0], error), file=sys.stderr)
        return 65
    try: lines, is_incomplete = check(S, data, accepts_supported)
    except MemoryError: give_up()
    except (Rejected, RecursionError, OverflowError) as error:
        known = error.args if isinstance(error, Rejected) else (1, "too large for this checker")
        print("REJECTED line %d: %s" % known)
        return 3
    print("\n".join(lines + ["INCOMPLETE" if is_incomplete else "VERIFIED"]))
    return 2 if is_incomplete else 0

sys.setrecursionlimit(40000)
if hasattr(sys, "set_int_max_str_digits"): sys.set_int_max_str_digits(0)
if __name__ == "__main__":  # deep terms need a deep stack, which only a thread may have
    signal.signal(signal.SIGALRM, give_up)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    codes = []
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=lambda: codes.append(run(sys.argv[1:])))
    thread.start()
    thread.join()
    sys.exit(codes[0])
