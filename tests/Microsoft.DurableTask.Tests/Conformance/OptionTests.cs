using Microsoft.DurableTask.Embedded.Orchestration;

namespace Microsoft.DurableTask.Tests.Conformance;

public sealed class OptionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TaskVersion_NullOrEmpty_IsUnversioned(string? text)
    {
        TaskVersion version = text;
        Assert.Equal(TaskVersion.Unversioned, version);
        Assert.Equal("", version.Version);
    }

    [Fact]
    public void TaskVersion_Whitespace_Throws()
    {
        Assert.Contains("whitespace", Assert.Throws<ArgumentException>(() => new TaskVersion("  ")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DurableTaskRegistry().AddOrchestrator<BlankVersion>());
    }

    [Fact]
    public void RetryPolicy_MaxIntervalWithoutLimit_LetsTheDelayGrow()
    {
        var policy = new RetryPolicy(20, TimeSpan.FromHours(1), backoffCoefficient: 2, maxRetryInterval: Timeout.InfiniteTimeSpan);
        Assert.Equal(TimeSpan.FromHours(1024), Retry.DelayAfter(policy, 11));
        Assert.Equal(TimeSpan.MaxValue, Retry.DelayAfter(policy, 500));
    }

    [Fact]
    public void SubOrchestrationOptions_MadeOfTaskOptions_TakesOverAllButAnOwnId()
    {
        var tags = new Dictionary<string, string> { ["k"] = "v" };
        TaskOptions source = new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "a") { Tags = tags, Version = "1.0" };
        var copy = new SubOrchestrationOptions(source);
        Assert.Equal((source.Retry, "a", new TaskVersion("1.0")), (copy.Retry, copy.InstanceId, copy.Version!.Value));
        Assert.Same(tags, copy.Tags);
        Assert.Equal("b", new SubOrchestrationOptions(source, "b").InstanceId);
    }

    [Fact]
    public void FailureDetails_IsCausedBy_KnowsBasesAndOtherAssemblies()
    {
        var details = TaskFailureDetails.FromException(new Xunit.Sdk.XunitException("third party", new CustomException()));
        Assert.True(details.IsCausedBy<Exception>());
        Assert.True(details.IsCausedBy<Xunit.Sdk.XunitException>());
        Assert.False(details.IsCausedBy<ArgumentException>());
        Assert.True(details.InnerFailure!.IsCausedBy<CustomException>());
        Assert.True(details.InnerFailure.IsCausedBy<ApplicationException>());
        Assert.False(new TaskFailureDetails("No.Such.Type", "", null, null, null).IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => details.IsCausedBy(typeof(string)));
    }

    [DurableTask(Version = " ")]
    private sealed class BlankVersion : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Task.FromResult(input);
    }

#pragma warning disable CA1032, CA1064 // Only its type matters.
    private sealed class CustomException : ApplicationException;
#pragma warning restore CA1032, CA1064
}
