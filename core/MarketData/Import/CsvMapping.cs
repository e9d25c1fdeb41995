using System.Text.Json;
using Serverless.Core.Configuration;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>
/// What the columns of a table mean, for files that are not recognised, or are recognised wrongly. Columns are named as in the header, in any
/// case, or by their index from 0. Bars need <see cref="Close"/>, and open, high and low or none of them; figures need <see cref="Value"/>.
/// What is left out is recognised as usual.
/// </summary>
public sealed record CsvMapping
{
    private static readonly Dictionary<string, Func<CsvMapping, string, CsvMapping>> Keys = new(StringComparer.Ordinal)
    {
        ["time"] = (mapping, text) => mapping with { Time = text },
        ["open"] = (mapping, text) => mapping with { Open = text },
        ["high"] = (mapping, text) => mapping with { High = text },
        ["low"] = (mapping, text) => mapping with { Low = text },
        ["close"] = (mapping, text) => mapping with { Close = text },
        ["volume"] = (mapping, text) => mapping with { Volume = text },
        ["value"] = (mapping, text) => mapping with { Value = text },
        ["symbolColumn"] = (mapping, text) => mapping with { SymbolColumn = text },
        ["timeFormat"] = (mapping, text) => mapping with { TimeFormat = text },
        ["dateOrder"] = (mapping, text) => mapping with { DateOrder = Choice<DateOrder>(text) },
        ["timeZone"] = (mapping, text) => WallClock.IsZone(text)
            ? mapping with { TimeZone = text }
            : throw new FormatException("write UTC, an offset such as +03:00, or an IANA name such as Europe/Berlin"),
        ["label"] = (mapping, text) => mapping with { Label = Choice<TimeLabel>(text) },
        ["delimiter"] = (mapping, text) => text.Length == 1
            ? mapping with { Delimiter = text[0] }
            : throw new FormatException("a delimiter is one character"),
        ["numbers"] = (mapping, text) => mapping with { Numbers = Choice<NumberStyle>(text) },
        ["priceMultiplier"] = (mapping, text) => CsvFields.TryParse(text, out var factor) && factor > 0 && double.IsFinite(factor)
            ? mapping with { PriceMultiplier = factor }
            : throw new FormatException("write a positive number"),
        ["symbol"] = (mapping, text) => mapping with { Symbol = text },
        ["timeframe"] = (mapping, text) => mapping with { Timeframe = Choice<Timeframe>(text) },
        ["market"] = (mapping, text) => mapping with { Market = Choice<Market>(text) },
        ["vendor"] = (mapping, text) => mapping with { Vendor = text },
        ["adjustment"] = (mapping, text) => mapping with { Adjustment = Choice<PriceAdjustment>(text) },
    };

    /// <summary>Column of the time.</summary>
    public string? Time { get; init; }

    /// <summary>Column of the first price.</summary>
    public string? Open { get; init; }

    /// <summary>Column of the highest price.</summary>
    public string? High { get; init; }

    /// <summary>Column of the lowest price.</summary>
    public string? Low { get; init; }

    /// <summary>Column of the last price.</summary>
    public string? Close { get; init; }

    /// <summary>Column of the volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Column of a figure, in place of prices.</summary>
    public string? Value { get; init; }

    /// <summary>Column of the symbol, where the file holds several.</summary>
    public string? SymbolColumn { get; init; }

    /// <summary>Format of times in .NET's custom notation, for example <c>yyyyMMddHHmm</c>.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Order of day, month and year.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>As <see cref="BarSource.TimeZone"/>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Which end of a bar a time means.</summary>
    public TimeLabel? Label { get; init; }

    /// <summary>What separates fields.</summary>
    public char? Delimiter { get; init; }

    /// <summary>How numbers are written.</summary>
    public NumberStyle? Numbers { get; init; }

    /// <summary>What prices are multiplied by; positive.</summary>
    public double PriceMultiplier { get; init; } = 1;

    /// <summary>Name of the instrument.</summary>
    public string? Symbol { get; init; }

    /// <summary>Length of the bars.</summary>
    public Timeframe? Timeframe { get; init; }

    /// <summary>Kind of market.</summary>
    public Market? Market { get; init; }

    /// <summary>Who published the file.</summary>
    public string? Vendor { get; init; }

    /// <summary>What was done to the prices.</summary>
    public PriceAdjustment? Adjustment { get; init; }

    /// <summary>Reads a mapping from JSON: one object whose keys are this record's properties in camelCase.</summary>
    /// <exception cref="FormatException">The text is no such object; the message names the key and, for an unknown one, the nearest
    /// valid key.</exception>
    public static CsvMapping Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("a mapping is one JSON object, such as { \"time\": \"Date\", \"close\": \"Last\" }");
            return document.RootElement.EnumerateObject().Aggregate(new CsvMapping(), Set);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the mapping is not valid JSON: {exception.Message}", exception);
        }
    }

    internal IReadOnlyList<string> ColumnNames =>
        [.. new[] { Time, Open, High, Low, Close, Volume, Value, SymbolColumn }.OfType<string>().Select(MarketData.ColumnNames.Normalise)];

    internal BarSource Apply(BarSource source) => source with
    {
        Symbol = Symbol ?? source.Symbol,
        Timeframe = Timeframe ?? source.Timeframe,
        Market = Market ?? source.Market,
        Label = Label ?? source.Label,
        Vendor = Vendor ?? source.Vendor,
        Adjustment = Adjustment ?? source.Adjustment,
        TimeZone = TimeZone ?? source.TimeZone,
    };

    private static CsvMapping Set(CsvMapping mapping, JsonProperty property)
    {
        if (!Keys.TryGetValue(property.Name, out var set))
            throw new FormatException($"the mapping has no key '{property.Name}'; did you mean '{NearestName.Of(property.Name, Keys.Keys)}'?");
        if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            throw new FormatException($"'{property.Name}' takes a text or a number, not {property.Value.GetRawText()}");
        try
        {
            return set(mapping, property.Value.ToString());
        }
        catch (FormatException exception)
        {
            throw new FormatException($"'{property.Name}': \"{property.Value}\" does not fit: {exception.Message}", exception);
        }
    }

    private static T Choice<T>(string text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
        ? value
        : throw new FormatException($"choose one of {string.Join(", ", Enum.GetNames<T>())}");
}
