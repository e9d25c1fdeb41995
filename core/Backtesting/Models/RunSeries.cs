using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The series of a run, chosen from its data.</summary>
/// <param name="Traded">The symbols that models trade, with their costs.</param>
/// <param name="Read">The series that models read.</param>
/// <param name="Regimes">The series that regimes are read from.</param>
/// <param name="Benchmark">Daily bars of what the run is compared with; null where there are none.</param>
/// <param name="Used">All of them.</param>
/// <param name="Warnings">What was not there, and what stands in for it.</param>
internal sealed record RunSeries(
    IReadOnlyList<PortfolioSymbol> Traded,
    IReadOnlyList<(BarSeries Bars, Market Market)> Read,
    RegimeInputs Regimes,
    BarSeries? Benchmark,
    ModelData Used,
    IReadOnlyList<string> Warnings)
{
    private static readonly TimeSpan ShortOfTheLongest = TimeSpan.FromDays(31);

    public static RunSeries Of(PlatformConfiguration configuration, ModelData data)
    {
        var warnings = new List<string>();
        var read = new List<(BarSeries Bars, Market Market)>();
        var traded = new List<PortfolioSymbol>();
        foreach (var symbol in configuration.Symbols)
        {
            var market = configuration.MarketOf(symbol);
            foreach (var timeframe in new[] { configuration.Timeframe, Timeframe.D1 }.Distinct())
            {
                // A model that asks for bars that are not there skips the asset.
                var bars = Bars(symbol, timeframe) ?? new BarSeries(symbol, timeframe, Array.Empty<long>(), default, default, default, default, default);
                read.Add((bars, market));
            }

            traded.Add(Trade(configuration, Choose(symbol, [.. read.Where(one => one.Bars.Symbol == symbol).Select(one => one.Bars)])));
        }

        if (!traded.Exists(symbol => symbol.Bars.IndexAtOrAfter(configuration.Start?.Ticks ?? 0) < symbol.Bars.Count))
            throw new ArgumentException($"No bar of {string.Join(", ", configuration.Symbols)} lies between {configuration.Start:u} and {configuration.End:u}.", nameof(data));
        var sources = configuration.RegimeSources;
        var regimes = new RegimeInputs
        {
            Equity = Daily(sources.Equity),
            Crypto = Daily(sources.Crypto),
            VolatilityIndex = Figures(sources.VolatilityIndex),
            Pmi = Figures(sources.Pmi),
            CurveSlope = Figures(sources.CurveSlope),
        };
        var benchmark = configuration.Benchmark is null ? null : Bars(configuration.Benchmark, Timeframe.D1);
        if (benchmark is not { Count: > 0 })
            benchmark = null;
        var used = new ModelData(
            [.. read.Select(one => one.Bars).Append(regimes.Equity).Append(regimes.Crypto).Append(benchmark).OfType<BarSeries>().Where(one => one.Count > 0).DistinctBy(one => (one.Symbol, one.Timeframe))],
            [.. new[] { regimes.VolatilityIndex, regimes.Pmi, regimes.CurveSlope }.OfType<Observations>()]);
        return new RunSeries(traded, read, regimes, benchmark, used, warnings);

        BarSeries? Bars(string symbol, Timeframe timeframe)
        {
            if (read.Find(one => one.Bars.Symbol == symbol && one.Bars.Timeframe == timeframe).Bars is { } known)
                return known;
            return data.Find(symbol, timeframe, configuration.End);
        }

        BarSeries Choose(string symbol, IReadOnlyList<BarSeries> bars)
        {
            var chosen = Finest(bars)
                ?? throw new ArgumentException($"There are no {configuration.Timeframe} or daily bars of {symbol} before the end of the run.", nameof(data));
            var wanted = bars[0];
            if (chosen.Timeframe != configuration.Timeframe)
            {
                warnings.Add(wanted.Count == 0
                    ? $"{symbol}: there are no {configuration.Timeframe} bars; daily ones are traded, and models that read {configuration.Timeframe} bars skip it"
                    : FormattableString.Invariant(
                        $"{symbol}: its {configuration.Timeframe} bars are of {wanted.OpenTime(0):yyyy-MM-dd} to {wanted.OpenTime(wanted.Count - 1):yyyy-MM-dd} only; daily ones are traded, and models that read {configuration.Timeframe} bars skip it outside of that"));
            }

            var last = chosen.OpenTime(chosen.Count - 1);
            if (configuration.Start is { } start && chosen.OpenTime(0) > start)
                warnings.Add(FormattableString.Invariant($"{symbol}: its bars begin on {chosen.OpenTime(0):yyyy-MM-dd}, after the run"));
            if (configuration.End is { } end && end - last > TimeSpan.FromDays(7))
                warnings.Add(FormattableString.Invariant($"{symbol}: its bars end on {last:yyyy-MM-dd}, before the run; what is held then cannot be sold"));
            return chosen;
        }

        // Better a longer bar than a position that cannot be sold, or bought, for a good part of the run.
        BarSeries? Finest(IReadOnlyList<BarSeries> bars)
        {
            var longest = bars.Max(Covered);
            return bars.FirstOrDefault(one => one.Count > 0 && longest - Covered(one) <= ShortOfTheLongest);
        }

        TimeSpan Covered(BarSeries bars)
        {
            if (bars.Count == 0)
                return TimeSpan.Zero;
            var first = bars.OpenTime(0);
            return bars.OpenTime(bars.Count - 1) - (configuration.Start is { } start && start > first ? start : first);
        }

        BarSeries? Daily(string? symbol)
        {
            var bars = symbol is null ? null : Bars(symbol, Timeframe.D1);
            if (symbol is not null && bars is not { Count: > 0 })
                warnings.Add($"{symbol}: there are no daily bars to read a regime from");
            return bars is { Count: > 0 } ? bars : null;
        }

        Observations? Figures(string? symbol)
        {
            var figures = data.Find(symbol);
            if (symbol is not null && figures is null)
                warnings.Add($"{symbol}: there are no figures to read a regime from");
            return figures;
        }
    }

    private static PortfolioSymbol Trade(PlatformConfiguration configuration, BarSeries bars)
    {
        var (asset, assetClass) = (configuration.Assets[bars.Symbol], configuration.ClassOf(bars.Symbol));
        var run = new RunConfiguration
        {
            Symbols = [bars.Symbol],
            Timeframe = bars.Timeframe,
            Market = assetClass.Market,
            Commission = assetClass.Commission,
            Slippage = assetClass.Slippage,
            Funding = assetClass.Funding,
            BorrowRate = assetClass.BorrowRate,
            Instrument = asset.Instrument,
            Execution = configuration.Execution,
            Seed = configuration.Seed,
            // How much is held is for the risk limits to say.
            Margin = new MarginRules(),
            Sizing = PositionSizing.OfEquity(1),
        };
        using var indicators = new IndicatorSet(bars, assetClass.Market);
        return CostDispatch.Use(run, indicators, new SymbolFactory(bars, assetClass.Market, ConfiguredRun.SettingsOf(run, bars).Rules));
    }

    private sealed class SymbolFactory(BarSeries bars, Market market, SimulationRules rules) : ICostUser<PortfolioSymbol>
    {
        public PortfolioSymbol Use<TCommission, TSlippage>(TCommission commission, TSlippage slippage)
            where TCommission : struct, ICommission
            where TSlippage : struct, ISlippage => PortfolioSymbol.Of(bars, market, commission, slippage, rules);
    }
}
