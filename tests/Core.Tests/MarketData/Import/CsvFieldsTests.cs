using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

public sealed class CsvFieldsTests
{
    [Fact]
    public void TryParse_RandomNumbers_AgreesWithTheLibraryToTheLastBit()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 100_000; i++)
        {
            var digits = 1 + random.NextInt(22);
            var text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.NextInt(10))));
            text = random.NextInt(3) == 0 ? text : text.Insert(random.NextInt(digits + 1), ".");

            var parsed = CsvFields.TryParse(text, out var value);

            Assert.True(parsed, text);
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("3.528.434.443.007")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("--1")]
    public void TryParse_NotANumber_IsFalse(string text) => Assert.False(CsvFields.TryParse(text, out _));

    [Theory]
    [InlineData("2024-01-31T04:05:06.1234567Z", 638422707061234567)]
    [InlineData("2024-01-31 04:05:06.123456789", 638422707061234567)]
    [InlineData("1706673906.1234567", 638422707061234567)]
    [InlineData("1706673906123456.7", 638422707061234567)]
    [InlineData("1706673906123456700", 638422707061234567)]
    [InlineData("2024-01-31 05:05:06+01:00", 638422707060000000)]
    [InlineData("20240131", 638422560000000000)]
    [InlineData("20240131 04:05", 638422707000000000)]
    [InlineData("2024/1/31 04:05", 638422707000000000)]
    [InlineData("2024-01-31 04-AM", 638422704000000000)]
    [InlineData("2024-01-31 12-AM", 638422560000000000)]
    [InlineData("31-Jan-24 4:05 AM", 638422707000000000)]
    [InlineData("Jan 31, 2024", 638422560000000000)]
    [InlineData("January 31, 2024 04:05:06 UTC", 638422707060000000)]
    public void TryParse_Notations_GiveUtcTicks(string text, long ticks)
    {
        Assert.True(CsvTime.TryParse(text, out var actual));
        Assert.Equal(ticks, actual);
    }

    [Theory]
    [InlineData("31-01-2024 04:05", DateOrder.DayFirst, 638422707000000000)]
    [InlineData("31.1.24", DateOrder.DayFirst, 638422560000000000)]
    [InlineData("01/31/2024 4:05 PM", DateOrder.MonthFirst, 638423139000000000)]
    [InlineData("01-31-99", DateOrder.MonthFirst, 630533376000000000)]
    [InlineData("2024-01-31", DateOrder.MonthFirst, 638422560000000000)]
    public void TryParse_OrderOfTheFile_GivesTicks(string text, DateOrder order, long ticks)
    {
        Assert.True(CsvTime.TryParse(text, order, out var actual, out _));
        Assert.Equal(ticks, actual);
    }

    [Theory]
    [InlineData("46,048,752", NumberStyle.ThousandsComma, 46048752)]
    [InlineData("-1,234.5", NumberStyle.ThousandsComma, -1234.5)]
    [InlineData("1234,5", NumberStyle.DecimalComma, 1234.5)]
    [InlineData("1.234,5", NumberStyle.DecimalComma, 1234.5)]
    [InlineData("0.5", NumberStyle.ThousandsComma, 0.5)]
    public void TryParse_Style_GivesTheNumber(string text, NumberStyle style, double expected)
    {
        Assert.True(CsvFields.TryParse(text, style, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,5", NumberStyle.ThousandsComma)]
    [InlineData("1,23,456", NumberStyle.ThousandsComma)]
    [InlineData("1.5,3", NumberStyle.ThousandsComma)]
    [InlineData(",123", NumberStyle.ThousandsComma)]
    [InlineData("3.528.434.443.007", NumberStyle.ThousandsComma)]
    [InlineData("1.23,4", NumberStyle.DecimalComma)]
    public void TryParse_BrokenGroups_IsFalse(string text, NumberStyle style) => Assert.False(CsvFields.TryParse(text, style, out _));

    [Theory]
    [InlineData("2024-13-01")]
    [InlineData("2024-01-01 24:00:00")]
    [InlineData("2024-01-01 13-AM")]
    [InlineData("2024-01-01 10-XM")]
    [InlineData("01/02/2024")]
    [InlineData("1-Foo-24")]
    [InlineData("2024-01-01 10:00:00 EST")]
    [InlineData("2024-01-01T")]
    [InlineData("1890-01-01")]
    [InlineData("9999999999")]
    [InlineData("-86400")]
    [InlineData("12345")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public void TryParse_NotATime_IsFalse(string text) => Assert.False(CsvTime.TryParse(text, out _));
}
