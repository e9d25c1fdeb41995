using System.Text.Json;
using Serverless.Core.Regimes;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Tests.Entities;

public sealed class MarketRegimeMemoryTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_FirstReading_IsNoChange()
    {
        var (memory, changes) = new MarketRegimeMemory().After(At(0, EquityRegime.Bull));

        Assert.Empty(changes);
        Assert.Equal(new KnownRegime("equity_bull", Day), memory.Known["equity"]);
        Assert.DoesNotContain("macro", memory.Known.Keys); // its series is missing: the default is no reading
    }

    [Fact]
    public void After_AnotherRegime_IsToldAndKept()
    {
        var (memory, changes) = Observe(At(0, EquityRegime.Bull), At(1, EquityRegime.Bull), At(2, EquityRegime.Bear));

        Assert.Equal([new RegimeChange("equity", "equity_bull", "equity_bear", Day.AddDays(2))], changes);
        Assert.Equal(changes, memory.Changes);
        Assert.Equal(Day.AddDays(2), memory.Known["equity"].Since);
    }

    [Fact]
    public void After_StaleDefaultInBetween_IsNoChangeOfTheMarket()
    {
        var (memory, changes) = Observe(At(0, EquityRegime.Bull), At(1, EquityRegime.Neutral, RegimeStatus.Stale), At(2, EquityRegime.Bull, RegimeStatus.Late));

        Assert.Empty(changes);
        Assert.Equal(Day, memory.Known["equity"].Since);
        var (_, later) = Observe(At(0, EquityRegime.Bull), At(1, EquityRegime.Neutral, RegimeStatus.Stale), At(2, EquityRegime.Bear));
        Assert.Equal("equity_bull", Assert.Single(later).From);
    }

    [Fact]
    public void After_OlderState_ChangesNothing()
    {
        var (memory, _) = Observe(At(1, EquityRegime.Bull));

        var (after, changes) = memory.After(At(0, EquityRegime.Bear));

        Assert.Same(memory, after);
        Assert.Empty(changes);
    }

    [Fact]
    public void Json_RoundTrip_IsUnchanged()
    {
        var options = new JsonSerializerOptions { IncludeFields = true }; // those of the durable boundary
        var (memory, _) = Observe(At(0, EquityRegime.Bull), At(1, EquityRegime.Bear));

        var json = JsonSerializer.Serialize(memory, options);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<MarketRegimeMemory>(json, options), options));
        Assert.Contains("equity_bear", json, StringComparison.Ordinal);
    }

    private static (MarketRegimeMemory Memory, IReadOnlyList<RegimeChange> Changes) Observe(params MarketRegimeState[] states)
    {
        var (memory, all) = (new MarketRegimeMemory(), new List<RegimeChange>());
        foreach (var state in states)
        {
            (memory, var changes) = memory.After(state);
            all.AddRange(changes);
        }

        return (memory, all);
    }

    internal static MarketRegimeState At(int day, EquityRegime equity, RegimeStatus status = RegimeStatus.Current) => new(
        Day.AddDays(day),
        new RegimeReading<CryptoRegime>(new RegimeFigures(Momentum: 0.1m, Trend: 0.2m), Day, "BTCUSDT", RegimeStatus.Current, CryptoRegime.RiskOn),
        new RegimeReading<EquityRegime>(new RegimeFigures(Momentum: 0.1m, Trend: 0.2m), Day, "SPY", status, equity),
        new RegimeReading<MacroRegime>(default, null, "", RegimeStatus.Missing, MacroRegime.Slowdown),
        new RegimeReading<VolatilityLevel>(new RegimeFigures(Vix: 17m), Day, "VIX", RegimeStatus.Current, VolatilityLevel.Normal));
}
