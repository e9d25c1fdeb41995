using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A page under construction; interpolated values are encoded.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder html = new();

    public HtmlPage(string title)
    {
        Html($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        Html($"<title>{title}</title>\n<style>\n{new RawHtml(QualityStyle.Css)}</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>Appends markup; what stands in braces is encoded unless it is <see cref="RawHtml"/>.</summary>
    public void Html(FormattableString markup)
    {
        var arguments = Array.ConvertAll(markup.GetArguments(), argument => argument is RawHtml raw ? raw.Text ?? string.Empty : (object)WebUtility.HtmlEncode($"{argument}"));
        html.AppendFormat(CultureInfo.InvariantCulture, markup.Format, arguments);
    }

    /// <summary>Appends markup as it is.</summary>
    public void Raw(string markup) => html.Append(markup);

    /// <summary>Appends an image that scrolls where the screen is narrow.</summary>
    public void Picture(string label, string svg) =>
        Html($"<div class=\"picture\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">{new RawHtml(svg)}</div>\n");

    /// <summary>Appends a table that scrolls within the page, also by keyboard; cells are markup.</summary>
    public void Table(string caption, string[] headings, IEnumerable<string[]> rows, Range numbers)
    {
        var (first, count) = numbers.GetOffsetAndLength(headings.Length);
        Html($"<div class=\"table\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\"><table><caption>{caption}</caption><thead><tr>");
        for (var i = 0; i < headings.Length; i++)
            Html($"<th scope=\"col\"{Alignment(i)}>{headings[i]}</th>");
        Raw("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            Raw("<tr>");
            for (var i = 0; i < row.Length; i++)
                Html($"<td{Alignment(i)}>{new RawHtml(row[i])}</td>");
            Raw("</tr>\n");
        }

        Raw("</tbody></table></div>\n");

        RawHtml Alignment(int column) => new(column >= first && column < first + count ? " class=\"number\"" : string.Empty);
    }

    public string Finish()
    {
        Raw("</main>\n</body>\n</html>\n");
        return html.ToString();
    }
}
