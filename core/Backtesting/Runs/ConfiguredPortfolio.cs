using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>Runs what a configuration says on one account: any number of symbols and strategies.</summary>
public static class ConfiguredPortfolio
{
    /// <summary>
    /// Runs a configuration. Costs, venue and conventions hold for each symbol, margin and guards for the account. A strategy for every symbol
    /// runs once for each, with an equal part of its budget, under the name <c>strategy SYMBOL</c>.
    /// </summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="bars">Bars of each of its symbols, in any order.</param>
    /// <param name="progress">Hears the share of steps that are done; null for nobody.</param>
    /// <exception cref="ArgumentException">Bars of a symbol are missing, or none of them lies between start and end.</exception>
    public static PortfolioResult Execute(RunConfiguration configuration, IReadOnlyList<BarSeries> bars, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(bars);
        var series = configuration.Symbols.Select(symbol => BarsOf(configuration, symbol, bars)).ToList();
        var symbols = new List<PortfolioSymbol>();
        foreach (var one in series)
        {
            // Of a portfolio the account is liquidated, not each position.
            var rules = ConfiguredRun.SettingsOf(configuration, one.Bars).Rules;
            using var indicators = new IndicatorSet(one.Bars, configuration.Market);
            symbols.Add(CostDispatch.Use(
                configuration, indicators, new SymbolFactory(configuration, one.Bars, rules with { Margin = rules.Margin with { MaintenanceRate = 0 } })));
        }

        return PortfolioBacktester.Run(symbols, [], Members(configuration, series), new PortfolioSettings
        {
            InitialEquity = configuration.InitialCash,
            From = configuration.Start is null ? null : series.Min(one => one.Bars.OpenTime(one.Start)),
            Guards = configuration.Guards,
            MaintenanceRate = configuration.Margin.MaintenanceRate,
            CloseAtEnd = configuration.CloseAtEnd,
            Progress = progress,
        });
    }

    private static (BarSeries Bars, int Start) BarsOf(RunConfiguration configuration, string symbol, IReadOnlyList<BarSeries> bars)
    {
        var own = bars.FirstOrDefault(one => one.Symbol == symbol)
            ?? throw new ArgumentException($"There are no bars of {symbol}; there are {string.Join(", ", bars.Select(one => one.Symbol))}.", nameof(bars));
        var range = ConfiguredRun.RangeOf(configuration, own);
        return (own.Slice(0, range.End.Value), range.Start.Value);
    }

    private static List<PortfolioMember> Members(RunConfiguration configuration, List<(BarSeries Bars, int Start)> series)
    {
        var members = new List<PortfolioMember>();
        foreach (var strategy in configuration.Strategies)
        {
            var own = strategy.Symbol is { } symbol ? series.Where(one => one.Bars.Symbol == symbol).ToList() : series;
            foreach (var (bars, start) in own)
            {
                using var indicators = new IndicatorSet(bars, configuration.Market);
                var factory = new StrategyFactory(bars.Count, start - 1);
                strategy.Definition.Run(indicators, strategy.Parameters, ref factory);
                var name = $"{strategy.Definition.Schema.Name} {bars.Symbol}";
                var same = members.Count(member => member.Name == name || member.Name.StartsWith($"{name} #", StringComparison.Ordinal));
                members.Add(new PortfolioMember(same == 0 ? name : $"{name} #{same + 1}", factory.Strategy!)
                {
                    Budget = strategy.Budget / own.Count,
                    Symbols = [bars.Symbol],
                });
            }
        }

        return members;
    }

    private sealed class SymbolFactory(RunConfiguration configuration, BarSeries bars, SimulationRules rules) : ICostUser<PortfolioSymbol>
    {
        public PortfolioSymbol Use<TCommission, TSlippage>(TCommission commission, TSlippage slippage)
            where TCommission : struct, ICommission
            where TSlippage : struct, ISlippage => PortfolioSymbol.Of(bars, configuration.Market, commission, slippage, rules);
    }

    private struct StrategyFactory(int bars, int firstDecision) : IStrategyRunner
    {
        public IPortfolioStrategy? Strategy { get; private set; }

        public void Run<TStrategy>(TStrategy strategy)
            where TStrategy : IBarStrategy => Strategy = new OneSymbolStrategy<TStrategy>(strategy);

        public void RunSignal<TSignal>(TSignal signal, int warmUp, double smallestTarget)
            where TSignal : struct, ISignal, allows ref struct =>
            Strategy = new OneSymbolStrategy<RecordedTargets>(RecordedTargets.Of(signal, bars, firstDecision, warmUp, smallestTarget));
    }
}
