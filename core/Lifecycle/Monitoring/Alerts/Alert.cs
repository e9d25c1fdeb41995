using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle.Monitoring.Alerts;

/// <summary>Something that a person must look at: opened when a rule finds it, closed when the rule no longer does.</summary>
public sealed record Alert
{
    /// <summary>The finding's <see cref="Finding.Key"/>; of one key at most one alert is open.</summary>
    public required string Key { get; init; }

    /// <summary>The rule, in kebab case.</summary>
    public required string Rule { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>How soon to look: the gravest so far.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>What was found last.</summary>
    public required string Cause { get; init; }

    /// <summary>The one next thing to do.</summary>
    public required string NextAction { get; init; }

    /// <summary>When it was found first.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was found last.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it was no longer found; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who takes care of it; null when nobody has said so.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When somebody did.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>What the webhook has not been told yet; null when it knows all.</summary>
    public AlertNews? Pending { get; init; }

    /// <summary>Whether it is open.</summary>
    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;

    /// <summary>Opens the alert of a finding.</summary>
    public static Alert Open(Finding finding, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new Alert
        {
            Key = finding.Key,
            Rule = finding.Kind.Name(),
            Subject = finding.Subject,
            Severity = finding.Severity,
            Cause = finding.Cause,
            NextAction = finding.NextAction,
            OpenedAt = now,
            LastSeenAt = now,
            Pending = AlertNews.Opened,
        };
    }

    /// <summary>The alert when it is found again: told anew only when it has become graver, for which nobody has taken care yet.</summary>
    public Alert SeenAgain(Finding finding, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var seen = this with { Cause = finding.Cause, NextAction = finding.NextAction, LastSeenAt = now };
        return finding.Severity <= Severity
            ? seen
            : seen with { Severity = finding.Severity, AcknowledgedBy = null, AcknowledgedAt = null, Pending = Pending ?? AlertNews.Escalated };
    }

    /// <summary>The alert when it is no longer found. One of which nobody was told yet is still told, as closed.</summary>
    public Alert Close(DateTimeOffset now) => this with { ClosedAt = now, Pending = AlertNews.Closed };
}
