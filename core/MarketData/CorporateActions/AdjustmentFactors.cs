using System.Collections.Immutable;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>The corporate actions of one instrument as a table of factors over consecutive spans of dates. Immutable.</summary>
public sealed class AdjustmentFactors
{
    // Factor files round to seven decimals, which is no split and no dividend.
    private const double Noise = 2e-6;

    /// <summary>Takes the rows of a table.</summary>
    /// <param name="first">First date that the table covers; before it the instrument did not exist, or its actions are unknown.</param>
    /// <param name="rows">At least one row, in ascending order of dates that are not before <paramref name="first"/>.</param>
    /// <exception cref="ArgumentException">Rows are missing, out of order, or hold a factor that is not positive; the message names the
    /// row.</exception>
    public AdjustmentFactors(DateOnly first, IEnumerable<AdjustmentRow> rows)
    {
        Rows = [.. rows];
        First = first;
        if (Rows.IsEmpty)
            throw new ArgumentException("A table of factors has at least one row.", nameof(rows));
        for (var i = 0; i < Rows.Length; i++)
        {
            if (i == 0 ? Rows[i].Through < first : Rows[i].Through <= Rows[i - 1].Through)
                throw new ArgumentException($"Row {i} ({Rows[i].Through:yyyy-MM-dd}) is not after what comes before it.", nameof(rows));
            if (!IsPositive(Rows[i].PriceFactor) || !IsPositive(Rows[i].SplitFactor) || !(Rows[i].ReferencePrice >= 0))
                throw new ArgumentException($"Row {i} ({Rows[i].Through:yyyy-MM-dd}) has a factor or price that is not positive.", nameof(rows));
        }
    }

    /// <summary>First date that the table covers.</summary>
    public DateOnly First { get; }

    /// <summary>Last date that the table covers; far ahead where the source takes its last factors to hold for ever.</summary>
    public DateOnly Last => Rows[^1].Through;

    /// <summary>The spans, in ascending order.</summary>
    public ImmutableArray<AdjustmentRow> Rows { get; }

    /// <summary>The splits between the spans, to the precision of the factors.</summary>
    public IReadOnlyList<ShareSplit> Splits() =>
    [
        .. Rows.Zip(Rows.Skip(1))
            .Where(pair => Differ(pair.First.SplitFactor, pair.Second.SplitFactor))
            .Select(pair => new ShareSplit(ExDate(pair.First), pair.Second.SplitFactor / pair.First.SplitFactor)),
    ];

    /// <summary>The dividends between the spans, to the precision of the factors and reference prices.</summary>
    public IReadOnlyList<CashDividend> Dividends() =>
    [
        .. Rows.Zip(Rows.Skip(1))
            .Where(pair => Differ(pair.First.PriceFactor, pair.Second.PriceFactor))
            .Select(pair => new CashDividend(
                ExDate(pair.First), pair.First.ReferencePrice * (1 - (pair.First.PriceFactor / pair.Second.PriceFactor)))),
    ];

    private static DateOnly ExDate(AdjustmentRow before) => TradingCalendar.For(Market.UsEquities).OnOrAfter(before.Through.AddDays(1)).Date;

    private static bool Differ(double before, double after) => Math.Abs((after / before) - 1) > Noise;

    private static bool IsPositive(double factor) => factor > 0 && double.IsFinite(factor);
}
