using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Configuration;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Backtesting.Runs;
using Serverless.Core.Tests.Configuration;

namespace Serverless.Core.Tests.Backtesting.Models;

public sealed class PlatformRoundTripTests
{
    private static readonly JsonObject Schema = PlatformSchema.BuiltIn.DescribeDocument("platform");

    [Fact]
    public void Read_WhatWasWritten_IsEqualFitsTheSchemaAndNoTwoAreTheSame()
    {
        var hashes = new HashSet<string>();
        for (var seed = 0; seed < 300; seed++)
        {
            var platform = RandomPlatforms.Draw(new SeededRandom(seed));
            var written = (JsonObject)PlatformSchema.BuiltIn.Write(platform)!;
            Assert.Null(JsonSchemaCheck.FindProblem(Schema, written));

            foreach (var text in new[] { written.ToJsonString(), ConfigurationYaml.Write(written) })
            {
                var read = PlatformTexts.Read(text);

                Assert.True(JsonNode.DeepEquals(written, PlatformSchema.BuiltIn.Write(read)), $"seed {seed}: {text}");
                Assert.Equal(platform, read);
            }

            Assert.True(hashes.Add(platform.Hash));
        }
    }

    [Fact]
    public void Read_RandomMutations_ThrowNothingButTheConfigurationException()
    {
        string[] seeds =
        [
            PlatformTexts.Bare,
            KeyTable.Document("examples/three-models.yaml"),
            ConfigurationYaml.Write((JsonObject)PlatformSchema.BuiltIn.Write(RandomPlatforms.Draw(new SeededRandom(5)))!),
        ];
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new SeededRandom(seed);
            var text = TextMutations.Of(seeds[random.NextInt(seeds.Length)], random);
            try
            {
                PlatformTexts.Read(text);
                read++;
            }
            catch (ConfigurationException exception)
            {
                Assert.NotEmpty(exception.Errors);
                refused++;
            }
        }

        Assert.True(read > 20 && refused > 500, $"{read} were read and {refused} refused.");
    }
}
