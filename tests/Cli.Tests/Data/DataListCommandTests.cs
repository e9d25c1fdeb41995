using System.CommandLine;
using System.Text.Json;
using Serverless.Cli.Data;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Cli.Tests.Data;

public sealed class DataListCommandTests
{
    [Fact]
    public async Task List_NothingListens_SaysUnreachable()
    {
        var list = DataListCommand.Create().Parse(
            ["--storage", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;"]);

        var error = await Assert.ThrowsAsync<CommandException>(() => list.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.Equal(ExitCode.Unreachable, error.ExitCode);
    }

    [Fact]
    public void Json_Manifest_HasNamesForKinds()
    {
        var day = DateTimeOffset.UnixEpoch;
        var manifest = new DatasetManifest(
            new DatasetInfo("crypto/A_h4.parquet", "A", Timeframe.H4, Market.Crypto, 1, day, day, "00"),
            1, day, new DataOrigin("Binance", "a.csv", null, PriceAdjustment.Raw), 0, 0, [new(DataDefect.Gap, DefectAction.Flag, 2)]);

        using var json = JsonDocument.Parse(CommandJson.Serialize(manifest));

        Assert.Equal("H4", json.RootElement.GetProperty("dataset").GetProperty("timeframe").GetString());
        Assert.Equal("Gap", json.RootElement.GetProperty("defects")[0].GetProperty("defect").GetString());
        Assert.Equal("Raw", json.RootElement.GetProperty("origin").GetProperty("adjustment").GetString());
    }
}
