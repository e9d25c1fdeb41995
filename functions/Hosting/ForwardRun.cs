using Serverless.Core.Backtesting;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Functions.Hosting;

/// <summary>A strategy in its stage, on the bars that it runs on.</summary>
/// <param name="Dataset">The stored series.</param>
/// <param name="Strategy">Its configuration.</param>
/// <param name="Bars">Its bars, as they are evaluated.</param>
/// <param name="Settings">Costs and sizing, those of its backtest.</param>
/// <param name="Terms">Since when it is in its stage, until when it is looked at, and what it chose in between; at full size.</param>
public sealed record ForwardRun(DatasetInfo Dataset, StrategyConfiguration Strategy, BarSeries Bars, BacktestSettings Settings, PaperTerms Terms)
{
    /// <summary>What it did in its stage, at the sizes given.</summary>
    public PaperRecord Run(IReadOnlyList<SizeChange> sizes) => PaperLedger.Run(Bars, Strategy, Settings, Terms with { Sizes = sizes });

    /// <summary>What the parameters of now would have returned over some days, and over those before that it has been in its stage: how strategies go together is judged on these.</summary>
    public DailyReturns Recent(int days)
    {
        var correlated = Terms.AsOf.AddDays(-days - 1);
        var from = Terms.From < correlated ? Terms.From : correlated;
        return PaperLedger.Run(Bars, Terms.Choices[^1].Configuration, Settings, new PaperTerms(from, Terms.AsOf)).Daily;
    }
}
