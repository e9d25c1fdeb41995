namespace Serverless.Infra.MarketData.Download;

/// <summary>How patiently a source is asked.</summary>
public sealed record HttpPolicy
{
    /// <summary>Requests per page at most, the first included; at least 1.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>Time for one attempt, from the request to the last byte of the answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Mean wait after the first failure; it doubles with each further one, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between attempts, also for a server that asks for more: then the page fails at once and says so.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of a decompressed answer at most.</summary>
    public int LongestBody { get; init; } = 64 << 20;

    /// <summary>Redirects followed within the server's own origin.</summary>
    public int Redirects { get; init; } = 3;
}
