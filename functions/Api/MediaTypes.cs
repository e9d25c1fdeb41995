using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Serverless.Functions.Api;

/// <summary>In which media types a caller may send and receive (RFC 9110, sections 8.3 and 12.5.1).</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Html = "text/html";
    public const string Csv = "text/csv";
    public const string Text = "text/plain";
    public const string Zip = "application/zip";
    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>YAML (RFC 9512), with the names that it had before it was registered.</summary>
    public static readonly IReadOnlyList<string> Yaml = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <summary>What a function answers with.</summary>
    public static IReadOnlyList<string> Of(MethodInfo function) => function.GetCustomAttribute<AnswersAttribute>()?.MediaTypes ?? [Json];

    /// <summary>Which of the <paramref name="offered"/> the caller likes best, the first of equals; null when none is acceptable.</summary>
    public static string? Preferred(this HttpRequest request, IReadOnlyList<string> offered)
    {
        var ranges = request.GetTypedHeaders().Accept;
        return ranges.Count == 0 ? offered[0] : offered.Where(type => QualityOf(type, ranges) > 0).MaxBy(type => QualityOf(type, ranges));
    }

    /// <summary>406, with what there is.</summary>
    public static IResult NotAcceptable(IReadOnlyList<string> offered) => Problems.Of(
        StatusCodes.Status406NotAcceptable, "not-acceptable", $"The answer is {string.Join(", ", offered)}; the header 'Accept' takes none of it.");

    /// <summary>415 for a body that is none of what the function reads, as UTF-8 and without compression; null otherwise, and without a body.</summary>
    public static IResult? Refuse(HttpRequest request, IReadOnlyList<string> read)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return null;
        var headers = request.HttpContext.Response.Headers;
        if (request.Headers.ContentEncoding.Count > 0)
        {
            headers.AcceptEncoding = "identity";
            return Unsupported("Send the body without a 'Content-Encoding'.");
        }

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && read.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || Encoding.UTF8.Equals(type.Encoding)))
        {
            return null;
        }

        var all = string.Join(", ", read);
        headers.Accept = all;
        return Unsupported($"The body is read as {all}, in UTF-8; say so in 'Content-Type'.");
    }

    // The most specific range decides; UTF-8 is what all texts here are in.
    private static double QualityOf(string type, IEnumerable<MediaTypeHeaderValue> ranges)
    {
        var offered = new MediaTypeHeaderValue(type) { Charset = Encoding.UTF8.WebName };
        return ranges.Where(offered.IsSubsetOf).MaxBy(SpecificityOf)?.Quality ?? (ranges.Any(offered.IsSubsetOf) ? 1 : 0);
    }

    private static int SpecificityOf(MediaTypeHeaderValue range) => range switch
    {
        { MatchesAllTypes: true } => 0,
        { MatchesAllSubTypes: true } => 1,
        _ => 2 + range.Parameters.Count,
    };

    private static IResult Unsupported(string detail) => Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type-unsupported", detail);
}
