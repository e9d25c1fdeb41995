using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>A strategy or model on its own capital: its budget of the account's equity at each step.</summary>
internal sealed class SleeveFigures
{
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
        // Money is at work from the decision on: a step is measured by the budget with which it began.
        var capital = new double[account.Equity.Length];
        var equity = new double[account.Equity.Length];
        var value = account.Initial * FirstBudget(sleeve);
        var initial = value;
        for (var i = 0; i < equity.Length; i++)
        {
            capital[i] = (i == 0 ? account.Initial : account.Equity[i - 1]) * BudgetAt(sleeve, i - 1);
            var change = sleeve.Profit[i] - (i == 0 ? 0 : sleeve.Profit[i - 1]);
            var gained = capital[i] > 0 ? change / capital[i] : 0;
            equity[i] = value *= 1 + gained;
        }

        if (!(initial > 0) || Array.Exists(equity, one => !(one > 0)))
            return new SleeveFigures(sleeve, trades) { Contribution = made };
        var curve = new ReportCurve(account.CloseTicks, initial, equity, account.PeriodsPerYear);
        double[] profits = [.. trades.Select(trade => trade.NetProfit)];
        return new SleeveFigures(sleeve, trades)
        {
            Curve = curve,
            Figures = PerformanceMetrics.Measure(curve.Returns, curve.PeriodsPerYear, profits, Activity(run, sleeve, capital)),
            Contribution = made,
        };
    }

    private static double FirstBudget(RunSleeve sleeve) => sleeve.Budget.FirstOrDefault(budget => budget > 0);

    private static double BudgetAt(RunSleeve sleeve, int step) => sleeve.Budget.Length == 1 ? sleeve.Budget[0] : sleeve.Budget[Math.Max(0, step)];

    private static TradingActivity Activity(ReportRun run, RunSleeve sleeve, double[] capital)
    {
        var fills = run.Fills.Where(fill => fill.Strategy == sleeve.Name).ToList();
        var positions = new Dictionary<string, double>();
        int exposed = 0, next = 0;
        var turnover = 0.0;
        for (var i = 0; i < capital.Length; i++)
        {
            for (; next < fills.Count && fills[next].Time.Ticks < run.Curve.CloseTicks[i]; next++)
            {
                var fill = fills[next];
                var held = positions.GetValueOrDefault(fill.Symbol);
                var left = held + fill.Quantity;
                positions[fill.Symbol] = Math.Abs(left) <= 1e-9 * Math.Abs(held) ? 0 : left;
                turnover += capital[i] > 0 ? Math.Abs(fill.Quantity * fill.Price) / capital[i] : 0;
            }

            exposed += positions.Values.Any(units => units != 0) ? 1 : 0;
        }

        return new TradingActivity(exposed, turnover);
    }
}
