using System.Globalization;
using Serverless.Core.Audit;

namespace Serverless.Functions.Access;

/// <summary>Who calls, as verified.</summary>
/// <param name="Id">Object id of the person or service in its directory, or the key: <c>key:Operator</c>.</param>
/// <param name="Roles">The roles held; together they may do what any of them may.</param>
public sealed record Caller(string Id, IReadOnlyList<Role> Roles)
{
    /// <summary>Whether it is a person who signed in; keys and services are none.</summary>
    public bool IsPerson { get; init; }

    /// <summary>When the person signed in, or was given the token; null when that is not known.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Whether a browser sends the proof by itself, as a cookie of App Service Authentication: then a page of another site could call.</summary>
    public bool IsAmbient { get; init; }

    /// <summary>The roles as the audit trail writes them, <c>Viewer+Operator</c>.</summary>
    public string RoleText => string.Join('+', Roles);

    /// <summary>The caller as the audit trail names it.</summary>
    public AuditActor ToActor() => new(Id, [.. Roles.Select(role => role.ToString())]);

    /// <summary>Whether one of the roles includes <paramref name="required"/>.</summary>
    public bool Has(Role required) => Roles.Any(role => role.Includes(required));

    /// <summary>A claim that holds a time, seconds since 1970; null when it is missing or none.</summary>
    public static DateTimeOffset? TimeOf(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;
}
