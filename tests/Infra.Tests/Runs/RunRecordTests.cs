using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Infra.Keys;
using Serverless.Infra.Runs;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Runs;

public sealed class RunRecordTests(AzuriteFixture azurite)
{
    private static readonly BarSeries Bars =
        SyntheticMarket.Generate("SYN-USD", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 600, seed: 1);

    private static readonly RunOrigin Origin =
        new("sma-cross", JsonNode.Parse("""{"fast":10,"slow":30}""")!, new string('c', 64), ContentHash.Of(Bars), "1.0.0");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_EveryTable_ComesBackFromItsFile()
    {
        var result = Run();

        var record = await RunRecord.CreateAsync(Origin, Bars, result);

        var tables = RunTables.Of(Bars, result);
        for (var i = 0; i < tables.Count; i++)
        {
            var (name, bytes) = record.Files[i];
            Assert.Equal($"{tables[i].Name}.parquet", name);
            Assert.Equal((tables[i].Rows, AuditHash.OfContent(bytes.Span)), (record.Summary.Tables[i].Rows, record.Summary.Tables[i].Sha256));
            using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes.ToArray()), cancellationToken: Cancellation);
            using var group = reader.OpenRowGroupReader(0);
            Assert.Equal(tables[i].Name, reader.CustomMetadata["table"]);
            Assert.Equal(tables[i].Columns.Select(column => column.Name), reader.Schema.DataFields.Select(field => field.Name));
            foreach (var (column, field) in tables[i].Columns.Zip(reader.Schema.DataFields))
                Assert.Equal(column.Values, (await group.ReadColumnAsync(field, Cancellation)).Data);
        }
    }

    [Fact]
    public async Task Create_Summary_NamesWhatTheRunWasMadeOfAndWhatItGave()
    {
        var result = Run();

        var record = await RunRecord.CreateAsync(Origin, Bars, result);

        Assert.Equal("summary.json", record.Files[^1].Name);
        using var json = JsonDocument.Parse(record.Files[^1].Bytes);
        var root = json.RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Matches("^sma-cross-synusd-[0-9a-f]{12}$", root.GetProperty("runId").GetString());
        Assert.Equal(ResultHash.Of(RunTables.Of(Bars, result)), root.GetProperty("runHash").GetString());
        Assert.Equal(result.Equity[^1], root.GetProperty("finalEquity").GetDouble());
        Assert.Equal(result.Metrics!.Sharpe, root.GetProperty("figures").GetProperty("sharpe").GetDouble());
        Assert.Equal(result.Costs.Total, root.GetProperty("costs").GetProperty("total").GetDouble());
        Assert.Equal(0, root.GetProperty("pathDependence").GetProperty("ambiguousBars").GetInt32());
        Assert.Equal(10, root.GetProperty("configuration").GetProperty("fast").GetInt32());
        Assert.Equal((Origin.DataHash, Origin.ConfigurationHash), (root.GetProperty("dataHash").GetString(), root.GetProperty("configurationHash").GetString()));
        Assert.Equal(Bars.OpenTime(599), root.GetProperty("lastBar").GetDateTime());
    }

    [Fact]
    public async Task Write_Twice_GivesTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory("run-record-").FullName;
        try
        {
            await (await RunRecord.CreateAsync(Origin, Bars, Run())).WriteAsync(Path.Combine(folder, "a"), Cancellation);
            await (await RunRecord.CreateAsync(Origin, Bars, Run())).WriteAsync(Path.Combine(folder, "b"), Cancellation);

            var names = Directory.GetFiles(Path.Combine(folder, "a")).Select(path => Path.GetFileName(path)).Order().ToArray();
            Assert.Equal(["equity.parquet", "events.parquet", "fills.parquet", "guards.parquet", "log.parquet", "orders.parquet", "summary.json", "trades.parquet"], names);
            foreach (var name in names)
                Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a", name)), File.ReadAllBytes(Path.Combine(folder, "b", name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Save_Twice_StoresOnceAndOtherResultsAreRefused()
    {
        var store = new RunStore(await azurite.CreateContainerAsync(), ContentProtection.None);
        var record = await RunRecord.CreateAsync(Origin, Bars, Run());

        await record.SaveAsync(store, Cancellation);
        await record.SaveAsync(store, Cancellation);

        Assert.Equal(record.Files[0].Bytes.ToArray(), await store.GetAsync($"{record.Summary.RunId}/orders.parquet", Cancellation));
        var other = await RunRecord.CreateAsync(Origin, Bars, Run(fast: 11));
        await Assert.ThrowsAsync<RunConflictException>(() => other.SaveAsync(store, Cancellation));
    }

    private static EventBacktestResult Run(double fast = 10) => EventBacktester.Run(
        Bars,
        StrategyCatalog.Get("sma-cross"),
        ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", 30),
        new BacktestSettings(),
        ..);
}
