using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What a rule found: which figure passed which threshold, and what follows.</summary>
public sealed record Finding
{
    /// <summary>The rule.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>What it is about: id of a strategy, two ids with a plus between them, a symbol, <c>portfolio</c> or <c>benchmark</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>How soon a person must look.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The figure; see <see cref="Cause"/> for its unit. Null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>What it is held against.</summary>
    public double? Threshold { get; init; }

    /// <summary>Which metric, for rules that look at several; null for the others.</summary>
    public string? Metric { get; init; }

    /// <summary>One sentence: the figure, the threshold, since when.</summary>
    public required string Cause { get; init; }

    /// <summary>One sentence: the one next thing to do, by whom.</summary>
    public required string NextAction { get; init; }

    /// <summary>What the platform asks of the strategy by itself; null when nothing.</summary>
    public LifecycleTrigger? Trigger { get; init; }

    /// <summary>Strategies that must be evaluated again, by id.</summary>
    public IReadOnlyList<string> Affected { get; init; } = [];

    /// <summary>By when; null without an evaluation.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The same finding has the same key as long as it lasts, for example <c>metric-drift/turnover/sma-cross-btcusdt-3f9a1c2b</c>.</summary>
    [JsonIgnore]
    public string Key => Metric is null ? $"{Kind.Name()}/{Subject}" : $"{Kind.Name()}/{Metric}/{Subject}";
}
