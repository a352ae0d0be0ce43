#!/usr/bin/env python3
"""The anchor of whole solutions: the positive layer-peeled model to many digits, over python-flint.

refine_flint.py N K M DIGITS prints the minimum; without arguments, the versions.

The same method as Sources/Solvers, as one would write it with numpy and python-flint: random starts descend
in double precision (numpy), then gradients at growing precision (arb_mat) with Newton corrections in double
precision from the Hessian on the variables off their bound, which is decomposed once. docs/models.md states
the model and the closed form that the result must meet.
"""

import sys

import flint
import numpy as np
from flint import arb, arb_mat, ctx

ALPHA, LAMBDA_W, LAMBDA_H = (1, 10), (1, 100), (1, 100)
STARTS, START_SCALES, SEED = 8, (3, 10, 1), 1
GUARD_BITS = 64


class Model:
    """The sizes, the targets Y and the factors of |W|^2 and |H|^2, in doubles."""

    def __init__(self, N, K, M):
        self.N, self.M, self.n = N, M, N * K
        alpha, weight_decay, feature_decay = (p / q for p, q in (ALPHA, LAMBDA_W, LAMBDA_H))
        self.own = np.arange(self.n) // K
        self.targets = np.full((N, self.n), alpha / N)
        self.targets[self.own, np.arange(self.n)] += 1 - alpha
        self.decay_w, self.decay_h = weight_decay, feature_decay / self.n

    def probabilities(self, W, H):
        logits = W @ H
        logits -= logits.max(axis=0)
        exponentials = np.exp(logits)
        sums = exponentials.sum(axis=0)
        return logits, exponentials / sums, np.log(sums)

    def loss_and_gradient(self, W, H):
        logits, P, logarithms = self.probabilities(W, H)
        fit = (logarithms.sum() - (self.targets * logits).sum()) / self.n
        G = (P - self.targets) / self.n
        loss = fit + self.decay_w * (W * W).sum() + self.decay_h * (H * H).sum()
        return loss, G @ H.T + 2 * self.decay_w * W, W.T @ G + 2 * self.decay_h * H

    def hessian(self, W, H, is_free):
        """The second derivatives with respect to W, row by row, and the free entries of H."""
        N, M, n = self.N, self.M, self.n
        _, P, _ = self.probabilities(W, H)
        G = (P - self.targets) / n
        # Derivatives of each column of G with respect to its logits.
        S = (np.einsum("ij,ic->cij", np.eye(N), P) - np.einsum("ic,jc->cij", P, P)) / n
        ww = np.einsum("kc,cij,lc->ikjl", H, S, H, optimize=True)
        wh = np.einsum("kc,cij,jl->iklc", H, S, W, optimize=True)
        wh[:, np.arange(M), np.arange(M), :] += G[:, None, :]
        hh = np.zeros((M, n, M, n))
        hh[:, np.arange(n), :, np.arange(n)] = np.einsum("ik,cij,jl->ckl", W, S, W, optimize=True)
        free = np.flatnonzero(is_free)
        ww = ww.reshape(N * M, N * M) + 2 * self.decay_w * np.eye(N * M)
        wh = wh.reshape(N * M, M * n)[:, free]
        hh = hh.reshape(M * n, M * n)[np.ix_(free, free)] + 2 * self.decay_h * np.eye(len(free))
        return np.block([[ww, wh], [wh.T, hh]])


def descend(model, W, H, steps=2000, tolerance=1e-9):
    """Spectral projected gradients with a line search over the last ten values; W is free, H >= 0."""
    loss, gW, gH = model.loss_and_gradient(W, H)
    losses, length = [loss], 1.0
    for _ in range(steps):
        if (
            np.sqrt((gW * gW).sum() + (np.where(H > 0, gH, np.minimum(gH, 0)) ** 2).sum())
            < tolerance
        ):
            break
        dW, dH = -length * gW, np.maximum(H - length * gH, 0) - H
        slope = (gW * dW).sum() + (gH * dH).sum()
        fraction = 1.0
        while True:
            new_loss, new_gW, new_gH = model.loss_and_gradient(W + fraction * dW, H + fraction * dH)
            if new_loss <= max(losses[-10:]) + 1e-4 * fraction * slope or fraction < 1e-12:
                break
            fraction /= 2
        sW, sH = fraction * dW, fraction * dH
        curvature = (sW * (new_gW - gW)).sum() + (sH * (new_gH - gH)).sum()
        length = ((sW * sW).sum() + (sH * sH).sum()) / curvature if curvature > 0 else 100.0
        W, H, gW, gH = W + sW, H + sH, new_gW, new_gH
        losses.append(new_loss)
    return losses[-1], W, H


def best_of_starts(model):
    random = np.random.default_rng(SEED)
    ends = []
    for start in range(STARTS):
        scale = START_SCALES[start % 3] / np.sqrt(model.M)
        W = scale * random.standard_normal((model.N, model.M))
        H = scale * np.abs(random.standard_normal((model.M, model.n)))
        ends.append(descend(model, W, H))
    return min(ends, key=lambda end: end[0])


class Correction:
    """Newton corrections with one Hessian: its pseudo-inverse on the variables off their bound.

    Directions in which nothing changes (rotations among the features of a class) have no curvature and
    no gradient, and get no correction.
    """

    def __init__(self, model, W, H):
        self.shapes = W.shape, H.shape
        self.is_free = H > 0
        values, vectors = np.linalg.eigh(model.hessian(W, H, self.is_free))
        kept = values > 1e-9 * values[-1]
        self.inverse = (vectors[:, kept] / values[kept]) @ vectors[:, kept].T

    def free(self, gW, gH):
        return np.concatenate([gW.ravel(), gH[self.is_free]])

    def __call__(self, gW, gH):
        step = -self.inverse @ self.free(gW, gH)
        dW, dH = step[: gW.size].reshape(self.shapes[0]), np.zeros(self.shapes[1])
        dH[self.is_free] = step[gW.size :]
        return dW, dH


def softmax_columns(model, logits, targets):
    """G = (P - Y)/n row by row, and the sum of the columns' cross-entropies, from a list of logits."""
    N, n = model.N, model.n
    own_target, other_target = targets
    residual, total = [None] * (N * n), arb(0)
    approximate = np.array([float(z) for z in logits]).reshape(N, n)
    for c in range(n):
        shift = logits[int(approximate[:, c].argmax()) * n + c].mid()
        column = [logits[k * n + c] - shift for k in range(N)]
        exponentials = [z.exp() for z in column]
        total_exponential = sum(exponentials[1:], exponentials[0])
        total += total_exponential.log()
        scale = 1 / (total_exponential * n)
        for k in range(N):
            target = own_target if k == model.own[c] else other_target
            total -= target * column[k]
            residual[k * n + c] = exponentials[k] * scale - target / n
    return arb_mat(N, n, residual), total


def squared_norm(matrix):
    return sum((x * x for x in matrix.entries()), arb(0))


def evaluate(model, W, H):
    """Loss and gradient at the precision of the context."""
    n = model.n
    alpha, decay_w, decay_h = (arb(p) / q for p, q in (ALPHA, LAMBDA_W, LAMBDA_H))
    other = alpha / model.N
    G, total = softmax_columns(model, (W * H).entries(), (1 - alpha + other, other))
    loss = total / n + decay_w * squared_norm(W) + decay_h / n * squared_norm(H)
    return loss, G * H.transpose() + W * (2 * decay_w), W.transpose() * G + H * (2 * decay_h / n)


def scaled_doubles(matrix, exponent):
    """2^exponent times the entries, in double precision."""
    factor = arb(2) ** exponent
    return np.array([float(x * factor) for x in matrix.entries()]).reshape(
        matrix.nrows(), matrix.ncols()
    )


def moved(matrix, step, exponent):
    scaled = arb_mat(*step.shape, step.ravel().tolist()) * (arb(2) ** -exponent)
    return (matrix + scaled).mid()


def refine(model, W, H, digits):
    """Newton steps from the double-precision point until the gradient is below 10^-(digits + 3)."""
    goal = int((digits + 3) * 3.3219280948873626) + 1
    H = np.where(H < 1e-6 * H.max(), 0, H)
    correction = Correction(model, W, H)
    for _ in range(3):  # what double precision gives
        _, gW, gH = model.loss_and_gradient(W, H)
        dW, dH = correction(gW, gH)
        W, H = W + dW, H + dH
    correction = Correction(model, W, H)
    reached, exponent = 45, 45
    preciseW, preciseH = arb_mat(W.tolist()), arb_mat(H.tolist())
    for _ in range(20 + digits):
        ctx.prec = min(reached, goal) + 53 + GUARD_BITS
        loss, gradientW, gradientH = evaluate(model, preciseW, preciseH)
        gW, gH = scaled_doubles(gradientW, exponent), scaled_doubles(gradientH, exponent)
        size = float(np.linalg.norm(correction.free(gW, gH)))
        bits = exponent - int(np.log2(size)) if size > 0 else goal
        if bits >= goal and ctx.prec >= goal + GUARD_BITS:
            return loss
        dW, dH = correction(gW, gH)
        preciseW, preciseH = moved(preciseW, dW, exponent), moved(preciseH, dH, exponent)
        reached, exponent = bits + 45, bits + 40
    raise SystemExit("the refinement did not converge")


def closed_form(model):
    """The global minimum for M >= N (docs/models.md)."""
    N = model.N
    alpha, decay_w, decay_h = (arb(p) / q for p, q in (ALPHA, LAMBDA_W, LAMBDA_H))
    s = alpha * (N - 1) / N + 2 * (decay_w * decay_h * (N - 1)).sqrt()
    t = ((N - 1) * (1 - s) / s).log()
    return s * t + ((N - 1) * (-t).exp()).log1p()


def main():
    if len(sys.argv) == 1:
        return print(
            f"{flint.__version__} (FLINT {flint.__FLINT_VERSION__}), numpy {np.__version__}"
        )
    N, K, M, digits = map(int, sys.argv[1:])
    model = Model(N, K, M)
    loss, W, H = best_of_starts(model)
    minimum = refine(model, W, H, digits)
    ctx.prec = int(3.33 * digits) + GUARD_BITS
    difference = abs(minimum.mid() - closed_form(model))
    if not difference < arb(10) ** -digits:
        raise SystemExit(f"the minimum found is off by {difference}")
    print(minimum.str(digits, radius=False))


if __name__ == "__main__":
    main()
