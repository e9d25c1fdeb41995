using System.Globalization;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Spaces requests, those of all callers of one client together. System.Threading.RateLimiting knows no injected clock.</summary>
internal sealed class PaceHandler(RequestPace pace, TimeProvider time) : DelegatingHandler
{
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Reserve() is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (pace.WeightHeader is { } header && response.Headers.TryGetValues(header, out var values)
            && int.TryParse(values.First(), CultureInfo.InvariantCulture, out var weight) && weight >= pace.WeightPerMinute)
        {
            PauseUntilNextMinute();
        }

        return response;
    }

    private TimeSpan Reserve()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var slot = next > now ? next : now;
            next = slot + pace.Interval;
            return slot - now;
        }
    }

    private void PauseUntilNextMinute()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var minute = now.AddTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
            next = next > minute ? next : minute;
        }
    }
}
