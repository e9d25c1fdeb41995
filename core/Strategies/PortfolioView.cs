namespace Serverless.Core.Strategies;

/// <summary>The account at a close, in quote currency.</summary>
/// <param name="Cash">Cash; short sales credit it.</param>
/// <param name="Equity">Cash and the position at the close.</param>
/// <param name="Exposure">Value of the position, of either side; not negative.</param>
/// <param name="Margin">What the position binds: <paramref name="Exposure"/> ÷ allowed leverage; 0 where none is asked for.</param>
public readonly record struct PortfolioView(double Cash, double Equity, double Exposure, double Margin)
{
    /// <summary>Exposure ÷ equity.</summary>
    public double Leverage => Exposure / Equity;
}
