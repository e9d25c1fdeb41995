using System.CommandLine;
using Azure.Storage.Blobs;
using Serverless.Cli.Configuration;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Configuration;
using Serverless.Infra.Audit;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Configuration;

/// <summary>seed-001, user story 7 and FR-019 to FR-022: models and their stages, from the configuration to who runs them.</summary>
public sealed class ConfigStageCommandTests(AzuriteFixture azurite) : IDisposable
{
    private const string Model = "CryptoMomentumModel_v1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("config-stage-");
    private readonly string shard = $"s{Guid.NewGuid():N}"[..12];

    private string FilePath => Path.Combine(folder.FullName, "platform.yaml");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>
    /// "Given a model in research stage with successful backtest results, when I promote it to candidate status, then the model's lifecycle_stage is updated in
    /// config and results DB with timestamp and operator."
    /// </summary>
    [Fact]
    public async Task Us7Scenario1_ResearchIsPromoted_TheFileSaysCandidateAndTheTrailWhoWhenAndWhy()
    {
        Write("budget: 0.5 # half");
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var output = await RunAsync("candidate");

        Assert.StartsWith($"{Model}: Research became Candidate, entry ", output, StringComparison.Ordinal);
        Assert.Equal($"# all of them\nmodels:\n  {Model}:\n    lifecycle_stage: candidate\n    budget: 0.5 # half\n", await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("model.promoted", Model, "Ada", "It held up."), (entry.Action, entry.Subject, entry.Actor.Id, entry.Reason));
        Assert.Equal(("Research", "Candidate", "platform.yaml"), (entry.Details["from"], entry.Details["stage"], entry.Details["file"]));
        Assert.InRange(entry.OccurredAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
    }

    /// <summary>
    /// "Given a candidate model deployed to paper trading, when it meets performance criteria over 30+ days, when I promote to live status, then only live
    /// runner can execute this model with real capital."
    /// </summary>
    [Fact]
    public async Task Us7Scenario2_PaperIsPromoted_OnlyTheLiveRunnerExecutesIt()
    {
        Write("budget: 0.5", "lifecycle_stage: candidate");
        await RunAsync("paper");
        Assert.Equal((Model, ""), Runners());

        await RunAsync("live");

        Assert.Equal(("", Model), Runners());
        var entries = await EntriesAsync();
        Assert.Equal([("Candidate", "Paper"), ("Paper", "Live")], entries.Select(entry => (entry.Details["from"], entry.Details["stage"])));
        Assert.Equal(entries[0].AfterHash, entries[1].BeforeHash);
    }

    /// <summary>
    /// "Given a live model experiencing degraded performance, when I demote it to paper or research, then live runner stops executing and model reverts to lower
    /// lifecycle stage."
    /// </summary>
    [Theory]
    [InlineData("paper", "model.demoted")]
    [InlineData("research", "model.rolled-back")]
    public async Task Us7Scenario3_LiveIsDemoted_TheLiveRunnerStopsExecutingIt(string stage, string action)
    {
        Write("budget: 0.5", "lifecycle_stage: live # since May");
        Assert.Equal(("", Model), Runners());

        await RunAsync(stage);

        Assert.Equal((stage == "paper" ? Model : "", ""), Runners());
        Assert.Contains($"lifecycle_stage: {stage} # since May", await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(action, Assert.Single(await EntriesAsync()).Action);
    }

    /// <summary>
    /// "Given a paper trading runner starting up, when it loads models from config, then it only activates models with lifecycle_stage = candidate or paper (skips
    /// research and live)."
    /// </summary>
    [Theory]
    [InlineData("research", false, false)]
    [InlineData("candidate", true, false)]
    [InlineData("paper", true, false)]
    [InlineData("live", false, true)]
    public void Us7Scenario4_RunnersStart_ActivateTheModelsOfTheirStagesAlone(string stage, bool onPaper, bool live)
    {
        Write("budget: 0.5", $"lifecycle_stage: {stage}");

        Assert.Equal((onPaper ? Model : "", live ? Model : ""), Runners());
    }

    [Fact]
    public async Task Stage_TwoStepsAtOnce_NamesThoseThatAreAllowedAndChangesNothing()
    {
        Write("budget: 0.5", "lifecycle_stage: candidate");
        var text = await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync("live"));

        Assert.StartsWith("No step leads from Candidate to Live; one leads to Paper or Research.", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
        Assert.Equal(["platform.yaml"], folder.GetFiles().Select(file => file.Name));
        Assert.Empty(await EntriesAsync());
    }

    // The entry is committed and the file not yet replaced: what kill -9 leaves.
    [Fact]
    public async Task Stage_KilledBetweenEntryAndFile_IsRepeatedWithoutASecondEntry_AndBackAndForthHasItsOwn()
    {
        Write("budget: 0.5", "lifecycle_stage: research");
        var (text, written) = (await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken), File.GetLastWriteTimeUtc(FilePath));
        await RunAsync("candidate");
        await File.WriteAllTextAsync(FilePath, text, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(FilePath, written);

        await RunAsync("candidate");
        Assert.Single(await EntriesAsync());
        await RunAsync("research");
        await RunAsync("candidate");

        Assert.Equal(["Candidate", "Research", "Candidate"], (await EntriesAsync()).Select(entry => entry.Details["stage"]));
    }

    [Fact]
    public async Task Stage_AnotherCommandIsChangingTheFile_IsRefused()
    {
        Write("budget: 0.5");
        await using var other = new FileStream(FilePath + ".new", FileMode.Create, FileAccess.Write, FileShare.None);

        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync("candidate"));

        Assert.Contains("wait until nobody else changes the configuration", error.Message, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    private void Write(params string[] keys) => File.WriteAllText(FilePath, $"# all of them\nmodels:\n  {Model}:\n{string.Concat(keys.Select(key => $"    {key}\n"))}");

    private (string Paper, string Live) Runners()
    {
        var platform = PlatformSchema.BuiltIn.Read(ConfigurationDocument.Parse(File.ReadAllText(FilePath), FilePath));
        return (string.Join(' ', platform.For(TradingMode.Paper).Models.Keys), string.Join(' ', platform.For(TradingMode.Live).Models.Keys));
    }

    private async Task<string> RunAsync(string stage)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exit = await ConfigStageCommand.Create()
            .Parse([FilePath, Model, stage, "--operator", "Ada", "--reason", "It held up.", "--storage", azurite.ConnectionString, "--shard", shard])
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output }, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Success, exit);
        return output.ToString();
    }

    private async Task<List<AuditEvent>> EntriesAsync()
    {
        var trail = new BlobTrail(new BlobServiceClient(azurite.ConnectionString), shard: shard);
        await trail.CreateAsync(TestContext.Current.CancellationToken);
        var entries = new List<AuditEvent>();
        await foreach (var stored in trail.Entries.ReadAllAsync(TestContext.Current.CancellationToken))
            entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span).Event);
        return entries;
    }
}
