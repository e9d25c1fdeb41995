namespace Serverless.Core.Portfolio.Construction;

/// <summary>How capital is split among models.</summary>
public enum ConstructionMethod
{
    /// <summary>As the fixed budgets say.</summary>
    Budgets,

    /// <summary>The same for each.</summary>
    EqualWeight,

    /// <summary>In proportion to 1 ÷ volatility.</summary>
    InverseVolatility,

    /// <summary>Equal contributions to the variance.</summary>
    RiskParity,

    /// <summary>López de Prado's hierarchical risk parity.</summary>
    HierarchicalRiskParity,

    /// <summary>The least variance.</summary>
    MinimumVariance,

    /// <summary>The highest Sharpe ratio, of shrunk means and covariance.</summary>
    MaximumSharpe,

    /// <summary>Black and Litterman: fixed budgets as the market's weights, trailing returns as views.</summary>
    BlackLitterman,

    /// <summary>A fraction of the Kelly shares; what has no edge gets nothing.</summary>
    FractionalKelly,
}
