using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Api;

/// <summary>Lists that are given page by page: <c>maxpagesize</c> and <c>skiptoken</c> in the query, <c>nextLink</c> in the answer.</summary>
internal static class Pages
{
    /// <summary>Most rows of a page.</summary>
    public const int MostRows = 200;

    private const string SizeKey = "maxpagesize";
    private const string TokenKey = "skiptoken";

    /// <summary>Parameters that every such list understands.</summary>
    public static IReadOnlyList<string> Keys { get; } = [SizeKey, TokenKey];

    /// <summary>Rows that the caller wants on a page.</summary>
    /// <exception cref="FormatException">It is not 1 to <see cref="MostRows"/>.</exception>
    public static int Size(IQueryCollection query, int usual) => query[SizeKey] is not [{ Length: > 0 } asked] ? usual
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MostRows ? size
        : throw new FormatException($"{SizeKey} must be 1 to {MostRows}, not '{asked}'.");

    /// <summary>Where the page begins; null for the first page.</summary>
    /// <exception cref="FormatException">The link is damaged.</exception>
    public static string? Token(IQueryCollection query) => query[TokenKey] is not [{ Length: > 0 } token] ? null
        : Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw new FormatException("Follow nextLink as it was given.");

    /// <summary>Path and query of the next page: those of this one, but for where it begins. Null where there is none.</summary>
    public static string? Next(HttpRequest request, string? token) => token is null ? null : request.Path + QueryString.Create(request.Query
        .Where(pair => pair.Key != TokenKey)
        .Append(new(TokenKey, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token)))));

    /// <summary>400 for what is no page.</summary>
    public static IResult Refused(FormatException error) => Problems.Of(StatusCodes.Status400BadRequest, "query-invalid", error.Message);
}
