using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Tests.Hosting;

public sealed class MonitoringServicesTests
{
    [Theory]
    [InlineData("Monitoring:Drawdown", "20", "Monitoring:Drawdown is 20; it must be above 0 and below 1.")]
    [InlineData("Monitoring:SharpeDays", "none", "'Monitoring:SharpeDays'")]
    [InlineData("Benchmark:MaxWeight", "0", "benchmark.max_weight is 0")]
    public void AddMonitoring_ThresholdThatCannotBeUsed_StopsTheHostWithItsKey(string key, string value, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Add(key, value));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddMonitoring_Threshold_IsTaken() =>
        Assert.Equal(0.25, Add("Monitoring:Drawdown", "0.25").BuildServiceProvider().GetRequiredService<MonitoringLimits>().Drawdown);

    private static IServiceCollection Add(string key, string value) =>
        new ServiceCollection().AddMonitoring(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build());
}
