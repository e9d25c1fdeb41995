using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class CsvMappingTests
{
    private const string Rows = "Asset|When|First|Top|Bottom|Last|Qty\nX|202401010930|100|200|100|150|3\nX|202401011030|100|200|100|120|3\nX|202401011130|100|200|100|190|3\n";

    [Fact]
    public void Read_WithMapping_TakesColumnsZoneLabelAndUnitsFromIt()
    {
        var mapping = CsvMapping.Parse("""
            { "time": "When", "open": "first", "high": 3, "low": "Bottom", "close": "Last", "volume": "Qty", "symbolColumn": "Asset", "delimiter": "|",
              "timeFormat": "yyyyMMddHHmm", "timeZone": "Europe/Berlin", "label": "close", "priceMultiplier": 0.01, "market": "crypto", "vendor": "Desk",
              "timeframe": "h1", "adjustment": "splitAndDividend" }
            """);

        var import = Assert.Single(DataReader.Read(new StringReader(Rows), new BarSource("x.csv", "Y", Market: Market.UsEquities), ImportPolicy.Default, mapping));

        Assert.Equal(new Bar(new DateTime(2024, 1, 1, 7, 30, 0, DateTimeKind.Utc), 1, 2, 1, 1.5, 3), import.Series![0]);
        Assert.Equal(("X", Timeframe.H1, Market.Crypto), (import.Series.Symbol, import.Series.Timeframe, import.Source.Market));
        Assert.Equal(("Desk", PriceAdjustment.SplitAndDividend), (import.Origin.Vendor, import.Origin.Adjustment));
    }

    [Fact]
    public void Read_MappingWithoutColumns_RefinesWhatIsRecognised()
    {
        var text = "time,open,high,low,close,volume\n2024-01-01 03:00:00,1,2,1,1.5,3\n2024-01-01 04:00:00,1,2,1,1.2,3\n2024-01-01 05:00:00,1,2,1,1.9,3\n";

        var import = Assert.Single(DataReader.Read(
            new StringReader(text), new BarSource("x.csv", "X"), ImportPolicy.Default, CsvMapping.Parse("""{ "timeZone": "+03:00", "symbol": "Z" }""")));

        Assert.Equal(("Z", 0), (import.Series!.Symbol, import.Series.OpenTime(0).Hour));
    }

    [Fact]
    public void Read_MappingOfAFigure_GivesObservations()
    {
        var import = Assert.Single(DataReader.Read(
            new StringReader("d;x;y\n2024-01-01;1;7\n2024-02-01;2;8\n"), new BarSource("x.csv", "CPI"), ImportPolicy.Default, CsvMapping.Parse("""{ "time": "d", "value": "y", "delimiter": ";" }""")));

        Assert.Equal(("CPI", 8.0), (import.Observations!.Symbol, import.Observations.Values[1]));
    }

    [Theory]
    [InlineData("""{ "timezone": "UTC" }""", "no key 'timezone'; did you mean 'timeZone'?")]
    [InlineData("""{ "tmie": "Date" }""", "no key 'tmie'; did you mean 'time'?")]
    [InlineData("""{ "timeframe": "H2" }""", "choose one of M1, M15, M30, H1, H4, D1")]
    [InlineData("""{ "timeframe": "60" }""", "choose one of")]
    [InlineData("""{ "timeZone": "Berlin" }""", "an IANA name")]
    [InlineData("""{ "priceMultiplier": -1 }""", "'priceMultiplier'")]
    [InlineData("""{ "delimiter": "::" }""", "one character")]
    [InlineData("""{ "time": null }""", "'time' takes a text")]
    [InlineData("""[1]""", "one JSON object")]
    [InlineData("""{""", "not valid JSON")]
    public void Parse_Mistake_IsNamedWithTheRemedy(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => CsvMapping.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ColumnThatIsNotThere_NamesTheNearest()
    {
        var import = Assert.Single(DataReader.Read(
            new StringReader(Rows), new BarSource("x.csv", "X"), ImportPolicy.Default, CsvMapping.Parse("""{ "time": "Wen", "close": "Last", "delimiter": "|" }""")));

        Assert.Equal("the mapping's column 'Wen' for Time is not there; did you mean 'when'?", Assert.Single(import.Issues).Reason);
    }
}
