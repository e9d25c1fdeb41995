namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>How much of an index the data show on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Members">Members on that day.</param>
/// <param name="Covered">Those with bars.</param>
/// <param name="Leavers">Members on that day that have left the index since.</param>
/// <param name="CoveredLeavers">Those with bars. Far fewer than <paramref name="Covered"/> to <paramref name="Members"/> is survivorship
/// bias: a backtest would trade the winners only.</param>
public sealed record IndexCoverage(DateOnly Date, int Members, int Covered, int Leavers, int CoveredLeavers)
{
    /// <summary>Covered members, 0 … 1; 1 of none.</summary>
    public double Share => Members == 0 ? 1 : (double)Covered / Members;

    /// <summary>Covered leavers, 0 … 1; 1 of none.</summary>
    public double LeaverShare => Leavers == 0 ? 1 : (double)CoveredLeavers / Leavers;
}
