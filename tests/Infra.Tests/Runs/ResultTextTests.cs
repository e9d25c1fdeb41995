using System.Text;
using System.Text.Json;
using Serverless.Core.Backtesting.Results;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Tests.Runs;

public sealed class ResultTextTests
{
    private static readonly ResultTable Table = new(
        "t",
        [
            ResultColumn.Of("a", [0.1 + 0.2, double.NaN]),
            ResultColumn.Of("b", (double?[])[null, -5e-324]),
            ResultColumn.Of("c", [1, -2]),
            ResultColumn.Of("d", [true, false]),
            ResultColumn.Of("e", ["plain", "with \"quotes\", and\na line"]),
            ResultColumn.Of("f", [new DateTime(2024, 1, 31, 12, 30, 0, DateTimeKind.Utc), DateTime.UnixEpoch.AddMicroseconds(5)]),
        ]);

    [Fact]
    public void Csv_EveryType_ReadsBackToTheSameValues() => Assert.Equal(
        "a,b,c,d,e,f\n"
        + "0.30000000000000004,,1,true,plain,2024-01-31T12:30:00Z\n"
        + "NaN,-5E-324,-2,false,\"with \"\"quotes\"\", and\na line\",1970-01-01T00:00:00.000005Z\n",
        Encoding.UTF8.GetString(ResultText.Csv(Table)));

    [Fact]
    public void Json_EveryType_HasAnObjectForEachRow()
    {
        using var json = JsonDocument.Parse(ResultText.Json(Table));

        var (first, second) = (json.RootElement[0], json.RootElement[1]);
        Assert.Equal(0.1 + 0.2, first.GetProperty("a").GetDouble());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (first.GetProperty("b").ValueKind, second.GetProperty("a").ValueKind));
        Assert.Equal((-2, false), (second.GetProperty("c").GetInt32(), second.GetProperty("d").GetBoolean()));
        Assert.Equal("with \"quotes\", and\na line", second.GetProperty("e").GetString());
        Assert.Equal(new DateTime(2024, 1, 31, 12, 30, 0, DateTimeKind.Utc), first.GetProperty("f").GetDateTime());
    }
}
