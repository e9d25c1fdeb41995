using Serverless.Core.Configuration;
using Serverless.Core.Portfolio.Construction;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The keys of portfolio construction.</summary>
internal static class ConstructionSchema
{
    private static readonly ConfigurationType<double> Part = Number(above: 0, max: 1);

    public static ConfigurationType<ConstructionOptions> Construction { get; } = new ConfigurationUnion<ConstructionOptions>("type", "construction")
        .Case("budgets", "The fixed budgets.",
            new ConfigurationRecord<ConstructionOptions>(new()), options => options.Method == ConstructionMethod.Budgets)
        .Case("equal_weight", "The same for each model.",
            Keys(ConstructionMethod.EqualWeight, looksBack: false), options => options.Method == ConstructionMethod.EqualWeight)
        .Case("inverse_volatility", "In proportion to 1 ÷ volatility.",
            Keys(ConstructionMethod.InverseVolatility), options => options.Method == ConstructionMethod.InverseVolatility)
        .Case("risk_parity", "Equal contributions to the variance.",
            Keys(ConstructionMethod.RiskParity), options => options.Method == ConstructionMethod.RiskParity)
        .Case("hierarchical_risk_parity", "López de Prado's hierarchical risk parity.",
            Keys(ConstructionMethod.HierarchicalRiskParity), options => options.Method == ConstructionMethod.HierarchicalRiskParity)
        .Case("minimum_variance", "The least variance, of the shrunk covariance.",
            Keys(ConstructionMethod.MinimumVariance), options => options.Method == ConstructionMethod.MinimumVariance)
        .Case("maximum_sharpe", "The highest Sharpe ratio, of shrunk means and covariance.",
            Keys(ConstructionMethod.MaximumSharpe), options => options.Method == ConstructionMethod.MaximumSharpe)
        .Case("black_litterman", "The fixed budgets, moved by trailing returns as far as they are trusted.",
            Keys(ConstructionMethod.BlackLitterman)
            .Key("confidence", Part, options => options.Confidence, (options, value) => options with { Confidence = value },
                "Confidence in trailing returns; 1 is certainty.")
            .Key("aversion", Number(above: 0), options => options.Aversion, (options, value) => options with { Aversion = value }, "Aversion to risk, δ.")
            .Key("tau", Number(above: 0), options => options.Tau, (options, value) => options with { Tau = value },
                "Uncertainty of the returns that the budgets imply, τ."),
            options => options.Method == ConstructionMethod.BlackLitterman)
        .Case("fractional_kelly", "A fraction of the Kelly shares; what has no edge gets nothing.",
            Keys(ConstructionMethod.FractionalKelly)
            .Key("fraction", Part, options => options.Fraction, (options, value) => options with { Fraction = value }, "Share of full Kelly; 0.5 is half."),
            options => options.Method == ConstructionMethod.FractionalKelly);

    private static ConfigurationRecord<ConstructionOptions> Keys(ConstructionMethod method, bool looksBack = true)
    {
        var record = new ConfigurationRecord<ConstructionOptions>(new() { Method = method })
            .Key("max_budget", Part, options => options.MaxBudget, (options, value) => options with { MaxBudget = value },
                "Largest budget of a model, as a share of net asset value.");
        return !looksBack ? record : record
            .Key("lookback_days", Whole(20, 5_000), options => options.LookbackDays, (options, value) => options with { LookbackDays = value },
                "UTC days of the models' returns that shares are found from; until there are as many, the fixed budgets hold.")
            .Key("rebalance_days", Whole(1, 5_000), options => options.RebalanceDays, (options, value) => options with { RebalanceDays = value },
                "Days after which shares are found anew.");
    }
}
