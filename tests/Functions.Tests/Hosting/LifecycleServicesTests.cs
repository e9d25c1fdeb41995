using Microsoft.Extensions.Configuration;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Tests.Hosting;

public sealed class LifecycleServicesTests
{
    [Fact]
    public void ReadPolicy_NothingSet_IsWhatTheSpecificationAsksFor()
    {
        var policy = LifecycleServices.ReadPolicy(new ConfigurationBuilder().Build());

        Assert.Equal((0.1, 30, 0.75, 35, 0.3, 0.7), (policy.TopShare, policy.StreakDays, policy.MinSurvival, policy.Seats, policy.MaxTypeShare, policy.MaxCorrelation));
    }

    [Fact]
    public void ReadPolicy_Settings_AreTaken()
    {
        var policy = LifecycleServices.ReadPolicy(Settings(("Lifecycle:Seats", "100"), ("Lifecycle:Capital", "250000.50"), ("Lifecycle:Sizing:TargetVolatility", "0.15")));

        Assert.Equal((100, 250_000.50m, 0.15), (policy.Seats, policy.Capital, policy.Sizing.TargetVolatility));
    }

    [Theory]
    [InlineData("Lifecycle:Seats", "101", "Seats must be 1 to 100")]
    [InlineData("Lifecycle:Capital", "1000.001", "Capital must be 0 or more, in whole cents")]
    [InlineData("Lifecycle:MinSurvival", "1.1", "MinSurvival must be 0 to 1")]
    [InlineData("Lifecycle:MaxTypeShare", "0", "MaxTypeShare must be above 0")]
    public void ReadPolicy_OutOfRange_NamesTheSetting(string key, string value, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => LifecycleServices.ReadPolicy(Settings((key, value))));

        Assert.Contains("Settings under 'Lifecycle'", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
}
