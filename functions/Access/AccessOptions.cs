namespace Serverless.Functions.Access;

/// <summary>
/// Secrets that stand for roles, from the settings <c>Access:ViewerKey</c> and <c>Access:OperatorKey</c>.
/// A role without a key can't be had; with none set, only health probes answer.
/// </summary>
public sealed class AccessOptions
{
    /// <summary>Secret of <see cref="Role.Viewer"/>, at least 32 characters.</summary>
    public string? ViewerKey { get; set; }

    /// <summary>Secret of <see cref="Role.Operator"/>, at least 32 characters.</summary>
    public string? OperatorKey { get; set; }
}
