using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

/// <summary>
/// How often one caller may call: this host's share of the limits, of which a minute's worth may come at once. On the machine's own clock, whatever time the
/// platform keeps.
/// </summary>
internal sealed class RequestRates : IDisposable
{
    private readonly PartitionedRateLimiter<(string Who, bool Writes)> limiter;
    private readonly PartitionedRateLimiter<string> starts;

    public RequestRates(IOptions<AccessOptions> options)
    {
        var limits = options.Value;
        var (all, writes, work) = (limits.RequestsPerMinute / limits.Instances, limits.WritesPerMinute / limits.Instances, limits.StartsPerMinute / limits.Instances);
        starts = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => Bucket(work)));
        limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<(string Who, bool Writes), string>(call => RateLimitPartition.GetTokenBucketLimiter(call.Who, _ => Bucket(all))),
            PartitionedRateLimiter.Create<(string Who, bool Writes), string>(call =>
                call.Writes ? RateLimitPartition.GetTokenBucketLimiter(call.Who, _ => Bucket(writes)) : RateLimitPartition.GetNoLimiter("")));
    }

    /// <summary>Counts a call; null when it may go on, else for how long to wait.</summary>
    /// <param name="who">The caller, or the address of one who is not known.</param>
    /// <param name="writes">Whether the call may change something.</param>
    public TimeSpan? Wait(string who, bool writes)
    {
        using var lease = limiter.AttemptAcquire((who, writes));
        return WaitFor(lease);
    }

    /// <summary>Counts a call that starts work; null when it may go on, else for how long to wait.</summary>
    public TimeSpan? WaitToStart(string who)
    {
        using var lease = starts.AttemptAcquire(who);
        return WaitFor(lease);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        limiter.Dispose();
        starts.Dispose();
    }

    private static TimeSpan? WaitFor(RateLimitLease lease)
    {
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
    };
}
