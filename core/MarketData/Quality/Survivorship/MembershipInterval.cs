namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>A time during which a ticker belonged to an index.</summary>
/// <param name="Ticker">Ticker under which the index lists it.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Day on which it left, no longer a member; null while it is one.</param>
public sealed record MembershipInterval(string Ticker, DateOnly Start, DateOnly? End)
{
    /// <summary>Whether the ticker is a member on <paramref name="date"/>.</summary>
    public bool Contains(DateOnly date) => Start <= date && (End is null || date < End);
}
