using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Tests.Reporting;

public sealed class CellTextTests
{
    [Theory]
    [InlineData(CellKind.Percent, 0.12345, "12.3 %")]
    [InlineData(CellKind.Percent, -0.12345, "−12.3 %")]
    [InlineData(CellKind.Percent, -0.0001, "0.0 %")]
    [InlineData(CellKind.FinePercent, 0.001234, "0.123 %")]
    [InlineData(CellKind.Money, 1234.5, "1,234.50")]
    [InlineData(CellKind.Money, -123456.7, "−123,457")]
    [InlineData(CellKind.Count, 1234, "1,234")]
    [InlineData(CellKind.Ratio, 1.005, "1.00")]
    [InlineData(CellKind.Days, 3.26, "3.3")]
    [InlineData(CellKind.Days, 1724.2, "1,724")]
    [InlineData(CellKind.Number, 17074.693, "17074.69")]
    public void Of_Figure_ReadsAsItsKind(CellKind kind, double value, string text) => Assert.Equal(text, CellText.Of(Cell.Of(kind, value)));

    [Fact]
    public void Of_Undefined_IsADashOrItsReason()
    {
        Assert.Equal("–", CellText.Of(Cell.Ratio(null)));
        Assert.Equal("–", CellText.Of(Cell.Ratio(double.NaN)));
        Assert.Equal("not enough data", CellText.Of(Cell.From(5, 30, CellKind.Ratio, 1.2)));
    }
}
