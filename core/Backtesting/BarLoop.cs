using System.Runtime.CompilerServices;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>
/// The bar loop. A decision at the close of bar t − 1 is filled at the open of bar t; equity is marked at the close of t. The first
/// decision falls on the bar before the range, whose close is past when the range opens, or later while the strategy warms up.
/// Generic over the signal, so that the JIT compiles one loop per rule with the rule inlined; nothing is allocated per bar.
/// </summary>
internal ref struct BarLoop : ISignalRunner
{
    private readonly BarSeries bars;
    private readonly int start;
    private readonly int end;
    private readonly int firstDecision;
    private readonly double smallestTarget;
    private readonly bool closeAtEnd;
    private readonly Span<double> equity;
    private readonly TradeLedger? ledger;
    private SimulatedAccount account;
    private int exposedSince;
    private int seen;

    /// <param name="bars">The series.</param>
    /// <param name="start">First bar that may trade.</param>
    /// <param name="warmUp">Bars that must have closed before the first decision.</param>
    /// <param name="settings">Costs, sizing, and so on.</param>
    /// <param name="equity">Receives the equity at each close; its length is the number of bars to trade.</param>
    /// <param name="ledger">Receives the fills; null when only equity is wanted.</param>
    public BarLoop(BarSeries bars, int start, int warmUp, BacktestSettings settings, Span<double> equity, TradeLedger? ledger)
    {
        this.bars = bars;
        this.start = start;
        this.equity = equity;
        this.ledger = ledger;
        end = start + equity.Length;
        firstDecision = Math.Max(start - 1, Math.Max(warmUp, 1) - 1);
        smallestTarget = settings.AllowShort ? -1 : 0;
        closeAtEnd = settings.CloseAtEnd;
        account = new SimulatedAccount(settings.InitialEquity, settings.Costs, settings.Sizing);
    }

    /// <summary>Index of the bar that was looked at last, where a run stopped; null before the first.</summary>
    public readonly int? LastBar => seen == 0 ? null : seen - 1;

    /// <summary>Why the run stopped, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Bars at whose close a position was held.</summary>
    public int ExposedBars { get; private set; }

    /// <summary>See <see cref="Metrics.TradingActivity.Turnover"/>.</summary>
    public readonly double Turnover => account.Turnover;

    /// <inheritdoc/>
    public void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct
    {
        var open = bars.Open;
        var close = bars.Close[..end];
        var firstTrade = Math.Min(firstDecision + 1, end);
        equity[..(firstTrade - start)].Fill(account.Cash);
        var target = 0.0;
        for (var i = firstTrade; i < close.Length; i++)
        {
            seen = i;
            var decided = Math.Max(signal.Target(i - 1, target), smallestTarget);
            if (decided != target)
            {
                if (!(Math.Abs(decided) <= 1))
                {
                    Failure = $"the strategy decided on a target position of {decided}; it must be a number from -1 to 1.";
                    return;
                }

                Trade(decided, i, open[i]);
                target = decided;
            }

            var value = account.EquityAt(close[i]);
            equity[i - start] = value;
            if (!(value > 0))
            {
                seen = i + 1;
                Failure = Ruined(value);
                return;
            }
        }

        Finish();
    }

    private static string Ruined(double equity) => $"equity fell to {equity:R}; the account is ruined.";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Trade(double target, int bar, double quote)
    {
        if (account.Position != 0 && Math.Sign(target) != Math.Sign(account.Position))
            Execute(0, bar, quote, atClose: false);
        // An account that a gap has ruined opens nothing; the mark at the close ends the run.
        if (target != 0 && account.EquityAt(quote) > 0)
            Execute(account.QuantityFor(target, quote), bar, quote, atClose: false);
    }

    private void Finish()
    {
        if (closeAtEnd && account.Position != 0)
        {
            Execute(0, end - 1, bars.Close[end - 1], atClose: true);
            equity[^1] = account.Cash;
            seen = end;
            if (!(account.Cash > 0))
                Failure = Ruined(account.Cash);
        }

        if (account.Position != 0)
            ExposedBars += end - exposedSince;
    }

    private void Execute(double position, int bar, double quote, bool atClose)
    {
        if (account.Position == 0)
            exposedSince = bar;
        var fill = account.TradeTo(position, quote);
        if (position == 0)
            ExposedBars += bar - exposedSince + (atClose ? 1 : 0);
        ledger?.Book(fill, bar, atClose);
    }
}
