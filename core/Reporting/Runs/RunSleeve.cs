namespace Serverless.Core.Reporting.Runs;

/// <summary>A strategy or model of a run.</summary>
public sealed record RunSleeve
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; null where strategies have none.</summary>
    public string? Version { get; init; }

    /// <summary>Its share of the account's equity at each step, or one value for all.</summary>
    public required double[] Budget { get; init; }

    /// <summary>What it has made by each step, costs and open positions included, in quote currency.</summary>
    public required double[] Profit { get; init; }

    /// <summary>Why it was closed out; null when it finished.</summary>
    public string? Failure { get; init; }
}
