using System.Collections.Immutable;
using Serverless.Core.MarketData.Quality;

namespace Serverless.Core.MarketData;

/// <summary>What an import does about each kind of defect.</summary>
public sealed record ImportPolicy
{
    // The actions that a defect allows, the default first.
    private static readonly Dictionary<DataDefect, DefectAction[]> Rules = new()
    {
        [DataDefect.Unreadable] = [DefectAction.RefuseFile],
        [DataDefect.Empty] = [DefectAction.RefuseFile],
        [DataDefect.NoHeader] = [DefectAction.RefuseFile],
        [DataDefect.Mapping] = [DefectAction.RefuseFile],
        [DataDefect.Banner] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.MissingColumn] = [DefectAction.RefuseFile],
        [DataDefect.FieldCount] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.BadTime] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.BadNumber] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NotFinite] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NonPositivePrice] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NegativeVolume] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.InconsistentPrices] = [DefectAction.Repair, DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.Descending] = [DefectAction.Repair, DefectAction.RefuseFile],
        [DataDefect.OutOfOrder] = [DefectAction.QuarantineRow, DefectAction.Repair, DefectAction.RefuseFile],
        [DataDefect.DuplicateIdentical] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.DuplicateDiffering] = [DefectAction.Repair, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.MissingValue] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.NoVolume] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.CloseOnly] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.QuoteVolume] = [DefectAction.Repair, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.MixedTimeUnits] = [DefectAction.Repair, DefectAction.RefuseFile],
        [DataDefect.EndLabels] = [DefectAction.Repair, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Jitter] = [DefectAction.Repair, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.ShiftedTimes] = [DefectAction.Repair, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.CopiedRows] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Unsupported] = [DefectAction.RefuseFile],
        [DataDefect.Timeframe] = [DefectAction.RefuseFile],
        [DataDefect.OffGrid] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Gap] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.BadTick] = [DefectAction.Repair, DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.Outlier] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.Fabricated] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.StaleRun] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.ZeroVolume] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.VolumeBreak] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.UnadjustedSplit] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.TickerReuse] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.TooManyQuarantined] = [DefectAction.RefuseFile, DefectAction.Flag],
        [DataDefect.Superseded] = [DefectAction.RefuseFile],
    };

    private ImmutableDictionary<DataDefect, DefectAction> actions = Rules.ToImmutableDictionary(rule => rule.Key, rule => rule.Value[0]);

    private ImportPolicy()
    {
    }

    /// <summary>What can be repaired without a doubt is repaired; rows that cannot be used are left out; what may be real is kept and flagged;
    /// files that tell nothing, or of which more than 1 % of the rows cannot be read, are refused. docs/market-data.md has the table.</summary>
    public static ImportPolicy Default { get; } = new();

    /// <summary>Largest share of rows that cannot be read in a file that is not refused, 0 … 1. One such row is always allowed.</summary>
    public double MaxQuarantinedShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxQuarantinedShare)} is a share from 0 to 1.");
    }

        = 0.01;

    /// <summary>From where on the detectors of <see cref="SeriesQuality"/> report.</summary>
    public QualityThresholds Thresholds { get; init; } = QualityThresholds.Default;

    /// <summary>What is done about <paramref name="defect"/>.</summary>
    public DefectAction ActionFor(DataDefect defect) => actions[defect];

    /// <summary>This policy with another action for one defect.</summary>
    /// <exception cref="ArgumentException">The action does not fit the defect: it would keep data that cannot be used, or there is no rule
    /// by which to repair them.</exception>
    public ImportPolicy With(DataDefect defect, DefectAction action)
    {
        var allowed = Rules[defect];
        if (!allowed.Contains(action))
            throw new ArgumentException($"{defect} cannot be met with {action}; choose {string.Join(" or ", allowed)}.", nameof(action));
        return this with { actions = actions.SetItem(defect, action) };
    }
}
