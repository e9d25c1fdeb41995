using Serverless.Core.Backtesting.Portfolio;

namespace Serverless.Infra.Runs;

/// <summary>How much of its equity an account held, over the steps of a run; 1 is all of it, 0 without steps.</summary>
/// <param name="MeanGross">Mean of the sum of |position|.</param>
/// <param name="MaxGross">Largest sum of |position|.</param>
/// <param name="MeanNet">Mean of the sum of positions, negative when short.</param>
/// <param name="MinNet">Smallest sum of positions.</param>
/// <param name="MaxNet">Largest sum of positions.</param>
public sealed record PortfolioExposure(double MeanGross, double MaxGross, double MeanNet, double MinNet, double MaxNet)
{
    internal static PortfolioExposure Of(PortfolioResult result)
    {
        if (result.Equity.Length == 0)
            return new PortfolioExposure(0, 0, 0, 0, 0);
        var net = result.NetExposure.Zip(result.Equity, (exposure, equity) => exposure / equity).ToArray();
        return new PortfolioExposure(result.Leverage.Average(), result.Leverage.Max(), net.Average(), net.Min(), net.Max());
    }
}
