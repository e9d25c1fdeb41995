using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Reads the service's <c>odata.error</c>: code, message, and the index of the action that failed a transaction.</summary>
internal sealed class TablesErrorParser : RequestFailedDetailsParser
{
    /// <summary>The key in an exception's data under which that index stands.</summary>
    public const string FailedActionKey = "FailedTransactionActionIndex";

    public static TablesErrorParser Instance { get; } = new();

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        error = ParseBody(response.Content);
        if (error is null && response.Headers.TryGetValue("x-ms-error-code", out var code))
            error = new ResponseError(code, response.ReasonPhrase);
        data = new Dictionary<string, string>();
        if (FailedAction(error?.Message) is { } index)
            data[FailedActionKey] = index.ToString(CultureInfo.InvariantCulture);
        return error is not null;
    }

    static ResponseError? ParseBody(BinaryData content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryGetProperty("odata.error", out var error)
                ? new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString())
                : null;
        }
        catch (JsonException)
        {
            // A proxy's page or an empty body: the status alone tells what happened.
            return null;
        }
    }

    /// <summary>Messages of a transaction begin with the index of the action, as in "2:The specified entity already exists."</summary>
    static int? FailedAction(string? message) =>
        message?.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
