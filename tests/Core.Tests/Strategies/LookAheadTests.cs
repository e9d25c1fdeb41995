using System.Collections.Immutable;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

/// <summary>No decision may depend on a bar that has not closed: replace the future of a series, and the past decides as before.</summary>
public sealed class LookAheadTests
{
    private const int Bars = 900;
    private const int Trials = 6;

    public static TheoryData<string> Templates => [.. StrategyCatalog.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Decisions_AnyFutureReplaced_StayTheSame(string name)
    {
        var template = StrategyCatalog.Get(name);

        var (leaks, positions) = Search(template);

        Assert.Empty(leaks);
        Assert.True(positions > 0, "No decision was ever taken: the test would see nothing.");
    }

    [Fact]
    public void Decisions_PlantedLookAhead_IsCaught()
    {
        var cheat = new PlantedTemplate(static (indicators, bar, _) =>
            bar + 1 < indicators.Bars.Count && indicators.Bars.Close[bar + 1] > indicators.Bars.Close[bar] ? 1 : -1);

        Assert.NotEmpty(Search(cheat).Leaks);
    }

    [Fact]
    public void Decisions_PlantedScaleFromTheWholeSeries_IsCaught()
    {
        // The usual accident: a threshold from the mean of all prices, later ones included.
        var cheat = new PlantedTemplate(static (indicators, bar, _) =>
        {
            var sum = 0.0;
            foreach (var close in indicators.Bars.Close)
                sum += close;
            return indicators.Bars.Close[bar] > sum / indicators.Bars.Count ? 1 : 0;
        });

        Assert.NotEmpty(Search(cheat).Leaks);
    }

    // Decisions at or before the cut that a different future changed, and how many there were to change.
    private static (List<string> Leaks, int Positions) Search(StrategyTemplate template)
    {
        var leaks = new List<string>();
        var positions = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new SeededRandom(trial).Fork(template.Name);
            var parameters = Draw(template, random);
            var bars = RandomBars.Create(random, Bars);
            var expected = DecisionRecorder.Decisions(template, parameters, bars);
            positions += expected.Count(decision => decision != 0);
            foreach (var cut in (int[])[Bars - 2, 400 + random.NextInt(Bars - 402), random.NextInt(400)])
            {
                var actual = DecisionRecorder.Decisions(template, parameters, RandomBars.WithOtherFuture(bars, cut, random));
                for (var bar = 0; bar <= cut; bar++)
                {
                    if (!expected[bar].Equals(actual[bar]))
                        leaks.Add($"trial {trial}, cut {cut}, bar {bar}: {expected[bar]} became {actual[bar]}");
                }
            }
        }

        return (leaks, positions);
    }

    private static ImmutableSortedDictionary<string, double> Draw(StrategyTemplate template, SeededRandom random)
    {
        while (true)
        {
            var parameters = template.Parameters.ToImmutableSortedDictionary(
                range => range.Name, range => range.ValueAt(random.NextInt(range.Count)));
            if (template.Satisfies(parameters))
                return parameters;
        }
    }
}
