namespace Binance.Net.Objects.Models.Futures;

/// <summary>Funding of a perpetual at one time.</summary>
public record BinanceFuturesFundingRateHistory
{
    /// <summary>The symbol.</summary>
    public string Symbol { get; set; } = string.Empty;

    /// <summary>What holders of long positions pay, as a share of the position's value.</summary>
    public decimal FundingRate { get; set; }

    /// <summary>UTC time of the payment.</summary>
    public DateTime FundingTime { get; set; }

    /// <summary>The mark price at that time, if the exchange tells it.</summary>
    public decimal? MarkPrice { get; set; }
}
