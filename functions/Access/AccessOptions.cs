namespace Serverless.Functions.Access;

/// <summary>
/// Who may call, from the settings under <c>Access</c>: people and services by tokens of Entra ID, machines also by a secret per role.
/// A role without a key can't be had by a key; with nothing set, only health probes answer.
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

    /// <summary>Id of the Entra tenant whose tokens are accepted; without one, none are.</summary>
    public Guid? Tenant { get; set; }

    /// <summary>What tokens must be for: the application's client id, or its <c>api://…</c>; several with commas.</summary>
    public string? Audience { get; set; }

    /// <summary>Where the tenant's keys and issuer are found, for other clouds than the public one.</summary>
    public Uri Authority { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>Whether to believe the header <c>X-MS-CLIENT-PRINCIPAL</c>, which App Service Authentication sets, and anybody else could.</summary>
    public bool TrustPrincipalHeader { get; set; }

    /// <summary>File of the key with which tokens for development are signed, made at first use; never in production.</summary>
    public string? DevelopmentKeyFile { get; set; }

    /// <summary>
    /// How many hosts may share the load; at least 1. Each counts for itself and lets an equal share of the limits below pass, so that all together never let more
    /// pass than the limits say, and fewer hosts less.
    /// </summary>
    public int Instances { get; set; } = 1;

    /// <summary>Requests of one caller a minute; at least 1 for each instance.</summary>
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>Requests of one caller a minute that change or start something; at least 1 for each instance.</summary>
    public int WritesPerMinute { get; set; } = 300;

    /// <summary>Cycles, searches, backtests, updates and checks that one caller may ask for a minute; at least 1 for each instance.</summary>
    public int StartsPerMinute { get; set; } = 120;

    /// <summary>Whether people can prove who they are here, so that a key is not enough for what only a person may do.</summary>
    internal bool KnowsPeople => Tenant is not null || TrustPrincipalHeader || DevelopmentKeyFile is { Length: > 0 };

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
