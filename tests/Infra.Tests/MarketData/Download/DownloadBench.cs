using Serverless.Core.MarketData;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

/// <summary>A server, a clock that skips waits, and clients between them.</summary>
internal sealed class DownloadBench(LoopbackServer server) : IAsyncDisposable
{
    public static readonly HttpPolicy Policy = new() { Attempts = 4, AttemptTimeout = TimeSpan.FromSeconds(31.5), LongestBody = 1 << 20 };

    public DownloadBench(params Reply[] replies)
        : this(new LoopbackServer(replies))
    {
    }

    /// <summary>Ends a test that would wait for ever.</summary>
    public static CancellationToken Cancellation =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token).Token;

    public LoopbackServer Server => server;

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 3, 1, 0, 0, 30, TimeSpan.Zero));

    public SkippingTimeProvider Time => field ??= new SkippingTimeProvider(Clock, Policy.AttemptTimeout);

    public HttpClient Client(TimeSpan interval = default, string? weightHeader = null, int weight = int.MaxValue) =>
        DownloadHttp.CreateClient(new RequestPace(interval, weightHeader, weight), Policy, Time);

    public KrakenBars Kraken() => new(DownloadHttp.CreateKrakenClient(Policy, Time), server.Address);

    public static async Task<List<Bar>> ReadAsync(IBarDownload source, BarRequest request)
    {
        var bars = new List<Bar>();
        await foreach (var page in source.FetchAsync(request, Cancellation))
            bars.AddRange(page);
        return bars;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
