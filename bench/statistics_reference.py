"""Seconds that numpy takes for the statistics of `bench -- statistics`: one line for each, name and median of three runs."""
import itertools
import time

import numpy as np

DAYS, STRATEGIES, BLOCK = 1000, 200, 10


def stationary(rng, n, mean_length):
    restart = rng.random(n) < 1 / mean_length
    restart[0] = True
    starts = rng.integers(0, n, n)
    last = np.maximum.accumulate(np.where(restart, np.arange(n), 0))
    return (starts[last] + np.arange(n) - last) % n


def omega(returns, mean_length):
    n = len(returns)
    deviations = returns - returns.mean(0)
    stay = 1 - 1 / mean_length
    lags = np.arange(1, n)
    weights = (1 - lags / n) * stay**lags + lags / n * stay ** (n - lags)
    variance = (deviations**2).mean(0)
    for lag, weight in zip(lags, weights):
        if weight >= 1e-16:
            variance = variance + 2 * weight * (deviations[lag:] * deviations[:-lag]).sum(0) / n
    return np.sqrt(variance)


def spa(returns, rng, replications=1000):
    n = len(returns)
    means, scale = returns.mean(0), omega(returns, BLOCK)
    centres = np.where(means >= -scale * np.sqrt(2 * np.log(np.log(n)) / n), means, 0)
    statistic = max(0, (np.sqrt(n) * means / scale).max())
    counts = np.stack([np.bincount(stationary(rng, n, BLOCK), minlength=n) for _ in range(replications)])
    resampled = counts @ returns / n
    return ((np.sqrt(n) * (resampled - centres) / scale).max(1) > statistic).mean()


def pbo(returns, blocks=16):
    length = len(returns) // blocks
    parts = returns[len(returns) % blocks :].reshape(blocks, length, -1)
    sums, squares = parts.sum(1), (parts**2).sum(1)
    count = length * blocks // 2
    overfitted = splits = 0
    for chosen in itertools.combinations(range(blocks), blocks // 2):
        inside = np.zeros(blocks, bool)
        inside[list(chosen)] = True

        def sharpe(mask):
            mean = sums[mask].sum(0) / count
            return mean / np.sqrt((squares[mask].sum(0) - count * mean**2) / (count - 1))

        outside = sharpe(~inside)
        rank = (outside < outside[sharpe(inside).argmax()]).sum() + 1
        overfitted += rank <= (returns.shape[1] + 1) / 2
        splits += 1
    return overfitted / splits


def bootstrap(series, rng, paths=10000):
    n = len(series)
    sharpes = np.empty(paths)
    for path in range(paths):
        starts = rng.integers(0, n, -(-n // BLOCK))
        resampled = series[((starts[:, None] + np.arange(BLOCK)) % n).ravel()[:n]]
        sharpes[path] = resampled.mean() / resampled.std(ddof=1)
    return sharpes.mean()


def seconds(work):
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return sorted(times)[1]


def main():
    rng = np.random.default_rng(1)
    returns = 0.0003 + 0.01 * rng.standard_normal((DAYS, STRATEGIES))
    print("spa", seconds(lambda: spa(returns, rng)))
    print("pbo", seconds(lambda: pbo(returns)))
    print("bootstrap", seconds(lambda: bootstrap(returns[:, 0], rng)))


main()
