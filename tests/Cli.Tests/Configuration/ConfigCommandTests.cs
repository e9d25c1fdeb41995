using System.CommandLine;
using System.Text.Json.Nodes;
using Serverless.Cli.Configuration;
using Serverless.Core.Strategies;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Configuration;

public sealed class ConfigCommandTests : IDisposable
{
    private const string Run = "symbol: BTCUSDT\ntimeframe: 15m\nstrategy: {name: sma-cross}";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private static string Example(string name) => Path.Combine(RepositoryPaths.Root, "docs", "examples", name);

    [Fact]
    public async Task Validate_Examples_AreValidAlsoOverEachOther()
    {
        var (exit, output) = await RunAsync("validate", Example("three-models.yaml"), Example("three-models-risk-parity.yaml"));

        Assert.Equal(ExitCode.Success, exit);
        Assert.Matches("three-models.yaml \\+ .*three-models-risk-parity.yaml: a valid platform configuration, hash [0-9a-f]{64}\n$", output);
    }

    [Fact]
    public async Task Validate_Mistakes_AreAllPrintedWithExitCodeFour()
    {
        var file = Write("bad.yaml", "models:\n  EquityTrendModel_v1: {budget: 2}\nriks: {}\n");

        var (exit, output) = await RunAsync("validate", file, "--set", "risk.leverag=1");
        var (_, json) = await RunAsync("validate", file, "--json");

        Assert.Equal(ExitCode.VerificationFailed, exit);
        Assert.Equal(
            [
                $"{file}:2:33: models.EquityTrendModel_v1.budget: '2' is not a number at least 0 and at most 1.",
                $"{file}:3:1: riks: there is no such key; did you mean 'risk'?",
                "risk.leverag=1:1:1: risk.leverag: there is no such key; did you mean 'leverage'?",
            ],
            output.TrimEnd().Split('\n'));
        Assert.Equal(
            ("models.EquityTrendModel_v1.budget", 2, 33, false),
            JsonNode.Parse(json)! is var told && told["errors"]![0]! is var first
                ? ((string)first["path"]!, (int)first["line"]!, (int)first["column"]!, (bool)told["isValid"]!)
                : default);
    }

    [Fact]
    public async Task Validate_TextsThatAreNoYaml_AreToldForAllFiles()
    {
        var (exit, output) = await RunAsync("validate", Write("a.yaml", "models: ["), Write("b.yaml", "- 1"));

        Assert.Equal(ExitCode.VerificationFailed, exit);
        Assert.Contains("a.yaml:", output, StringComparison.Ordinal);
        Assert.Contains("b.yaml:1:1: it is a list; write 'key: value' lines, or a JSON object.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Merged_SaysWhereValuesComeFromAndReadsBackWithTheSameHash()
    {
        var (@base, experiment) = (Example("three-models.yaml"), Example("three-models-risk-parity.yaml"));
        var (exit, output) = await RunAsync("show", @base, experiment, "--set", "risk.leverage=1");
        var again = await RunAsync("show", Write("resolved.yaml", output));

        Assert.Equal(ExitCode.Success, exit);
        Assert.Contains($"      average: 150  # {experiment}:8\n", output, StringComparison.Ordinal);
        Assert.Contains($"      short: 126  # {@base}:14\n", output, StringComparison.Ordinal);
        Assert.Contains("  leverage: 1  # --set risk.leverage=1\n", output, StringComparison.Ordinal);
        Assert.Contains("  net: 1.2\n", output, StringComparison.Ordinal);
        Assert.Equal(output.Split('\n')[0], again.Output.Split('\n')[0]);
    }

    [Fact]
    public async Task Show_Json_HasConfigurationAndHash()
    {
        var (_, output) = await RunAsync("show", Write("run.yaml", Run), "--json");

        var json = JsonNode.Parse(output)!;
        Assert.Equal("run", (string)json["kind"]!);
        Assert.Equal(64, ((string)json["hash"]!).Length);
        Assert.Equal("sma-cross", (string)json["configuration"]!["strategies"]![0]!["name"]!);
    }

    [Fact]
    public async Task Schema_Kinds_AreThoseThatDocsPublish()
    {
        foreach (var (arguments, file) in new[] { ((string[])["schema"], "platform-configuration"), (["schema", "--kind", "run"], "run-configuration") })
        {
            var (exit, output) = await RunAsync(arguments);

            Assert.Equal(ExitCode.Success, exit);
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", $"{file}.schema.json"), TestContext.Current.CancellationToken), output);
        }
    }

    [Fact]
    public async Task Schema_Overrides_NeedNothing()
    {
        var (_, output) = await RunAsync("schema", "--overrides");

        var model = JsonNode.Parse(output)!["properties"]!["models"]!["anyOf"]![0]!["properties"]!["EquityTrendModel_v1"]!["anyOf"]![0]!;
        Assert.NotNull(model["properties"]!["budget"]);
        Assert.Null(model["allOf"]);
    }

    [Theory]
    [InlineData("cannot be read", "none.yaml")]
    [InlineData("say --kind platform or run", "kindless.yaml")]
    public async Task Show_WhatItCannot_SaysWhy(string expected, string file)
    {
        Write("kindless.yaml", "timeframe: 4h");

        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync("show", Path.Combine(folder.FullName, file)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exit = await ConfigCommand.Create(StrategyLibrary.BuiltIn).Parse(arguments).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output }, TestContext.Current.CancellationToken);
        return (exit, output.ToString());
    }
}
