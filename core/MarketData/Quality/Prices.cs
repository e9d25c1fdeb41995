namespace Serverless.Core.MarketData.Quality;

/// <summary>Logarithms of prices that may be unusable.</summary>
internal static class Prices
{
    /// <summary>ln(<paramref name="price"/> / <paramref name="reference"/>); 0 where one of them is not positive and finite, which
    /// <see cref="BarRelations"/> reports.</summary>
    public static double LogRatio(double price, double reference) =>
        price > 0 && reference > 0 && double.IsFinite(price) && double.IsFinite(reference) ? Math.Log(price / reference) : 0;
}
