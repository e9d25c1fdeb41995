using Serverless.Infra.Audit;

namespace Serverless.Infra.Tests.Audit;

public sealed class LostRacesTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(6, 64)]
    [InlineData(255, 64)]
    public void Of_MoreLosses_IsLongerUpToABound(int lost, int milliseconds)
    {
        Assert.Equal(TimeSpan.Zero, LostRaces.Of(lost, 0));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), LostRaces.Of(lost, 1));
    }
}
