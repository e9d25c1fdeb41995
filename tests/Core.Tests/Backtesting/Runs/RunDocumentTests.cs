using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Configuration;
using Serverless.Core.Tests.Strategies;
using Serverless.Testing;

namespace Serverless.Core.Tests.Backtesting.Runs;

/// <summary>What docs/ says of run configurations and strategies is what the code says.</summary>
public sealed class RunDocumentTests
{
    [Fact]
    public void Document_Keys_AreThoseOfTheSchema() =>
        KeyTable.AssertDocumented("run-configuration.md", RunTexts.Schema.Describe(), "strategy", "parameters", "search");

    [Fact]
    public void Document_Strategies_AreThoseOfTheLibrary() => KeyTable.AssertContains(
        "strategies.md",
        StrategyLibrary.BuiltIn.All.Where(definition => definition is not SignalDefinition).Select(Row)
            .Prepend("|---|---|---|").Prepend("| strategy | what it does | inputs (default) |"));

    [Fact]
    public void Document_SchemaFile_IsTheSchema() =>
        KeyTable.AssertPublished("run-configuration.schema.json", RunTexts.Schema.DescribeDocument("Run configuration"));

    [Fact]
    public void Document_Examples_RunAsTheyStand()
    {
        var blocks = KeyTable.Document("run-configuration.md").Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).ToList();

        Assert.Equal(2, blocks.Count);
        Assert.Null(ConfiguredRun.Execute(RunTexts.Read(blocks[0]), RunTexts.Bars).Failure);
        Assert.Null(ConfiguredPortfolio.Execute(RunTexts.Read(blocks[1]), [RunTexts.Bars, RunTexts.Bars.As("ETHUSDT")]).Failure);
    }

    [Fact]
    public void Document_StrategyExample_IsTheOneThatTheTestsRun()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Core.Tests", "Strategies", "LastBarsTrend.cs")).ReplaceLineEndings("\n");
        var code = source[source.IndexOf("public sealed class", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains($"```csharp\n{code}\n```", KeyTable.Document("strategies.md"), StringComparison.Ordinal);

        var run = RunTexts.Read(RunTexts.Example).With(RunStrategy.Of(new LastBarsTrend()));
        var result = ConfiguredRun.Execute(run, RunTexts.Bars);

        Assert.Null(result.Failure);
        Assert.NotEmpty(result.Trades);
    }

    private static string Row(StrategyDefinition definition)
    {
        var inputs = definition.Schema.Inputs.Select(input => input.Kind switch
        {
            StrategyInputKind.Bool => $"{input.Name} ({input.Format(input.Default)})",
            StrategyInputKind.Choice => $"{input.Name} {string.Join(" / ", input.Choices)} ({input.Format(input.Default)})",
            _ => $"{input.Name} {input.Format(input.Min)} … {input.Format(input.Max)} ({input.Format(input.Default)})",
        });
        return $"| `{definition.Schema.Name}` | {definition.Schema.Description} | {string.Join(", ", inputs)} |";
    }
}
