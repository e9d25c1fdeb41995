using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>A strategy or model on its own capital: its budget of the account's equity at each step.</summary>
internal sealed class SleeveFigures
{
    // What rounding leaves of a position that was closed.
    private const double Nothing = 1e-9;

    private SleeveFigures(RunSleeve sleeve, IReadOnlyList<RunTrade> trades) => (Sleeve, Trades) = (sleeve, trades);

    public RunSleeve Sleeve { get; }

    public IReadOnlyList<RunTrade> Trades { get; }

    /// <summary>Its curve, beginning with its budget of the initial equity; null when it lost more than its budget in one step.</summary>
    public ReportCurve? Curve { get; private init; }

    /// <summary>Figures of that curve; null without one.</summary>
    public PerformanceMetrics? Figures { get; private init; }

    /// <summary>What it made ÷ the account's initial equity.</summary>
    public required double Contribution { get; init; }

    public static SleeveFigures Of(ReportRun run, RunSleeve sleeve)
    {
        var account = run.Curve;
        IReadOnlyList<RunTrade> trades = [.. run.Trades.Where(trade => trade.Strategy == sleeve.Name)];
        var made = sleeve.Profit.LastOrDefault() / account.Initial;
        var initial = account.Initial * sleeve.Budget.FirstOrDefault(budget => budget > 0);
        var value = initial;
        double[] equity = Array.ConvertAll(sleeve.Return, earned => value *= 1 + earned);
        if (!(initial > 0) || Array.Exists(equity, one => !(one > 0)))
            return new SleeveFigures(sleeve, trades) { Contribution = made };
        var curve = new ReportCurve(account.CloseTicks, initial, equity, account.PeriodsPerYear);
        return new SleeveFigures(sleeve, trades)
        {
            Curve = curve,
            Figures = sleeve.Figures
                ?? PerformanceMetrics.Measure(sleeve.Return, account.PeriodsPerYear, [.. trades.Select(trade => trade.NetProfit)], Activity(run, sleeve)),
            Contribution = made,
        };
    }

    private static TradingActivity Activity(ReportRun run, RunSleeve sleeve)
    {
        var fills = run.Fills.Where(fill => fill.Strategy == sleeve.Name).ToList();
        var positions = new Dictionary<string, double>();
        int exposed = 0, next = 0;
        var turnover = 0.0;
        for (var i = 0; i < run.Curve.CloseTicks.Length; i++)
        {
            var capital = sleeve.Budget[i] * (i == 0 ? run.Curve.Initial : run.Curve.Equity[i - 1]);
            for (; next < fills.Count && fills[next].Time.Ticks < run.Curve.CloseTicks[i]; next++)
            {
                var fill = fills[next];
                var held = positions.GetValueOrDefault(fill.Symbol);
                var left = held + fill.Quantity;
                positions[fill.Symbol] = Math.Abs(left) <= Nothing * Math.Abs(held) ? 0 : left;
                turnover += Math.Abs(fill.Quantity * fill.Price) / capital;
            }

            exposed += positions.Values.Any(units => units != 0) ? 1 : 0;
        }

        return new TradingActivity(exposed, turnover);
    }
}
