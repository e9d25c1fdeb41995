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
