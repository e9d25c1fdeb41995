namespace Serverless.Infra.Experiments;

/// <summary>Which records are asked for, and in which order.</summary>
public sealed record ExperimentQuery
{
    /// <summary>Name of the experiment; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>The first time of recording; null for the first of all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which it was recorded; null for now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A strategy or model that the run has; without a version, in any. Null for all.</summary>
    public ExperimentModel? Model { get; init; }

    /// <summary>What must hold, all of it.</summary>
    public IReadOnlyList<ExperimentCondition> Conditions { get; init; } = [];

    /// <summary>Field by which records are ordered, the largest first, those without it last; null for the newest first.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether <see cref="Sort"/> puts the smallest first.</summary>
    public bool Ascending { get; init; }

    /// <summary>Records behind this one, in the order of the query; null for those from the first on.</summary>
    public ExperimentKey? After { get; init; }

    /// <summary>Most records.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Whether a record is one of those that are asked for.</summary>
    public bool Matches(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Name is null || record.Name == Name)
            && (From is null || record.RecordedAt >= From)
            && (To is null || record.RecordedAt < To)
            && (Model is null || record.Models.Any(model => model.Name == Model.Name && (Model.Version.Length == 0 || model.Version == Model.Version)))
            && Conditions.All(condition => condition.Holds(record));
    }

    /// <summary>Orders records that match, and cuts them off at both ends.</summary>
    public IReadOnlyList<ExperimentRecord> Arrange(IEnumerable<ExperimentRecord> records)
    {
        var ordered = Order(records);
        return [.. (After is null ? ordered : ordered.SkipWhile(record => record.Key != After).Skip(1)).Take(Limit)];
    }

    private IEnumerable<ExperimentRecord> Order(IEnumerable<ExperimentRecord> records)
    {
        var newest = records.OrderByDescending(record => record.RecordedAt).ThenBy(record => record.Id, StringComparer.Ordinal).ThenBy(record => record.Name, StringComparer.Ordinal);
        if (Sort is null)
            return newest;
        var keyed = newest.Select(record => (record, Text: ExperimentField.Of(record, Sort))).Select(pair => (pair.record, pair.Text, Number: pair.Text is null ? null : ExperimentField.Number(pair.Text)));
        var present = keyed.OrderBy(key => key.Text is null ? 2 : key.Number is null ? 1 : 0);
        var ordered = Ascending
            ? present.ThenBy(key => key.Number).ThenBy(key => key.Text, StringComparer.Ordinal)
            : present.ThenByDescending(key => key.Number).ThenByDescending(key => key.Text, StringComparer.Ordinal);
        return ordered.Select(key => key.record);
    }
}
