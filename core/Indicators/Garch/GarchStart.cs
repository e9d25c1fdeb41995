namespace Serverless.Core.Indicators.Garch;

/// <summary>What stands in for the variance before the first residual. It changes the likelihood in its second or third decimal.</summary>
public enum GarchStart
{
    /// <summary>The first variance is the mean square of the residuals.</summary>
    MeanSquare,

    /// <summary>Residual and variance before the first are their mean square (Bollerslev, 1986; the benchmark of Fiorentini, Calzolari and Panattoni, 1996).</summary>
    Presample,

    /// <summary>They are the mean square of the first 75 residuals with weights that fall by 0.94, as in the arch package, which fits
    /// with those of the returns less their sample mean, whatever mean it fits.</summary>
    Backcast,
}
