namespace Serverless.Core.Validation.CrossValidation;

/// <summary>Shape of combinatorial purged cross-validation over bars.</summary>
public sealed record CombinatorialSettings
{
    /// <summary>N: consecutive groups of bars; at least 2.</summary>
    public int Groups { get; init; } = 10;

    /// <summary>k: groups tested at once, below <see cref="Groups"/>.</summary>
    public int TestGroups { get; init; } = 2;

    /// <summary>Bars for which a decision is at stake: so many are left out of training on both sides of a test; not negative.</summary>
    public int PurgeBars { get; init; }

    /// <summary>Bars left out of training after a test and its purge, for what indicators remember of it; not negative.</summary>
    public int EmbargoBars { get; init; }
}
