using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Infra.Backtests;

namespace Serverless.Functions.Orchestrations;

/// <summary>A backtest that was asked for.</summary>
/// <param name="BacktestId">Also the orchestration's instance id; equal orders have equal ones.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">Who asked: a role.</param>
/// <param name="Order">What to run on which data.</param>
public sealed record BacktestInput(string BacktestId, DateTimeOffset RequestedAt, string RequestedBy, BacktestOrder Order)
{
    /// <summary>The part that the trail names.</summary>
    [JsonIgnore]
    public CycleReference Reference => new(BacktestId, RequestedBy, Order.ConfigurationHash);

    /// <summary>Name of a step in the trail: one that was started again after a failure has other steps.</summary>
    public string Step(string name) => string.Create(CultureInfo.InvariantCulture, $"{RequestedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}/{name}");
}
