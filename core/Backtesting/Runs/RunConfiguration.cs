using System.Collections.Immutable;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>
/// Everything that decides the outcome of a run beside the bars. <see cref="RunSchema"/> reads, writes, documents and hashes it.
/// </summary>
public sealed record RunConfiguration
{
    /// <summary>Version of the format.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The instruments, each once.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>Length of the bars that strategies see.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.H4;

    /// <summary>The first bar that trades opens then or later, UTC; bars before it warm up indicators. Null for the first of all.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Bars open before then, UTC. Null for the last of all.</summary>
    public DateTime? End { get; init; }

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market { get; init; } = Market.Crypto;

    /// <summary>Equity before the first bar, in quote currency.</summary>
    public double InitialCash { get; init; } = 100_000;

    /// <summary>Fees.</summary>
    public CommissionModel Commission { get; init; } = new CommissionModel.BasisPoints();

    /// <summary>Slippage of market and stop orders.</summary>
    public SlippageModel Slippage { get; init; } = new SlippageModel.BasisPoints();

    /// <summary>Funding of a perpetual contract.</summary>
    public FundingPlan Funding { get; init; } = new();

    /// <summary>Yearly fee on what is sold short, as a share of its value.</summary>
    public double BorrowRate { get; init; }

    /// <summary>Size of orders that leave it to the run.</summary>
    public PositionSizing Sizing { get; init; } = PositionSizing.OfEquity(0.1);

    /// <summary>What the venue accepts.</summary>
    public InstrumentRules Instrument { get; init; } = new();

    /// <summary>How much may be carried; a cash account by default.</summary>
    public MarginRules Margin { get; init; } = new() { Leverage = 1 };

    /// <summary>What the run may lose.</summary>
    public RunGuards Guards { get; init; } = RunGuards.None;

    /// <summary>What the run may hold.</summary>
    public PositionLimits Limits { get; init; } = PositionLimits.None;

    /// <summary>Conventions of filling.</summary>
    public ExecutionPolicy Execution { get; init; } = new();

    /// <summary>How fills become trades.</summary>
    public LotMethod Lots { get; init; }

    /// <summary>What is run, at least one.</summary>
    public ImmutableArray<RunStrategy> Strategies { get; init; } = [];

    /// <summary>Seed of all that is random in the run.</summary>
    public long Seed { get; init; }

    /// <summary>Whether a position held at the last close is closed there, at its costs, instead of being marked.</summary>
    public bool CloseAtEnd { get; init; }

    /// <summary>Whether it takes a portfolio to run: several symbols or strategies, or a budget that is not 1.</summary>
    public bool IsPortfolio => Symbols.Length > 1 || Strategies is not [{ Budget: 1 }];

    /// <summary>The same run with another strategy in place of all.</summary>
    public RunConfiguration With(RunStrategy strategy) => this with { Strategies = [strategy] };

    /// <summary>The same run with other values of some parameters of its only strategy.</summary>
    /// <param name="values">Values by name; see <see cref="Core.Strategies.StrategyInput"/>.</param>
    /// <exception cref="ArgumentException">A name or value is not allowed.</exception>
    /// <exception cref="InvalidOperationException">The run has several strategies.</exception>
    public RunConfiguration WithParameters(IReadOnlyDictionary<string, double> values)
    {
        var strategy = Strategies.Single();
        return With(strategy with { Parameters = strategy.Definition.Resolve(strategy.Parameters.Values.SetItems(values)) });
    }

    /// <summary>Equal when all values are.</summary>
    public bool Equals(RunConfiguration? other) => other is not null
        && Symbols.AsSpan().SequenceEqual(other.Symbols.AsSpan())
        && Strategies.AsSpan().SequenceEqual(other.Strategies.AsSpan())
        && Values.Equals(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();

    private object Values =>
        (Timeframe, Start, End, Market, InitialCash, BorrowRate, (Commission, Slippage, Funding, Sizing), (Instrument, Margin, Guards, Limits),
        (Execution, Lots, Seed, CloseAtEnd));
}
