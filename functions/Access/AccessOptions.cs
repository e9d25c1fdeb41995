namespace Serverless.Functions.Access;

/// <summary>
/// Secrets that stand for roles, from the settings <c>Access:ViewerKey</c>, <c>Access:AnalystKey</c>, <c>Access:OperatorKey</c>,
/// <c>Access:PortfolioManagerKey</c> and <c>Access:ComplianceKey</c>.
/// A role without a key can't be had; with none set, only health probes answer.
/// </summary>
public sealed class AccessOptions
{
    /// <summary>Secret of <see cref="Role.Viewer"/>, at least 32 characters.</summary>
    public string? ViewerKey { get; set; }

    /// <summary>Secret of <see cref="Role.Analyst"/>, at least 32 characters.</summary>
    public string? AnalystKey { get; set; }

    /// <summary>Secret of <see cref="Role.Operator"/>, at least 32 characters.</summary>
    public string? OperatorKey { get; set; }

    /// <summary>Secret of <see cref="Role.PortfolioManager"/>, at least 32 characters.</summary>
    public string? PortfolioManagerKey { get; set; }

    /// <summary>Secret of <see cref="Role.Compliance"/>, at least 32 characters.</summary>
    public string? ComplianceKey { get; set; }

    /// <summary>The secret of each role, the highest role first; null where there is none.</summary>
    internal IReadOnlyList<(Role Role, string Setting, string? Key)> Keys =>
    [
        (Role.PortfolioManager, nameof(PortfolioManagerKey), PortfolioManagerKey),
        (Role.Compliance, nameof(ComplianceKey), ComplianceKey),
        (Role.Operator, nameof(OperatorKey), OperatorKey),
        (Role.Analyst, nameof(AnalystKey), AnalystKey),
        (Role.Viewer, nameof(ViewerKey), ViewerKey),
    ];
}
