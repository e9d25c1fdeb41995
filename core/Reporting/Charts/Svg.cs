using System.Globalization;
using System.Xml.Linq;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Elements of inline SVG. Coordinates have one decimal, so that the same chart gives the same bytes.</summary>
internal static class Svg
{
    public static string At(double coordinate)
    {
        var text = coordinate.ToString("F1", CultureInfo.InvariantCulture);
        return text == "-0.0" ? "0.0" : text;
    }

    public static XElement Element(string name, string? style, params object?[] content) =>
        new(name, style is null ? null : new XAttribute("class", style), content);

    public static XAttribute Attribute(string name, double coordinate) => new(name, At(coordinate));

    public static XElement Line(string style, double x1, double y1, double x2, double y2) =>
        Element("line", style, Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2));

    public static XElement Box(string style, double x, double y, double width, double height) =>
        Element("rect", style, Attribute("x", x), Attribute("y", y), Attribute("width", width), Attribute("height", height));

    public static XElement Path(string style, string data) => Element("path", style, new XAttribute("d", data));

    /// <param name="style">Classes.</param>
    /// <param name="x">Where it stands.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="text">The words.</param>
    public static XElement Text(string style, double x, double y, string anchor, string text) =>
        Element("text", style, Attribute("x", x), Attribute("y", y), new XAttribute("text-anchor", anchor), text);
}
