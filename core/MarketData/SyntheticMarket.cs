using Serverless.Core.Randomness;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>
/// Bars of a market that does not exist, for demonstrations and tests: a price that switches between bull, quiet and bear regimes, whose
/// volatility clusters (GARCH(1,1) around each regime's level), and volume that grows with it. Symbol, timeframe and seed decide every
/// bit, on any machine; a longer run begins with the shorter one. No gaps.
/// </summary>
public static class SyntheticMarket
{
    private const int StepsPerBar = 8;
    private const double Persistence = 0.88;
    private const double Reaction = 0.10;

    // Annual drift and volatility, and mean days of stay: the order of what large crypto-assets showed from 2017 to 2025.
    private static readonly (double Drift, double Volatility, double Days)[] Regimes =
        [(0.9, 0.55, 60), (0.05, 0.35, 45), (-0.8, 0.85, 30)];

    /// <summary>Makes <paramref name="count"/> bars without gaps from <paramref name="start"/> on.</summary>
    /// <param name="symbol">Name of the instrument; every symbol is a market of its own.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <param name="start">UTC open time of the first bar, a multiple of the timeframe since midnight.</param>
    /// <param name="count">Number of bars, not negative.</param>
    /// <param name="seed">Any value.</param>
    /// <exception cref="ArgumentException"><paramref name="start"/> is off the timeframe's grid.</exception>
    public static BarSeries Generate(string symbol, Timeframe timeframe, DateTimeOffset start, int count, long seed)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (BarClock.OpenOf(start.UtcTicks, timeframe.Length()) != start.UtcTicks)
            throw new ArgumentException($"{start:O} is not the open of a {timeframe} bar.", nameof(start));

        var random = new SeededRandom(seed).Fork(symbol).Fork(timeframe.ToString());
        var rows = new BarRows();
        var stepsPerYear = timeframe.BarsPerYear(Market.Crypto) * StepsPerBar;
        var barsPerDay = TimeSpan.FromDays(1) / timeframe.Length();
        var regime = random.NextInt(Regimes.Length);
        var price = 100 + (9_900 * random.NextDouble());
        var usualVolume = 100 + (9_900 * random.NextDouble());
        var excess = 1.0; // present variance over the regime's
        for (var i = 0; i < count; i++)
        {
            if (random.NextDouble() * Regimes[regime].Days * barsPerDay < 1)
                regime = (regime + 1 + random.NextInt(Regimes.Length - 1)) % Regimes.Length;
            var (drift, volatility, _) = Regimes[regime];
            var deviation = volatility * Math.Sqrt(excess / stepsPerYear);
            var (open, high, low) = (Cents(price), price, price);
            var squares = 0.0;
            for (var step = 0; step < StepsPerBar; step++)
            {
                var shock = random.NextGaussian();
                // A step of more than half the price would be a different kind of event than diffusion; a price below one would drown in
                // its cents.
                price = Math.Max(1, price * (1 + Math.Clamp((drift / stepsPerYear) + (deviation * shock), -0.5, 0.5)));
                high = Math.Max(high, price);
                low = Math.Min(low, price);
                squares += shock * shock;
            }

            var surprise = squares / StepsPerBar;
            var volume = usualVolume * (0.5 + random.NextDouble()) * Math.Sqrt(excess) * surprise;
            excess = 1 - Persistence - Reaction + (Persistence * excess) + (Reaction * excess * surprise);
            var time = start.UtcTicks + (i * timeframe.Length().Ticks);
            rows.Add(i, time, open, Math.Max(open, Cents(high)), Math.Min(open, Cents(low)), Cents(price), Cents(volume));
        }

        return rows.ToSeries(symbol, timeframe);
    }

    private static double Cents(double value) => Math.Round(value, 2, MidpointRounding.ToEven);
}
