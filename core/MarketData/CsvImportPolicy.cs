using System.Collections.Immutable;

namespace Serverless.Core.MarketData;

/// <summary>What an import does about each kind of defect.</summary>
public sealed record CsvImportPolicy
{
    private static readonly Dictionary<DataDefect, (DefectAction Mildest, DefectAction Usual)> Rules = new()
    {
        [DataDefect.Unreadable] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
        [DataDefect.Empty] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
        [DataDefect.NoHeader] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
        [DataDefect.Banner] = (DefectAction.Flag, DefectAction.Flag),
        [DataDefect.MissingColumn] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
        [DataDefect.FieldCount] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.BadTime] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.BadNumber] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.NotFinite] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.NonPositivePrice] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.NegativeVolume] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.InconsistentPrices] = (DefectAction.Flag, DefectAction.QuarantineRow),
        [DataDefect.Descending] = (DefectAction.Flag, DefectAction.Flag),
        [DataDefect.OutOfOrder] = (DefectAction.Flag, DefectAction.QuarantineRow),
        [DataDefect.DuplicateIdentical] = (DefectAction.QuarantineRow, DefectAction.QuarantineRow),
        [DataDefect.DuplicateDiffering] = (DefectAction.QuarantineRow, DefectAction.RefuseFile),
        [DataDefect.Timeframe] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
        [DataDefect.OffGrid] = (DefectAction.Flag, DefectAction.Flag),
        [DataDefect.Gap] = (DefectAction.Flag, DefectAction.Flag),
        [DataDefect.TooManyQuarantined] = (DefectAction.Flag, DefectAction.RefuseFile),
        [DataDefect.Superseded] = (DefectAction.RefuseFile, DefectAction.RefuseFile),
    };

    private ImmutableDictionary<DataDefect, DefectAction> actions = Rules.ToImmutableDictionary(rule => rule.Key, rule => rule.Value.Usual);

    private CsvImportPolicy()
    {
    }

    /// <summary>
    /// Unusable rows are quarantined; a file with a missing column, with rows that contradict each other at the same time, or with more
    /// than 1 % of its rows quarantined is refused; a descending file is turned round and flagged; gaps are flagged.
    /// </summary>
    public static CsvImportPolicy Default { get; } = new();

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
    /// This policy with another action. <see cref="DefectAction.Flag"/> for <see cref="DataDefect.OutOfOrder"/> sorts the rows;
    /// <see cref="DefectAction.QuarantineRow"/> for duplicates keeps the row furthest down the file.
    /// </summary>
    /// <exception cref="ArgumentException">The action is too mild: it would keep data that cannot be used.</exception>
    public CsvImportPolicy With(DataDefect defect, DefectAction action)
    {
        var mildest = Rules[defect].Mildest;
        if (action < mildest)
            throw new ArgumentException($"{defect} leaves nothing to use: the mildest action is {mildest}, not {action}.", nameof(action));
        return this with { actions = actions.SetItem(defect, action) };
    }
}
