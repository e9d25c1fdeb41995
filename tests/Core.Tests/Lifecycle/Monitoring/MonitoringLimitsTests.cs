using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class MonitoringLimitsTests
{
    [Fact]
    public void FindProblem_Defaults_HaveNone() => Assert.Null(new MonitoringLimits().FindProblem());

    [Fact]
    public void FindProblem_OutOfRange_NamesTheSettingItsValueAndItsRange()
    {
        Assert.Equal("Monitoring:Drawdown is 1.2; it must be above 0 and below 1.", new MonitoringLimits { Drawdown = 1.2 }.FindProblem());
        Assert.Equal("Monitoring:DrawdownRelease is 0.2; it must be above 0 and below Drawdown, which is 0.2.", new MonitoringLimits { DrawdownRelease = 0.2 }.FindProblem());
    }

    public static TheoryData<string, MonitoringLimits> Broken => new()
    {
        { nameof(MonitoringLimits.SharpeDays), new() { SharpeDays = 1 } },
        { nameof(MonitoringLimits.SharpeShare), new() { SharpeShare = 1 } },
        { nameof(MonitoringLimits.Deviation), new() { Deviation = double.NaN } },
        { nameof(MonitoringLimits.Drawdown), new() { Drawdown = 0 } },
        { nameof(MonitoringLimits.DrawdownRelease), new() { DrawdownRelease = 0 } },
        { nameof(MonitoringLimits.MaxLoss), new() { MaxLoss = 1 } },
        { nameof(MonitoringLimits.MinReserve), new() { MinReserve = 0.11 } },
        { nameof(MonitoringLimits.MaxReserve), new() { MaxReserve = 0.2 } },
        { nameof(MonitoringLimits.BenchmarkDays), new() { BenchmarkDays = 1 } },
        { nameof(MonitoringLimits.BenchmarkLag), new() { BenchmarkLag = -0.15 } },
        { nameof(MonitoringLimits.ExtremeVolatility), new() { ExtremeVolatility = 0.9 } },
        { nameof(MonitoringLimits.MaxLagScale), new() { MaxLagScale = double.PositiveInfinity } },
        { nameof(MonitoringLimits.BenchmarkWaitDays), new() { BenchmarkWaitDays = -1 } },
        { nameof(MonitoringLimits.StaleBars), new() { StaleBars = -1 } },
        { nameof(MonitoringLimits.CorrelationDays), new() { CorrelationDays = 20 } },
        { nameof(MonitoringLimits.CorrelationMinDays), new() { CorrelationMinDays = 2 } },
        { nameof(MonitoringLimits.Redundancy), new() { Redundancy = 1 } },
        { nameof(MonitoringLimits.StressDays), new() { StressDays = 90 } },
        { nameof(MonitoringLimits.StressRise), new() { StressRise = 0 } },
        { nameof(MonitoringLimits.ReevaluationHours), new() { ReevaluationHours = 0 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void FindProblem_EachThreshold_IsHeldAgainstItsRange(string setting, MonitoringLimits limits) =>
        Assert.StartsWith($"Monitoring:{setting} is ", limits.FindProblem(), StringComparison.Ordinal);

    [Fact]
    public void Broken_CoversEveryThreshold() =>
        Assert.Equal(typeof(MonitoringLimits).GetProperties().Select(property => property.Name).Order(), Broken.Select(row => row.Data.Item1).Order());
}
