using Microsoft.Extensions.Options;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class RequestRatesTests
{
    // One a minute: nothing comes back while the test runs.
    [Fact]
    public void Wait_MoreThanAMinutesWorth_SaysForHowLong_ToThatCallerAlone()
    {
        using var rates = new RequestRates(Options.Create(new AccessOptions { RequestsPerMinute = 1 }));

        Assert.Null(rates.Wait("Ada", writes: false));
        Assert.InRange(rates.Wait("Ada", writes: false)!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Null(rates.Wait("Bob", writes: false));
    }

    [Fact]
    public void WaitToStart_HasALimitOfItsOwn_ForEachCaller()
    {
        using var rates = new RequestRates(Options.Create(new AccessOptions { StartsPerMinute = 1 }));

        Assert.Null(rates.WaitToStart("ada"));
        Assert.InRange(rates.WaitToStart("ada")!.Value, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Null(rates.WaitToStart("bob"));
        Assert.Null(rates.Wait("ada", writes: true));
    }

    // Whatever host a call comes to: all of them together let no more pass than the limit says. One a minute for each, so that nothing comes back meanwhile.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 4)]
    [InlineData(10, 10)]
    public void Wait_SeveralHosts_TogetherKeepTheLimit(int limit, int instances)
    {
        var options = Options.Create(new AccessOptions { RequestsPerMinute = limit, WritesPerMinute = limit, StartsPerMinute = limit, Instances = instances });
        for (var host = 0; host < instances; host++)
        {
            using var rates = new RequestRates(options);
            Assert.Null(rates.Wait("ada", writes: true));
            Assert.NotNull(rates.Wait("ada", writes: false));
            Assert.Null(rates.WaitToStart("ada"));
            Assert.NotNull(rates.WaitToStart("ada"));
        }
    }

    [Fact]
    public void Wait_Writes_HaveALimitOfTheirOwn()
    {
        using var rates = new RequestRates(Options.Create(new AccessOptions { RequestsPerMinute = 1000, WritesPerMinute = 1 }));

        Assert.Null(rates.Wait("Ada", writes: true));
        Assert.NotNull(rates.Wait("Ada", writes: true));
        Assert.Null(rates.Wait("Ada", writes: false));
    }
}
