using System.Text.Json.Nodes;
using Serverless.Core.Regimes;
using Serverless.Functions.Api;
using Serverless.Functions.Entities;
using Serverless.Functions.Tests.Entities;

namespace Serverless.Functions.Tests.Api;

public sealed class RegimesResourceTests
{
    [Fact]
    public void Describe_StateOfYesterday_HasTheFormOfTheStateAndItsWarnings()
    {
        var state = MarketRegimeMemoryTests.At(1, EquityRegime.Bull);
        var (memory, _) = new MarketRegimeMemory().After(state);

        var resource = GetRegimes.Describe(memory, [], state.AsOf.AddHours(6));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(state.ToJson()), resource.Market));
        Assert.Equal("BULL", resource.Market!["equity"]!["value"]!.GetValue<string>());
        Assert.Equal("macro: there is no figure to read, or too few of them; Slowdown is assumed.", Assert.Single(resource.Warnings));
        Assert.Equal(["crypto", "equity", "volatility"], resource.Known.Select(known => known.Dimension));
        Assert.Equal(30, resource.Known[1].AgeHours);
    }

    [Fact]
    public void Describe_NoCheckOrAnOldOne_WarnsOfIt()
    {
        var state = MarketRegimeMemoryTests.At(0, EquityRegime.Bull);
        var (memory, _) = new MarketRegimeMemory().After(state);

        Assert.Contains("never looked at", Assert.Single(GetRegimes.Describe(new MarketRegimeMemory(), [], state.AsOf).Warnings), StringComparison.Ordinal);
        Assert.Contains("last looked at 2026-01-01T00:00Z", GetRegimes.Describe(memory, [], state.AsOf.AddHours(49)).Warnings[^1], StringComparison.Ordinal);
        Assert.Single(GetRegimes.Describe(memory, [], state.AsOf.AddHours(48)).Warnings);
    }
}
