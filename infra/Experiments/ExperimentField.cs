using System.Globalization;
using System.Text.Json;

namespace Serverless.Infra.Experiments;

/// <summary>
/// Names by which conditions and orders speak of a record: a metric (<c>sharpe</c>, <c>sma-cross/profit</c>), a parameter
/// (<c>parameters.fast</c>), or <c>id</c>, <c>name</c>, <c>kind</c>, <c>status</c>, <c>runs</c>, <c>recorded_at</c>, <c>code_version</c>,
/// <c>configuration_hash</c>, <c>data_hash</c>, <c>result_hash</c>. Camel case is understood too.
/// </summary>
public static class ExperimentField
{
    private const string ParameterPrefix = "parameters.";

    /// <summary>The field as text, numbers so that they read back to the same bits; null when the record does not have it.</summary>
    public static string? Of(ExperimentRecord record, string field)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(field);
        if (field.StartsWith(ParameterPrefix, StringComparison.Ordinal))
            return record.Parameters.GetValueOrDefault(field[ParameterPrefix.Length..]);
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(field);
        return name switch
        {
            "id" => record.Id,
            "name" => record.Name,
            "kind" => record.Kind.ToString(),
            "status" => record.Status.ToString(),
            "runs" => record.Runs.ToString(CultureInfo.InvariantCulture),
            "recorded_at" => record.RecordedAt.ToString("O", CultureInfo.InvariantCulture),
            "code_version" => record.CodeVersion,
            "configuration_hash" => record.ConfigurationHash,
            "data_hash" => record.DataHash,
            "result_hash" => record.ResultHash,
            _ => record.Metrics.TryGetValue(field, out var figure) || record.Metrics.TryGetValue(name, out figure)
                ? figure.ToString("R", CultureInfo.InvariantCulture)
                : null,
        };
    }

    /// <summary>The finite number that a text is, or null.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
