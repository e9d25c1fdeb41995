using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Audit;
using Serverless.Infra.Experiments;
using Serverless.Infra.Keys;
using Serverless.Infra.Runs;
using Serverless.Infra.Runs.Reports;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Experiments;

/// <summary>A folder and a storage account hold the same records of the same runs.</summary>
public sealed class ExperimentCatalogueTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_Backtest_HasWhatItWasMadeOfAndWhatCameOfIt(bool inFolder)
    {
        var catalogue = await CreateAsync(inFolder);
        var run = await Records.RunAsync();

        await catalogue.RecordAsync("alpha", run, Records.Start, Cancellation);

        var record = Assert.Single(await catalogue.ListAsync(new ExperimentQuery(), Cancellation));
        Assert.Equal((run.RunId, "alpha", ExperimentKind.Backtest, ExperimentStatus.Completed), (record.Id, record.Name, record.Kind, record.Status));
        Assert.Equal((Records.Start, Records.Start, 1), (record.RecordedAt, record.LastRunAt, record.Runs));
        Assert.Equal((run.Summary.RunHash, run.Summary.ConfigurationHash, "1.0.0"), (record.ResultHash, record.ConfigurationHash, record.CodeVersion));
        Assert.Equal(new ExperimentModel("sma-cross", "1"), Assert.Single(record.Models));
        Assert.Equal(new ExperimentData("SYN-USD", "H4", run.Summary.DataHash), Assert.Single(record.Data));
        Assert.Equal(Records.Sorted(("allow_short", "true"), ("fast", "10"), ("slow", "30")), record.Parameters);
        Assert.Equal(run.Summary.Figures!.Sharpe, record.Metrics["sharpe"]);
        Assert.Equal(run.Summary.Figures.MaxDrawdown, record.Metrics["max_drawdown"]);
        Assert.Equal(Core.Metrics.BalancedPerformance.Of(run.Summary.Figures), record.Metrics["balanced_performance"]);
        Assert.Equal(run.Summary.Costs.Total, record.Metrics["costs.total"]);
        Assert.Equal(run.Summary.FinalEquity, record.Metrics["final_equity"]);
        Assert.Equal([.. run.Summary.Tables.Select(table => table.File), "report.html", "summary.json"], record.Artefacts.Select(artefact => artefact.Name));
        Assert.Equal(run.Summary.Tables.Select(table => table.Sha256), record.Artefacts.SkipLast(2).Select(artefact => artefact.Sha256));
        Assert.True(JsonNode.DeepEquals(run.Summary.Configuration, await catalogue.ConfigurationAsync(record, Cancellation)));
        Assert.Equal(record.Id, Assert.Single(await catalogue.FindAsync(record.Id[..12], Cancellation)).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_SameIdOtherResults_IsRefusedAndLeavesTheFirst(bool inFolder)
    {
        var catalogue = await CreateAsync(inFolder);
        var (run, other) = (await Records.RunAsync(), await Records.RunAsync(fast: 11));
        await catalogue.RecordAsync("alpha", run, Records.Start, Cancellation);
        await catalogue.RecordAsync("alpha", run, Records.Start.AddDays(1), Cancellation);

        await Assert.ThrowsAsync<RunConflictException>(() => catalogue.RecordAsync("alpha", other with { RunId = run.RunId }, Records.Start, Cancellation));

        Assert.Equal(run.Summary.RunHash, Assert.Single(await catalogue.ListAsync(new ExperimentQuery(), Cancellation)).ResultHash);
    }

    [Fact]
    public async Task Record_Run_KeepsThePageWithItsPlotsTheSameInFolderAndAccount()
    {
        var run = await Records.RunAsync();
        var runs = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        var account = new ExperimentAccount(new ExperimentTable(await azurite.CreateTableAsync(), ContentProtection.None), runs);
        var inFolder = await new ExperimentFolder(root).RecordAsync("alpha", run, Records.Start, Cancellation);
        var first = await account.RecordAsync("alpha", run, Records.Start, Cancellation);

        var again = await account.RecordAsync("alpha", run, Records.Start.AddDays(1), Cancellation);

        var page = await File.ReadAllBytesAsync(inFolder.Artefacts[^2].Location, Cancellation);
        var text = Encoding.UTF8.GetString(page);
        Assert.All(new[] { "equity-linear", "equity-log", "underwater" }, plot => Assert.Contains(plot, text, StringComparison.Ordinal));
        Assert.Contains("<svg", text, StringComparison.Ordinal);
        Assert.Equal(page, await runs.GetAsync($"{run.RunId}/report.html", Cancellation));
        Assert.All(new[] { inFolder, first, again }, record => Assert.Equal(AuditHash.OfContent(page), record.Artefacts[^2].Sha256));
        Assert.Equal(2, again.Runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindRecorded_ExaminationsOfTheRunAndOfOthers_IsTheOneThatTriedMost(bool inFolder)
    {
        var catalogue = await CreateAsync(inFolder);
        var run = await Records.RunAsync();
        var report = ReportRuns.Of(await StoredRun.ReadAsync(
            run.RunId, (name, _) => Task.FromResult(run.Files.First(file => file.Name == name).Bytes.ToArray()), Cancellation));
        await catalogue.RecordAsync("alpha", run, Records.Start, Cancellation);
        Assert.Null(await StoredExaminations.FindRecordedAsync(catalogue, report, Cancellation));

        await catalogue.RecordAsync("other", Records.Examination("few", run.Summary, fast: 12, trials: 9), Records.Start, Cancellation);
        await catalogue.RecordAsync("other", Records.Examination("many", run.Summary, fast: 14, trials: 90), Records.Start, Cancellation);
        await catalogue.RecordAsync("other", Records.Examination("dear", run.Summary, fast: 12, trials: 900, commission: 9), Records.Start, Cancellation);
        await catalogue.RecordAsync("other", Records.Examination("elsewhere", run.Summary with { DataHash = new string('d', 64) }, fast: 12, trials: 900), Records.Start, Cancellation);

        var evidence = await StoredExaminations.FindRecordedAsync(catalogue, report, Cancellation);

        Assert.Equal(("many", "trades"), (evidence!.Source, Assert.Single(evidence.Checks).Name));
    }

    [Fact]
    public async Task List_FoldersThatAnyoneWrote_AreRecordsAndBadOnesAreTold()
    {
        var folder = new ExperimentFolder(root);
        await (await Records.RunAsync()).WriteAsync(Path.Combine(root, "tuning", "first"), Cancellation);
        await (await Records.RunAsync(fast: 12)).WriteAsync(Path.Combine(root, "tuning", "second"), Cancellation);
        foreach (var (name, text) in new[] { ("other", """{"hello":1}"""), ("cut", """{"runId":"""), ("list", "[]"), ("number", """{"runId":5}""") })
        {
            Directory.CreateDirectory(Path.Combine(root, name));
            await File.WriteAllBytesAsync(Path.Combine(root, name, "summary.json"), Encoding.UTF8.GetBytes(text), Cancellation);
        }

        var records = await folder.ListAsync(new ExperimentQuery { Sort = "parameters.fast" }, Cancellation);

        Assert.Equal(["12", "10"], records.Select(record => record.Parameters["fast"]));
        Assert.All(records, record => Assert.Equal("tuning", record.Name));
        Assert.Equal(4, folder.Unreadable.Count);
        Assert.Contains(folder.Unreadable, problem => problem.Contains("no text 'runId'", StringComparison.Ordinal));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => new ExperimentFolder(Path.Combine(root, "none")).ListAsync(new ExperimentQuery(), Cancellation));
    }

    [Fact]
    public async Task List_SweepOfModels_HasTheBestSetAmongTheParametersOfEach()
    {
        const string Summary = """
            {"kind":"sweep","runId":"sweep-desk-1","runHash":"e","configurationHash":"c","dataHash":"d","codeVersion":"1","symbol":"models",
             "best":{"Trend_v1.days":"150"},"figures":{"sharpe":1.5},"search":{"trials":9},
             "configuration":{"models":{"Trend_v1":{"version":"1.2.0","parameters":{"days":200,"band":0.1}},"Reversion_v1":{"version":"2.0.0","parameters":{"days":14}}}}}
            """;
        Directory.CreateDirectory(Path.Combine(root, "desk", "run"));
        await File.WriteAllTextAsync(Path.Combine(root, "desk", "run", "summary.json"), Summary, Cancellation);

        var record = Assert.Single(await new ExperimentFolder(root).ListAsync(new ExperimentQuery(), Cancellation));

        Assert.Equal(Records.Sorted(("Reversion_v1/days", "14"), ("Trend_v1/band", "0.1"), ("Trend_v1/days", "150")), record.Parameters);
        Assert.Equal(["Trend_v1@1.2.0", "Reversion_v1@2.0.0"], record.Models.Select(model => model.ToString()));
        Assert.Equal(Records.Sorted(("search/trials", 9d), ("sharpe", 1.5)), record.Metrics);
    }

    [Fact]
    public async Task Compare_TwoRuns_TellsInWhatTheyDifferAndWhichIsBetter()
    {
        var folder = new ExperimentFolder(root);
        var (cheap, dear) = (await Records.RunAsync(), await Records.RunAsync(fast: 12, commission: 9));
        ExperimentRecord[] records =
            [await folder.RecordAsync("a", cheap, Records.Start, Cancellation), await folder.RecordAsync("a", dear, Records.Start, Cancellation)];

        var comparison = ExperimentComparison.Of(records, [cheap.Summary.Configuration, dear.Summary.Configuration]);

        Assert.Equal(["commission.bps", "strategies[0].parameters.fast"], comparison.Settings.Select(setting => setting.Key));
        Assert.Equal(["4", "9"], comparison.Settings[0].Values);
        var sharpe = comparison.Metrics.Single(metric => metric.Name == "sharpe");
        Assert.Equal([0, dear.Summary.Figures!.Sharpe - cheap.Summary.Figures!.Sharpe], sharpe.Deltas);
        Assert.Equal(cheap.Summary.Figures.Sharpe > dear.Summary.Figures.Sharpe ? 0 : 1, sharpe.Best);
        Assert.Equal(
            cheap.Summary.Figures.MaxDrawdown < dear.Summary.Figures.MaxDrawdown ? 0 : 1, comparison.Metrics.Single(metric => metric.Name == "max_drawdown").Best);
        Assert.Null(comparison.Metrics.Single(metric => metric.Name == "bars").Best);
        Assert.All(ExperimentComparison.Of([records[0], records[0]], [cheap.Summary.Configuration, cheap.Summary.Configuration]).Metrics, metric => Assert.Null(metric.Best));
    }

    private async Task<IExperimentCatalogue> CreateAsync(bool inFolder) => inFolder
        ? new ExperimentFolder(root)
        : new ExperimentAccount(new ExperimentTable(await azurite.CreateTableAsync(), ContentProtection.None), new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None));
}
