using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Configuration;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Configuration;

namespace Serverless.Core.Tests.Backtesting.Runs;

public sealed class RunRoundTripTests
{
    private static readonly JsonSerializerOptions[] Forms =
        [new(), new() { WriteIndented = true, IndentCharacter = '\t', IndentSize = 1 }, new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }];

    [Fact]
    public void Read_WhatWasWritten_IsEqualAndHasTheSameHash()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new SeededRandom(seed);
            var run = RandomRuns.Draw(random);
            var text = RunTexts.Schema.Write(run)!.ToJsonString(Forms[random.NextInt(Forms.Length)]);

            var read = RunTexts.Read(text);

            Assert.True(run.Equals(read), $"seed {seed}: {text}");
            Assert.Equal(RunTexts.Schema.Hash(run), RunTexts.Schema.Hash(read));
        }
    }

    [Fact]
    public void Hash_OneValueChanged_Differs()
    {
        var hashes = new HashSet<string>();
        for (var seed = 0; seed < 400; seed++)
            Assert.True(hashes.Add(RunTexts.Schema.Hash(RandomRuns.Draw(new SeededRandom(seed)))));
    }

    [Fact]
    public void Schema_WhatWasWrittenAndShorthands_AreValidAndMistakesAreNot()
    {
        var schema = RunTexts.Schema.DescribeDocument("run");
        for (var seed = 0; seed < 100; seed++)
            Assert.Null(JsonSchemaCheck.FindProblem(schema, RunTexts.Schema.Write(RandomRuns.Draw(new SeededRandom(seed)))));
        Assert.Null(JsonSchemaCheck.FindProblem(schema, JsonNode.Parse(RunTexts.Example)));
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)
            [("\"symbol\"", "\"symbl\""), ("15m", "16m"), ("10000", "0"), ("close_to_open", "now"), ("0.1", "-0.1"), ("true", "\"yes\""),
            ("\"slippage_bps\": 2", "\"slippage_bps\": 2, \"slippage\": {\"type\": \"bps\"}")])
        {
            var wrong = RunTexts.Example.Replace(from, to, StringComparison.Ordinal);
            Assert.NotNull(JsonSchemaCheck.FindProblem(schema, JsonNode.Parse(wrong)));
            Assert.Throws<ConfigurationException>(() => RunTexts.Read(wrong));
        }
    }

    [Fact]
    public void Read_RandomMutations_ThrowNothingButTheConfigurationException()
    {
        string[] seeds =
        [
            RunTexts.Example,
            "symbols: [A, B]\ntimeframe: 1h\nstrategies:\n  - &s {name: rsi-limit, parameters: {side: long}}\n  - *s\ncommission: {type: tiered, tiers: [{taker_bps: 3}]}\n",
            RunTexts.Schema.Write(RandomRuns.Draw(new SeededRandom(5)))!.ToJsonString(Forms[2]),
        ];
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new SeededRandom(seed);
            var text = TextMutations.Of(seeds[random.NextInt(seeds.Length)], random);
            try
            {
                RunTexts.Read(text);
                read++;
            }
            catch (ConfigurationException exception)
            {
                Assert.NotEmpty(exception.Errors);
                refused++;
            }
        }

        Assert.True(read > 50 && refused > 1_000, $"{read} were read and {refused} refused.");
    }
}
