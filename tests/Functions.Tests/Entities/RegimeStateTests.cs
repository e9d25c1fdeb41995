using Serverless.Core.Regimes;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Tests.Entities;

public sealed class RegimeStateTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_AnotherRegime_RemembersThePreviousAndSinceWhen()
    {
        var state = new RegimeState().After(At(0, VolatilityRegime.Low)).After(At(1, VolatilityRegime.Low)).After(At(2, VolatilityRegime.High));

        Assert.Equal((VolatilityRegime.High, VolatilityRegime.Low, Day.AddDays(2)), (state.Current!.Regime, state.Previous, state.Since));
    }

    [Fact]
    public void After_SameRegime_KeepsSince() =>
        Assert.Equal(Day, new RegimeState().After(At(0, VolatilityRegime.Low)).After(At(5, VolatilityRegime.Low)).Since);

    [Fact]
    public void After_OlderSnapshot_ChangesNothing()
    {
        var state = new RegimeState().After(At(3, VolatilityRegime.Low));

        Assert.Equal(state, state.After(At(2, VolatilityRegime.High)));
    }

    private static RegimeSnapshot At(int day, VolatilityRegime regime) => new("X", Day.AddDays(day), 0.5, 0.3, 0.5, 0.7, regime, Stale: false);
}
