using System.Text;
using System.Xml;
using System.Xml.Linq;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Writing;

/// <summary>
/// Writes a report as one page: styles and charts inside, no scripts, nothing from elsewhere. It is HTML and well-formed XML; it prints on A4.
/// The same document gives the same bytes.
/// </summary>
public static class HtmlReport
{
    private static readonly XmlWriterSettings Plain = new() { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.None };

    /// <summary>The page in UTF-8.</summary>
    public static byte[] Write(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, Plain))
            Page(document).WriteTo(writer);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static XElement Page(ReportDocument document) => new(
        "html",
        new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", document.Title),
            new XElement("style", PageStyle.Css)),
        new XElement(
            "body",
            PageStyle.Patterns(),
            new XElement(
                "header",
                new XElement("h1", document.Title),
                new XElement("p", document.Subtitle)),
            new XElement(
                "nav",
                new XAttribute("aria-label", "Sections"),
                new XElement("ol", document.Sections.Select(section => new XElement("li", new XElement("a", new XAttribute("href", $"#{section.Id}"), section.Title))))),
            new XElement("main", document.Sections.Select(Section))));

    private static XElement Section(ReportSection section) => new(
        "section",
        new XAttribute("id", section.Id),
        new XAttribute("aria-labelledby", $"{section.Id}-h"),
        new XElement("h2", new XAttribute("id", $"{section.Id}-h"), section.Title),
        section.Blocks.Select(HtmlBlocks.Of));
}
