using System.Collections.Immutable;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>What a sweep runs.</summary>
/// <param name="Subject">The strategy with its settings.</param>
/// <param name="Bars">The series.</param>
/// <param name="Range">Bars to trade; those before it warm indicators up, those after it are not read.</param>
/// <param name="Sets">The parameter sets, each once.</param>
public sealed record SweepPlan(ISweepSubject Subject, BarSeries Bars, Range Range, IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets)
{
    /// <summary>
    /// Hash of what the rows depend on beside their parameters: strategy, settings, the data up to the last bar to trade, and the first. 64
    /// lower-case hexadecimal digits. A grid that was made larger has the key of the smaller one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the series.</exception>
    public string Key
    {
        get
        {
            var (start, length) = Range.GetOffsetAndLength(Bars.Count);
            return ConfigurationHash.Of(new { Schema = 1, Subject = Subject.Key, Data = ContentHash.Of(Bars.Slice(0, start + length)), Start = start });
        }
    }
}
