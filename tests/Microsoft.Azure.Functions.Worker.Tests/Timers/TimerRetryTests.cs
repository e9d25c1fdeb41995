using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.Azure.Functions.Worker.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Testing;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

public sealed class TimerRetryTests : IDisposable
{
    private static readonly DateTime Due = new(2024, 1, 1, 1, 0, 0, DateTimeKind.Utc);

    private readonly ManualTimeProvider clock = new();
    private readonly Attempts attempts = new();
    private readonly RetryLog retries = new();

    public void Dispose() => retries.Dispose();

    [Fact]
    public async Task FixedDelay_FailsTwice_RunsAgainUntilItSucceeds()
    {
        attempts.Failures = 2;
        await using var host = await StartAsync(typeof(Fixed));
        clock.Advance(TimeSpan.FromHours(1));
        await retries.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        await retries.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((Due, 0, 3), await attempts.NextAsync());
        Assert.Equal((Due.AddSeconds(10), 1, 3), await attempts.NextAsync());
        Assert.Equal((Due.AddSeconds(20), 2, 3), await attempts.NextAsync());
    }

    [Fact]
    public async Task FixedDelay_RetriesUsedUp_NextRunIsOnScheduleAndCountsAnew()
    {
        attempts.Failures = 4;
        await using var host = await StartAsync(typeof(Fixed));
        clock.Advance(TimeSpan.FromHours(1));
        for (var retry = 1; retry <= 3; retry++)
        {
            await retries.NextAsync();
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        for (var attempt = 0; attempt <= 3; attempt++)
            Assert.Equal((Due.AddSeconds(10 * attempt), attempt, 3), await attempts.NextAsync());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 3), await attempts.NextAsync() is var (_, count, max) ? (count, max) : default);
    }

    [Fact]
    public async Task ExponentialBackoff_Endless_DoublesUpToTheLongest()
    {
        attempts.Failures = 4;
        await using var host = await StartAsync(typeof(Exponential));
        clock.Advance(TimeSpan.FromHours(1));
        foreach (var delay in (int[])[2, 4, 5, 5])
        {
            await retries.NextAsync();
            clock.Advance(TimeSpan.FromSeconds(delay));
        }

        foreach (var (at, count) in ((int, int)[])[(0, 0), (2, 1), (6, 2), (11, 3), (16, 4)])
            Assert.Equal((Due.AddSeconds(at), count, -1), await attempts.NextAsync());
    }

    [Fact]
    public async Task StopAsync_WaitingForARetry_EndsTheWait()
    {
        attempts.Failures = 1;
        var host = await StartAsync(typeof(Fixed));
        clock.Advance(TimeSpan.FromHours(1));
        await retries.NextAsync();
        await host.StopAsync();
        await host.DisposeAsync();
        Assert.Equal(0, (await attempts.NextAsync()).Count);
        Assert.False(attempts.HasMore);
    }

    [Fact]
    public async Task WithoutAttribute_Fails_IsNotRetried()
    {
        attempts.Failures = 1;
        await using var host = await StartAsync(typeof(Plain));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((Due, 0, 0), await attempts.NextAsync());
        await host.StopAsync();
        Assert.False(attempts.HasMore);
    }

    [Fact]
    public void Attributes_MalformedIntervals_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedDelayRetryAttribute(1, "soon"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedDelayRetryAttribute(1, "-00:00:01"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialBackoffRetryAttribute(1, "x", "00:00:01"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialBackoffRetryAttribute(1, "00:00:01", "x"));
        Assert.Throws<ArgumentException>(() => new ExponentialBackoffRetryAttribute(1, "00:00:02", "00:00:01"));
    }

    private Task<RunningHost> StartAsync(Type functions) => RunningHost.StartAsync(functions, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(attempts);
        builder.Logging.AddProvider(retries);
    });

    public sealed class Attempts
    {
        private readonly Channel<(DateTime At, int Count, int Max)> seen = Channel.CreateUnbounded<(DateTime, int, int)>();

        public int Failures { get; set; }

        public bool HasMore => seen.Reader.TryPeek(out _);

        public void Run(FunctionContext context, TimeProvider time)
        {
            seen.Writer.TryWrite((time.GetUtcNow().UtcDateTime, context.RetryContext.RetryCount, context.RetryContext.MaxRetryCount));
            if (Failures-- > 0)
                throw new InvalidOperationException("on purpose");
        }

        public ValueTask<(DateTime At, int Count, int Max)> NextAsync() => seen.Reader.ReadAsync(Limit.Token);
    }

    public sealed class Fixed(Attempts attempts, TimeProvider time)
    {
        [Function("Fixed")]
        [FixedDelayRetry(3, "00:00:10")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context) => attempts.Run(context, time);
    }

    public sealed class Exponential(Attempts attempts, TimeProvider time)
    {
        [Function("Exponential")]
        [ExponentialBackoffRetry(-1, "00:00:02", "00:00:05")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context) => attempts.Run(context, time);
    }

    public sealed class Plain(Attempts attempts, TimeProvider time)
    {
        [Function("Plain")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context) => attempts.Run(context, time);
    }

    /// <summary>Tells when the host waits for the next retry: it says so once the wait is set.</summary>
    private sealed class RetryLog : ILoggerProvider, ILogger
    {
        private readonly Channel<bool> waits = Channel.CreateUnbounded<bool>();

        public ValueTask<bool> NextAsync() => waits.Reader.ReadAsync(Limit.Token);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "LogRetrying")
                waits.Writer.TryWrite(true);
        }

        public void Dispose()
        {
        }
    }
}
