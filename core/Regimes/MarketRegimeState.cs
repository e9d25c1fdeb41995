using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>The four regimes at one time.</summary>
/// <param name="AsOf">UTC time of asking.</param>
/// <param name="Crypto">Crypto regime.</param>
/// <param name="Equity">Equity regime.</param>
/// <param name="Macro">Macro regime.</param>
/// <param name="Volatility">Volatility regime.</param>
public sealed record MarketRegimeState(
    DateTimeOffset AsOf,
    RegimeReading<CryptoRegime> Crypto,
    RegimeReading<EquityRegime> Equity,
    RegimeReading<MacroRegime> Macro,
    RegimeReading<VolatilityLevel> Volatility)
{
    // Members are declared in the order of their names, and numbers are plain decimals: the bytes are those of RFC 8785.
    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What does not rest on current data, in the order of the dimensions' names; empty when everything does.</summary>
    public IReadOnlyList<RegimeWarning> Warnings =>
    [
        .. new[]
        {
            RegimeWarning.Of("crypto", Crypto),
            RegimeWarning.Of("equity", Equity),
            RegimeWarning.Of("macro", Macro),
            RegimeWarning.Of("volatility", Volatility),
        }.OfType<RegimeWarning>(),
    ];

    /// <summary>The keys of <see cref="RegimeKeys"/> that hold, such as <c>equity_bear</c>: one for each dimension.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Keys => [.. Dimensions.Select(dimension => dimension.Key)];

    /// <summary>The dimensions in the order of their names, each with the key that holds, and how far it can be relied on.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, string Key, RegimeStatus Status)> Dimensions =>
    [
        ("crypto", RegimeKeys.Of(Crypto.Value), Crypto.Status),
        ("equity", RegimeKeys.Of(Equity.Value), Equity.Status),
        ("macro", RegimeKeys.Of(Macro.Value), Macro.Status),
        ("volatility", RegimeKeys.Of(Volatility.Value), Volatility.Status),
    ];

    /// <summary>UTF-8 JSON without spaces, names in order; equal states give equal bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Canonical);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no regime state.</exception>
    public static MarketRegimeState Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<MarketRegimeState>(json, Canonical) ?? throw new JsonException("A regime state cannot be null.");
}
