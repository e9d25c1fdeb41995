using System.Text;
using System.Text.Json;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Core.Tests.Reporting;

public sealed class ReportFormatsTests
{
    private static readonly ReportDocument Small = new(
        "small",
        "one",
        [
            new ReportSection("figures", "Figures", [new FiguresBlock([new ReportFigure("Sharpe ratio", Cell.Ratio(0.1 + 0.2), new(-1, 1.5)), new ReportFigure("CAGR", Cell.TooFew(CellKind.Percent))])]),
            new ReportSection("rows", "Rows", [new TableBlock(new ReportTable("t", "caption", ["Day", "Name", "Value"], [[Cell.Date(new DateTime(2020, 3, 16, 0, 0, 0, DateTimeKind.Utc)), Cell.Text("=1+1, \"x\""), Cell.Money(-2.5)]]))]),
        ]);

    [Fact]
    public void Json_Figures_AreExactAndUndefinedOnesNullWithAReason()
    {
        var figures = JsonDocument.Parse(Small.Write(ReportFormat.Json)).RootElement.GetProperty("sections")[0].GetProperty("blocks")[0].GetProperty("figures");

        Assert.Equal(0.1 + 0.2, figures[0].GetProperty("value").GetDouble());
        Assert.Equal((-1, 1.5), (figures[0].GetProperty("low").GetDouble(), figures[0].GetProperty("high").GetDouble()));
        Assert.Equal(JsonValueKind.Null, figures[1].GetProperty("value").ValueKind);
        Assert.Equal("not enough data", figures[1].GetProperty("reason").GetString());
    }

    [Fact]
    public void Csv_Lines_HoldOneValueEach() => Assert.Equal(
        """"
        section,table,row,column,value
        figures,figures,Sharpe ratio,value,0.30000000000000004
        figures,figures,Sharpe ratio,low,-1
        figures,figures,Sharpe ratio,high,1.5
        figures,figures,CAGR,value,
        rows,t,2020-03-16,Name,"'=1+1, ""x"""
        rows,t,2020-03-16,Value,-2.5

        """",
        Encoding.UTF8.GetString(Small.Write(ReportFormat.Csv)),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Formats_AllThree_HoldTheSameFigure()
    {
        var run = MadeRun.Of(400);
        var sheet = Sheets.Of(run);
        var exact = run.Figures!.Sharpe!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains($"figures,all-figures,Sharpe ratio,Value,{exact}\n", Encoding.UTF8.GetString(sheet.Write(ReportFormat.Csv)), StringComparison.Ordinal);
        Assert.Contains(exact, Encoding.UTF8.GetString(sheet.Write(ReportFormat.Json)), StringComparison.Ordinal);
        Assert.Contains($">{CellText.Of(Cell.Ratio(run.Figures.Sharpe))}<", Encoding.UTF8.GetString(sheet.Write(ReportFormat.Html)), StringComparison.Ordinal);
    }
}
