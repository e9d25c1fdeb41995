using System.Globalization;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Tests.Reporting;

public sealed class CrisisTests
{
    [Fact]
    public void All_Dates_AreHighestAndLowestCloseOfTheirSource()
    {
        var spy = Closes("data/equity/SPY_1d_raw_1993-01_2025-12.csv.gz");
        var coin = Closes("data/crypto/BTCUSDT_binance_1d_2017-08_2024-03.csv");

        Assert.All(Crisis.All, crisis =>
        {
            var within = (crisis.Source.Contains("SPY", StringComparison.Ordinal) ? spy : coin).Where(day => day.Date >= crisis.From && day.Date <= crisis.To).ToList();
            Assert.Equal((crisis.Name, crisis.From, crisis.To), (crisis.Name, within.MaxBy(day => day.Close).Date, within.MinBy(day => day.Close).Date));
        });
    }

    private static List<(DateOnly Date, double Close)> Closes(string path) =>
        [.. SharedFolder.Lines(path).Skip(1).Select(line => line.Split(',')).Select(fields =>
            (DateOnly.ParseExact(fields[0][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), double.Parse(fields[4], CultureInfo.InvariantCulture)))];
}
