using System.Buffers;
using System.Text.Json;

namespace Serverless.Core.Scoring;

/// <summary>Canonical bytes of a scorecard: UTF-8 JSON without spaces, properties in a fixed order, shortest round-trip numbers.</summary>
public static class ScorecardJson
{
    /// <summary>Writes the bytes; equal scorecards give equal bytes.</summary>
    public static byte[] Write(Scorecard scorecard)
    {
        ArgumentNullException.ThrowIfNull(scorecard);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("weights");
            json.WriteNumber("sharpe", scorecard.Weights.Sharpe);
            json.WriteNumber("drawdown", scorecard.Weights.Drawdown);
            json.WriteNumber("volatility", scorecard.Weights.Volatility);
            json.WriteNumber("persistence", scorecard.Weights.Persistence);
            json.WriteEndObject();
            json.WriteStartArray("rows");
            foreach (var row in scorecard.Rows)
                WriteRow(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static Scorecard Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var weights = document.RootElement.GetProperty("weights");
        return new Scorecard(
            new ScoreWeights(Figure(weights, "sharpe"), Figure(weights, "drawdown"), Figure(weights, "volatility"), Figure(weights, "persistence")),
            [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(ReadRow)]);
    }

    private static ScorecardRow ReadRow(JsonElement row) => new()
    {
        Rank = FigureOrNull(row, "rank") is { } rank ? (int)rank : null,
        StrategyId = row.GetProperty("strategyId").GetString()!,
        Template = row.GetProperty("template").GetString()!,
        Symbol = row.GetProperty("symbol").GetString()!,
        Version = row.GetProperty("version").GetInt32(),
        ParentId = row.GetProperty("parentId").GetString(),
        Score = FigureOrNull(row, "score") is { } score
            ? new UnifiedScore(score, Figure(row, "sharpePart"), Figure(row, "drawdownPart"), Figure(row, "volatilityPart"), Figure(row, "persistencePart"))
            : null,
        Sharpe = FigureOrNull(row, "sharpe"),
        InSampleSharpe = FigureOrNull(row, "inSampleSharpe"),
        TotalReturn = FigureOrNull(row, "totalReturn"),
        Cagr = FigureOrNull(row, "cagr"),
        Volatility = FigureOrNull(row, "volatility"),
        MaxDrawdown = FigureOrNull(row, "maxDrawdown"),
        Trades = row.GetProperty("trades").GetInt32(),
        Windows = row.GetProperty("windows").GetInt32(),
        MissingBars = row.GetProperty("missingBars").GetInt32(),
        FilledBars = row.GetProperty("filledBars").GetInt32(),
        Reason = row.GetProperty("reason").GetString(),
    };

    private static double Figure(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static double? FigureOrNull(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } figure ? figure.GetDouble() : null;

    private static void WriteRow(Utf8JsonWriter json, ScorecardRow row)
    {
        json.WriteStartObject();
        WriteNumber(json, "rank", row.Rank);
        json.WriteString("strategyId", row.StrategyId);
        json.WriteString("template", row.Template);
        json.WriteString("symbol", row.Symbol);
        json.WriteNumber("version", row.Version);
        json.WriteString("parentId", row.ParentId);
        WriteNumber(json, "score", row.Score?.Value);
        WriteNumber(json, "sharpePart", row.Score?.Sharpe);
        WriteNumber(json, "drawdownPart", row.Score?.Drawdown);
        WriteNumber(json, "volatilityPart", row.Score?.Volatility);
        WriteNumber(json, "persistencePart", row.Score?.Persistence);
        WriteNumber(json, "sharpe", row.Sharpe);
        WriteNumber(json, "inSampleSharpe", row.InSampleSharpe);
        WriteNumber(json, "totalReturn", row.TotalReturn);
        WriteNumber(json, "cagr", row.Cagr);
        WriteNumber(json, "volatility", row.Volatility);
        WriteNumber(json, "maxDrawdown", row.MaxDrawdown);
        json.WriteNumber("trades", row.Trades);
        json.WriteNumber("windows", row.Windows);
        json.WriteNumber("missingBars", row.MissingBars);
        json.WriteNumber("filledBars", row.FilledBars);
        json.WriteString("reason", row.Reason);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
