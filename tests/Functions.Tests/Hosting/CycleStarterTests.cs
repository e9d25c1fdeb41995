using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Serverless.Core.MarketData;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Hosting;

public sealed class CycleStarterTests
{
    private readonly ManualTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 1, 2, 3, 456, TimeSpan.Zero));

    [Fact]
    public void Prepare_NothingAsked_TakesTheDefaultsAndTheTimeAsId()
    {
        var input = Starter(new EvaluationOptions { Seed = 5, Strategies = 80 }).Prepare(new StartCycleRequest(), "somebody", idempotencyKey: null);

        Assert.Equal("cycle-20260301T010203456Z", input.CycleId);
        Assert.Equal((5L, 80, "somebody"), (input.Settings.Seed, input.Settings.Strategies, input.RequestedBy));
    }

    [Fact]
    public void SeedOf_Days_DiffersByTheDayAndByTheSeedOfTheHost()
    {
        var options = new EvaluationOptions { Seed = 5 };

        Assert.Equal(5, options.SeedOf(new DateOnly(1970, 1, 1)));
        Assert.Equal(20_459, options.SeedOf(new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void Prepare_SameKeyLater_HasTheSameId()
    {
        var starter = Starter(new EvaluationOptions());
        var first = starter.Prepare(new StartCycleRequest(), "somebody", "key");
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(first.CycleId, starter.Prepare(new StartCycleRequest(), "somebody", "key").CycleId);
        Assert.NotEqual(first.CycleId, starter.Prepare(new StartCycleRequest(), "somebody", "other key").CycleId);
    }

    [Fact]
    public void Prepare_TooFewStrategies_NamesTheRange()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Starter(new EvaluationOptions()).Prepare(new StartCycleRequest(Strategies: 10), "somebody", null));

        Assert.Contains("60 to 200", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_OtherSetting_HasAnotherConfigurationHash()
    {
        var one = Starter(new EvaluationOptions { CommissionBps = 4 }).Prepare(new StartCycleRequest(), "somebody", null);
        var two = Starter(new EvaluationOptions { CommissionBps = 5 }).Prepare(new StartCycleRequest(), "somebody", null);

        Assert.NotEqual(one.Reference.ConfigHash, two.Reference.ConfigHash);
    }

    [Fact]
    public void Validate_OptionOutOfRange_FailsAtStartAndNamesIt()
    {
        var result = new EvaluationOptionsValidator().Validate(null, new EvaluationOptions { SlippageBps = -1 });

        Assert.True(result.Failed);
        Assert.Contains("SlippageBps", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_FillsForward_IsPartOfTheConfigurationHash()
    {
        string HashOf(EvaluationOptions options) => Starter(options).Prepare(new StartCycleRequest(), "somebody", null).Reference.ConfigHash;
        var skip = HashOf(new EvaluationOptions());

        Assert.Equal(skip, HashOf(new EvaluationOptions { MissingData = MissingDataMode.Skip, FillMaxBars = 5 }));
        Assert.NotEqual(skip, HashOf(Forward(5)));
        Assert.NotEqual(HashOf(Forward(4)), HashOf(Forward(5)));
        Assert.Equal(new ForwardFill(5), Forward(5).ToSettings().MissingData);
        Assert.Equal(new SkipMissing(), new EvaluationOptions().ToSettings().MissingData);
    }

    [Fact]
    public void Validate_FillsUnknownOrTooShort_FailsAtStartAndNamesTheKey()
    {
        var validator = new EvaluationOptionsValidator();

        Assert.Contains("FillMaxBars must be at least 1, not 0", validator.Validate(null, Forward(0)).FailureMessage, StringComparison.Ordinal);
        Assert.Contains(
            "MissingData must be Skip or ForwardFill, not 7",
            validator.Validate(null, new EvaluationOptions { MissingData = (MissingDataMode)7 }).FailureMessage,
            StringComparison.Ordinal);
        Assert.True(validator.Validate(null, Forward(1)).Succeeded);
    }

    [Theory]
    [InlineData("MissingData", "Interpolate")]
    [InlineData("FillMaxBars", "two")]
    public void Bind_ValueOfAnotherKind_NamesTheKey(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Evaluation:{key}", value)]).Build();

        var error = Assert.Throws<InvalidOperationException>(() => configuration.GetSection("Evaluation").Get<EvaluationOptions>());

        Assert.Contains($"Evaluation:{key}", error.Message, StringComparison.Ordinal);
    }

    private static EvaluationOptions Forward(int bars) => new() { MissingData = MissingDataMode.ForwardFill, FillMaxBars = bars };

    private CycleStarter Starter(EvaluationOptions options) => new(Options.Create(options), time);
}
