using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;

namespace Serverless.Core.Execution.Simulation;

/// <summary>How a simulated broker works: conventions, venue, margin, carrying costs. Part of the record of a run.</summary>
public sealed record SimulationRules
{
    /// <summary>Conventions of filling.</summary>
    public ExecutionPolicy Policy { get; init; } = new();

    /// <summary>What the venue accepts.</summary>
    public InstrumentRules Instrument { get; init; } = new();

    /// <summary>How much may be carried. By default nothing is asked.</summary>
    public MarginRules Margin { get; init; } = new();

    /// <summary>What the run may hold. By default there is no limit.</summary>
    public PositionLimits Limits { get; init; } = PositionLimits.None;

    /// <summary>Size of a full position, for orders of a target.</summary>
    public PositionSizing Sizing { get; init; } = PositionSizing.OfEquity(1);

    /// <summary>How fills become trades.</summary>
    public LotMethod Lots { get; init; }

    /// <summary>Funding of a perpetual contract, or null.</summary>
    public FundingSchedule? Funding { get; init; }

    /// <summary>Yearly fee on the value sold short, charged from close to open for the time between opens; 0.05 is 5 %. Not negative.</summary>
    public double BorrowRate
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BorrowRate), value, "BorrowRate must be finite and not negative.");
    }
}
