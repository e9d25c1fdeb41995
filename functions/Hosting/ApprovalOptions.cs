namespace Serverless.Functions.Hosting;

/// <summary>What needs a second person, from the settings under <c>Approvals</c>.</summary>
public sealed class ApprovalOptions
{
    private const int LongestHours = 720;

    /// <summary>Capital above which a promotion to live waits for the approval of another person; 0 or more. By default that is the most that the platform's own rules give one strategy.</summary>
    public decimal CapitalLimit { get; set; } = 50_000m;

    /// <summary>
    /// Whether promotions by the platform's own rules wait too when they take more than <see cref="CapitalLimit"/>. With the default limit none does, unless settings under
    /// <c>Lifecycle</c> let one strategy have more.
    /// </summary>
    public bool RulesWait { get; set; } = true;

    /// <summary>Hours after which a request that nobody decides about is void; 1 to 720.</summary>
    public int ExpiryHours { get; set; } = 24;

    /// <summary>Why these settings cannot be used, with the key at fault; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { CapitalLimit: < 0 } => $"Approvals:CapitalLimit is {CapitalLimit}; it must be 0 or more.",
        { ExpiryHours: < 1 or > LongestHours } => $"Approvals:ExpiryHours is {ExpiryHours}; it must be 1 to {LongestHours}.",
        _ => null,
    };
}
