using System.Collections.Immutable;

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
        [DataDefect.Banner] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.MissingColumn] = [DefectAction.RefuseFile],
        [DataDefect.FieldCount] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.BadTime] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.BadNumber] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NotFinite] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NonPositivePrice] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.NegativeVolume] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.InconsistentPrices] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Descending] = [DefectAction.Repair, DefectAction.RefuseFile],
        [DataDefect.OutOfOrder] = [DefectAction.QuarantineRow, DefectAction.Repair, DefectAction.RefuseFile],
        [DataDefect.DuplicateIdentical] = [DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.DuplicateDiffering] = [DefectAction.RefuseFile, DefectAction.QuarantineRow],
        [DataDefect.Timeframe] = [DefectAction.RefuseFile],
        [DataDefect.OffGrid] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Gap] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.BadTick] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.Outlier] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.Fabricated] = [DefectAction.QuarantineRow, DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.StaleRun] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.ZeroVolume] = [DefectAction.Flag, DefectAction.QuarantineRow, DefectAction.RefuseFile],
        [DataDefect.VolumeBreak] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.UnadjustedSplit] = [DefectAction.Flag, DefectAction.RefuseFile],
        [DataDefect.TickerReuse] = [DefectAction.RefuseFile, DefectAction.Flag],
        [DataDefect.TooManyQuarantined] = [DefectAction.RefuseFile, DefectAction.Flag],
        [DataDefect.Superseded] = [DefectAction.RefuseFile],
    };

    private ImmutableDictionary<DataDefect, DefectAction> actions = Rules.ToImmutableDictionary(rule => rule.Key, rule => rule.Value[0]);

    private ImportPolicy()
    {
    }

    /// <summary>
    /// Unusable rows are quarantined; a file with a missing column, with rows that contradict each other at the same time, or with more
    /// than 1 % of its rows quarantined is refused; a descending file is turned round and flagged; gaps are flagged.
    /// </summary>
    public static ImportPolicy Default { get; } = new();

    /// <summary>Largest share of quarantined rows that a file may have, 0 … 1. One quarantined row is always allowed.</summary>
    public double MaxQuarantinedShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxQuarantinedShare)} is a share from 0 to 1.");
    }

        = 0.01;

    /// <summary>What is done about <paramref name="defect"/>.</summary>
    public DefectAction ActionFor(DataDefect defect) => actions[defect];

    /// <summary>
    /// This policy with another action. <see cref="DefectAction.QuarantineRow"/> for duplicates keeps the row furthest down the file.
    /// </summary>
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
