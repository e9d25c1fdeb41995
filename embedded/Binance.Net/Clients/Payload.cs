using System.Globalization;
using System.Text.Json;
using Binance.Net.Enums;
using Binance.Net.Interfaces;
using Binance.Net.Objects.Models.Futures;
using Binance.Net.Objects.Models.Spot;

namespace Binance.Net.Clients;

/// <summary>Reads Binance's answers: times in milliseconds, prices and quantities as strings or numbers.</summary>
internal static class Payload
{
    public static DateTime Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64()).UtcDateTime;

    public static IBinanceKline[] Klines(JsonElement rows) => [.. rows.EnumerateArray().Select(row => new Kline
    {
        OpenTime = Time(row[0]),
        OpenPrice = Number(row[1]),
        HighPrice = Number(row[2]),
        LowPrice = Number(row[3]),
        ClosePrice = Number(row[4]),
        Volume = Number(row[5]),
        CloseTime = Time(row[6]),
        QuoteVolume = Number(row[7]),
        TradeCount = row[8].GetInt32(),
        TakerBuyBaseVolume = Number(row[9]),
        TakerBuyQuoteVolume = Number(row[10]),
    })];

    public static BinanceFuturesFundingRateHistory[] FundingRates(JsonElement rows) => [.. rows.EnumerateArray().Select(row => new BinanceFuturesFundingRateHistory
    {
        Symbol = Text(row, "symbol"),
        FundingRate = Number(row.GetProperty("fundingRate")),
        FundingTime = Time(row.GetProperty("fundingTime")),
        MarkPrice = row.TryGetProperty("markPrice", out var price) && price.ValueKind != JsonValueKind.Null && price.ToString().Length > 0 ? Number(price) : null,
    })];

    public static BinanceExchangeInfo ExchangeInfo(JsonElement answer) => new()
    {
        TimeZone = Text(answer, "timezone"),
        ServerTime = Time(answer.GetProperty("serverTime")),
        Symbols = [.. answer.GetProperty("symbols").EnumerateArray().Select(Symbol)],
    };

    private static BinanceSymbol Symbol(JsonElement symbol) => new()
    {
        Name = Text(symbol, "symbol"),
        Status = Status(Text(symbol, "status")),
        BaseAsset = Text(symbol, "baseAsset"),
        BaseAssetPrecision = symbol.GetProperty("baseAssetPrecision").GetInt32(),
        QuoteAsset = Text(symbol, "quoteAsset"),
        QuoteAssetPrecision = symbol.GetProperty("quotePrecision").GetInt32(),
        Filters = [.. symbol.GetProperty("filters").EnumerateArray().Select(Filter)],
    };

    private static BinanceSymbolFilter Filter(JsonElement filter) => Text(filter, "filterType") switch
    {
        "PRICE_FILTER" => new BinanceSymbolPriceFilter { MinPrice = Number(filter, "minPrice"), MaxPrice = Number(filter, "maxPrice"), TickSize = Number(filter, "tickSize") },
        "LOT_SIZE" => new BinanceSymbolLotSizeFilter { MinQuantity = Number(filter, "minQty"), MaxQuantity = Number(filter, "maxQty"), StepSize = Number(filter, "stepSize") },
        "MIN_NOTIONAL" => new BinanceSymbolMinNotionalFilter { MinNotional = Number(filter, "minNotional") },
        "NOTIONAL" => new BinanceSymbolNotionalFilter { MinNotional = Number(filter, "minNotional"), MaxNotional = Number(filter, "maxNotional") },
        _ => new BinanceSymbolFilter(),
    };

    private static SymbolStatus Status(string name) => name switch
    {
        "PRE_TRADING" => SymbolStatus.PreTrading,
        "PENDING_TRADING" => SymbolStatus.PendingTrading,
        "TRADING" => SymbolStatus.Trading,
        "POST_TRADING" => SymbolStatus.PostTrading,
        "END_OF_DAY" => SymbolStatus.EndOfDay,
        "HALT" => SymbolStatus.Halt,
        "AUCTION_MATCH" => SymbolStatus.AuctionMatch,
        "BREAK" => SymbolStatus.Break,
        "CLOSE" => SymbolStatus.Close,
        _ => throw new FormatException($"'{name}' is not a known status of a symbol."),
    };

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString() ?? "";

    private static decimal Number(JsonElement owner, string name) => Number(owner.GetProperty(name));

    private static decimal Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? decimal.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDecimal();
}
