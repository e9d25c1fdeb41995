using Microsoft.DurableTask.Tests.Harness;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>What the base class of contexts does by itself.</summary>
public sealed class ContextTests
{
    [Fact]
    public void ReplaySafeLoggerFactory_AskedTwice_IsTheSame()
    {
        var context = new StubContext(NullLoggerFactory.Instance, isReplaying: false);
        Assert.Same(context.ReplaySafeLoggerFactory, context.ReplaySafeLoggerFactory);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void ReplaySafeLoggerFactory_Logger_WritesOnlyWhatIsNew(bool isReplaying, int expected)
    {
        using var logs = new LogCollector();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(logs));
        new StubContext(loggers, isReplaying).ReplaySafeLoggerFactory.CreateLogger("Mine").Log(LogLevel.Information, "Hello");
        Assert.Equal(expected, logs.Entries.Count(entry => entry.Category == "Mine"));
    }

    [Fact]
    public void ReplaySafeLoggerFactory_AddProvider_IsNotSupported()
    {
        using var logs = new LogCollector();
        var context = new StubContext(NullLoggerFactory.Instance, isReplaying: false);
        var error = Assert.Throws<NotSupportedException>(() => context.ReplaySafeLoggerFactory.AddProvider(logs));
        Assert.Contains("replay-safe logger factory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_ContextWithoutThem_IsNotSupported()
        => Assert.Throws<NotSupportedException>(() => new StubContext(NullLoggerFactory.Instance, isReplaying: false).Entities);

    [Fact]
    public void ContinueAsNew_NewVersionOnAContextThatCannot_IsNotSupported()
        => Assert.Throws<NotSupportedException>(
            () => new StubContext(NullLoggerFactory.Instance, isReplaying: false).ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" }));
}
