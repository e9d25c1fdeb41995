using System.Collections.Immutable;
using System.Globalization;
using Serverless.Core.Risk;
using Serverless.Core.Scoring;

namespace Serverless.Core.Lifecycle;

/// <summary>Holds a strategy against today's limits, whatever they were when it was found.</summary>
public static class LimitCompliance
{
    /// <summary>The limits that its parameters and figures violate; empty when there are none. Of a parameter the message names no value: it is stored where all may read.</summary>
    public static IReadOnlyList<LimitBreach> FindBreaches(ScorecardRow row, ImmutableSortedDictionary<string, double> parameters, LifecycleLimits limits)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(limits);
        var breaches = new List<LimitBreach>();
        foreach (var (name, value) in parameters)
        {
            foreach (var key in new[] { name, $"{row.Template}.{name}" })
            {
                if (limits.Parameters.TryGetValue(key, out var limit) && !limit.Allows(value))
                    breaches.Add(new($"parameter {key}", Text($"{name} is {(value < limit.Min ? "too small" : "too large")}; today's limit '{key}' allows {limit.Min?.ToString(CultureInfo.InvariantCulture) ?? "any"} to {limit.Max?.ToString(CultureInfo.InvariantCulture) ?? "any"}.")));
            }
        }

        if (!(row.MaxDrawdown <= limits.MaxDrawdown))
            breaches.Add(new(RiskLimitNames.Drawdown, Text($"its drawdown out-of-sample is {row.MaxDrawdown:P0}; the limit '{RiskLimitNames.Drawdown}' is {limits.MaxDrawdown:P0}.")));
        if (!(row.Volatility <= limits.MaxVolatility))
            breaches.Add(new("volatility", Text($"its volatility is {row.Volatility:P0}; the limit 'volatility' is {limits.MaxVolatility:P0}.")));
        return breaches;
    }

    /// <summary>The tightest limit on capital for one more strategy on <paramref name="symbol"/>, and how much it leaves, rounded down to the cent.</summary>
    /// <param name="symbol">Its instrument.</param>
    /// <param name="live">Instrument and capital of each live strategy.</param>
    /// <param name="capital">All capital.</param>
    /// <param name="limits">Shares of all capital.</param>
    public static (string Limit, decimal Room) RoomFor(string symbol, IReadOnlyList<(string Symbol, decimal Capital)> live, decimal capital, RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var rooms = new List<(string, decimal)>
        {
            (RiskLimitNames.Asset, Room(limits.MaxByAsset.GetValueOrDefault(symbol, limits.MaxAsset), one => one == symbol)),
            (RiskLimitNames.Gross, Room(limits.MaxGross, _ => true)),
        };
        if (limits.Classes.TryGetValue(symbol, out var ofSymbol) && limits.MaxByClass.TryGetValue(ofSymbol, out var most))
            rooms.Add((RiskLimitNames.Class, Room(most, one => limits.Classes.GetValueOrDefault(one) == ofSymbol)));
        return rooms.MinBy(room => room.Item2);

        decimal Room(double share, Func<string, bool> counts) =>
            Math.Max(0, Cents.Down((capital * (decimal)share) - live.Where(one => counts(one.Symbol)).Sum(one => one.Capital)));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
