using Serverless.Core.Backtesting.Models;
using Serverless.Core.Portfolio.Construction;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Budgets that are found anew, on real data.</summary>
public sealed class ConstructionRunTests(ITestOutputHelper output)
{
    private static readonly Lazy<ModelData> Days = new(() => RealPlatform.Days);

    public static TheoryData<ConstructionMethod> Methods => [.. Enum.GetValues<ConstructionMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Execute_RealYears_BudgetsMoveWithinCapsAndRegimes(ConstructionMethod method)
    {
        var configuration = With(method);
        var result = new ModelRun(configuration, Days.Value).Execute();

        Assert.Null(result.Portfolio.Failure);
        foreach (var decision in result.Steps.Select(step => step.Decision))
        {
            Assert.InRange(decision.Budgets.Values.Sum(), 0, 1 + 1e-9);
            Assert.All(decision.Budgets.Values, share => Assert.InRange(share, 0, 0.7));
            Assert.True(!decision.Regime.Keys.Contains("equity_bear") || decision.Budgets["EquityTrendModel_v1"] <= 0.2);
        }

        var metrics = result.Portfolio.Metrics!;
        var mean = configuration.Models.Keys.Select(model => result.Steps.Average(step => step.Decision.Budgets[model]));
        output.WriteLine(FormattableString.Invariant(
            $"{method}: growth {metrics.Cagr:P2}, Sharpe {metrics.Sharpe:0.00}, drawdown {metrics.MaxDrawdown:P1}, mean budgets {string.Join(" ", mean.Select(share => share.ToString("P0")))}"));
        output.WriteLine(string.Join('\n', result.Warnings.Where(warning => warning.StartsWith("budgets", StringComparison.Ordinal))));
        var constructed = result.Steps.Where(step => step.Decision.BudgetNote is null).Select(step => step.Decision.Budgets["CryptoMomentumModel_v1"]).Distinct();
        Assert.Equal(method switch { ConstructionMethod.Budgets or ConstructionMethod.EqualWeight => 1, _ => 20 }, Math.Min(20, constructed.Count()));
        Assert.Equal(
            method > ConstructionMethod.EqualWeight,
            result.Warnings.Any(warning => warning.StartsWith("budgets: fewer than 252 days of returns are known: the fixed budgets hold at ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Execute_DataThatEndEarlier_DecideTheSameUntilThen()
    {
        var configuration = With(ConstructionMethod.RiskParity);
        var all = new ModelRun(configuration, Days.Value).Execute();
        var early = new ModelRun(configuration with { End = new DateTime(2020, 3, 16, 0, 0, 0, DateTimeKind.Utc) }, Days.Value).Execute();

        Assert.InRange(early.Steps.Count, 1_000, 2_000);
        Assert.Equal(
            early.Steps.Select(step => string.Join(' ', step.Decision.Budgets.Values)),
            all.Steps.Take(early.Steps.Count).Select(step => string.Join(' ', step.Decision.Budgets.Values)));
    }

    private static PlatformConfiguration With(ConstructionMethod method) =>
        PlatformTexts.Read(RealPlatform.Daily) with { Construction = new ConstructionOptions { Method = method, MaxBudget = 0.7 } };
}
