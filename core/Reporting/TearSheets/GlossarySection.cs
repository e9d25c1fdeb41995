using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What each figure is.</summary>
internal static class GlossarySection
{
    private static readonly (string Name, string Formula)[] Terms =
    [
        ("Return of a step", "equity ÷ equity of the step before − 1, after costs, open positions at their last close. r below; n of them; P in a year."),
        ("Daily return", "From the last close of a UTC day to that of the next day with bars. A close at midnight ends the day before."),
        ("Total return", "∏(1 + r) − 1."),
        ("CAGR", "(1 + total return)^(P ÷ n) − 1: growth per year."),
        ("Volatility", "Sample deviation of r (divisor n − 1) × √P."),
        ("Sharpe ratio", "mean(r) ÷ sample deviation of r (n − 1) × √P; risk-free rate 0, arithmetic mean."),
        ("Probability of Sharpe > 0", "Probabilistic Sharpe ratio: Φ(SR ÷ √((1 − γ₃ SR + (γ₄ − 1) ÷ 4 · SR²) ÷ (n − 1))), SR per step (Bailey and López de Prado, 2012). Not corrected for how many runs were tried."),
        ("Sortino ratio", "mean(r) ÷ √(∑min(r, 0)² ÷ n) × √P, over all n."),
        ("Calmar ratio", "CAGR ÷ maximum drawdown, over the whole run."),
        ("Maximum drawdown", "Largest 1 − equity ÷ highest equity so far, at closes; the equity before the first step is a peak."),
        ("Longest under water, days", "Calendar days from a peak to the first close that is back there, or to the end."),
        ("Balanced performance score", "0.4 × Sharpe ratio (cut off at ±5) + 0.3 × CAGR (at 5) + 0.2 × hit rate − 0.1 × maximum drawdown."),
        ("Recovery factor", "Total return ÷ maximum drawdown."),
        ("Skewness", "m₃ ÷ m₂^(3/2) of r, central moments with divisor n."),
        ("Excess kurtosis", "m₄ ÷ m₂² − 3 of r; 0 for a normal distribution."),
        ("Value at risk, 95 %, 1 day", "Minus the 5 % quantile of daily returns (type 7); positive when a loss."),
        ("Expected shortfall, 95 %, 1 day", "Minus the mean of the worst 5 % of daily returns, the last one in part."),
        ("Tail ratio", "95 % quantile ÷ |5 % quantile| of daily returns."),
        ("Ulcer index", "√(mean squared drawdown) over all steps (Martin, 1987)."),
        ("Hit rate", "Closed trades with a profit after costs ÷ all closed trades."),
        ("Profit factor", "Sum of profits ÷ sum of losses of closed trades, after costs."),
        ("Expectancy", "Mean profit of closed trades after costs, in quote currency."),
        ("Payoff ratio", "Mean profit of trades that gained ÷ mean loss of those that lost."),
        ("MAE, MFE", "Worst and best price while a trade was held, as a share of its entry price."),
        ("Time in market", "Steps at whose close a position was held ÷ all steps."),
        ("Turnover a year", "Sum over fills of value ÷ equity, per year: about 2 for one round trip with all of it."),
        ("Cost drag a year", "Costs ÷ mean equity, per year."),
        ("Capacity", "Capital at which the impact of the run's own orders takes half of what it earns, by the square-root law: C = (G ÷ 2K)², G = ∑r, K = ∑f σ √(f ÷ V) over orders; f order ÷ equity, σ deviation of daily returns, V value traded in a day. At most where the largest order is a tenth of V."),
        ("Alpha a year", "Intercept of the least-squares line of daily returns on those of the benchmark × days per year; interval of 95 % by Newey and West's standard error."),
        ("Beta", "Slope of that line."),
        ("Tracking error", "Sample deviation of the daily difference to the benchmark × √(days per year)."),
        ("Information ratio", "Mean daily difference ÷ its sample deviation × √(days per year)."),
        ("Interval of 95 %", "2.5 % and 97.5 % quantiles of the figure over resampled histories (stationary bootstrap, Politis and Romano, 1994; block length by Politis and White, 2004)."),
    ];

    private static readonly (string Name, string Formula) Contribution =
        ("Return of a model", "Change of the model's profit ÷ (its budget × equity of the account before), compounded: what its own capital earned. Its contribution leaves the budget out.");

    public static ReportSection Of(SheetFigures figures)
    {
        var terms = figures.Options.Benchmark is null ? Terms.Where(term => term.Name is not ("Alpha a year" or "Beta" or "Tracking error" or "Information ratio")) : Terms;
        if (figures.Run.Sleeves.Count > 0)
            terms = terms.Append(Contribution);
        return new ReportSection(
            "glossary",
            "Glossary",
            [
                new TableBlock(new ReportTable(
                    "terms",
                    $"Formulas. A figure that is not defined is –. \"{Cell.NotEnoughData}\" stands where the sample is too small: {MinimumSample.Days} days for ratios, {MinimumSample.SpanDays} calendar days for figures per year, {MinimumSample.Trades} trades for figures of trades.",
                    ["Figure", "Formula"],
                    [.. terms.Select(term => (Cell[])[Cell.Text(term.Name), Cell.Text(term.Formula)])])),
            ]);
    }
}
