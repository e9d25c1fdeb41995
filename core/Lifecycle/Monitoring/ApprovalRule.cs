namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What a promotion that needs a second person asks of people.</summary>
public static class ApprovalRule
{
    /// <summary>While it waits: who can decide, by when, and how.</summary>
    /// <param name="approvalId">Id of the request for approval.</param>
    /// <param name="request">What waits.</param>
    /// <param name="limit">Capital above which it needs a person.</param>
    /// <param name="expiresAt">Until when it waits.</param>
    public static Finding Waits(string approvalId, TransitionRequest request, decimal limit, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(FindingKind.ApprovalWaits, approvalId, request, limit) with
        {
            Cause = FormattableString.Invariant($"Its promotion takes {request.Capital:N2}, more than {limit:N2}, and waits for a second person until {expiresAt:yyyy-MM-dd HH:mm} UTC."),
            NextAction = FormattableString.Invariant(
                $"A portfolio manager who did not ask for it ({request.Author}) decides: deployments approve {approvalId} --reason \"…\", or deployments reject."),
        };
    }

    /// <summary>After nobody decided in time.</summary>
    /// <inheritdoc cref="Waits"/>
    public static Finding Expired(string approvalId, TransitionRequest request, decimal limit, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(FindingKind.ApprovalExpired, approvalId, request, limit) with
        {
            Cause = FormattableString.Invariant($"Nobody decided about its promotion with {request.Capital:N2} by {expiresAt:yyyy-MM-dd HH:mm} UTC: nothing was done."),
            NextAction = request.Author.Role is null
                ? "Have a portfolio manager there when the next cycle asks again: deployments approvals lists what waits."
                : FormattableString.Invariant($"{request.Author.Name} asks again if it is still wanted: deployments promote {request.StrategyId} --capital {request.Capital:0.##} --reason \"…\"."),
        };
    }

    private static Finding Of(FindingKind kind, string approvalId, TransitionRequest request, decimal limit) => new()
    {
        Kind = kind,
        Subject = request.StrategyId,
        // Two requests about one strategy are two alerts.
        Metric = approvalId,
        Severity = AlertSeverity.Warning,
        Value = (double)request.Capital,
        Threshold = (double)limit,
        Cause = "",
        NextAction = "",
    };
}
