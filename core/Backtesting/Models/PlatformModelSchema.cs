using System.Collections.Immutable;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies.Models;
using static Serverless.Core.Configuration.ConfigurationTypes;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The keys of one model.</summary>
internal static class PlatformModelSchema
{
    private static readonly ConfigurationType<IMissingDataPolicy> MissingData = new ConfigurationUnion<IMissingDataPolicy>("type", "missing-data policy")
        .Case("forward_fill", "The last close stands in for missing bars, until it is too old.",
            new ConfigurationRecord<ForwardFill>(new(5))
            .Key("max_bars", Whole(1, 10_000), policy => policy.MaxAge, (_, value) => new ForwardFill(value),
                "Most bars in a row that one close stands in for."))
        .Case("skip", "Missing bars stay absent.", new ConfigurationRecord<SkipMissing>(new()));

    public static ConfigurationType<PlatformModel> For(TradingModel model, PlatformNames names) => new ConfigurationRecord<PlatformModel>(new(model))
        .Key("version", new ModelVersionType(model), one => one.Model.Version, (one, _) => one,
            "Version of the model; another than the one that is here is refused. Results state it.")
        .Key("budget", Number(min: 0, max: 1), one => one.Budget, (one, value) => one with { Budget = value },
            "Its share of net asset value; all together at most 1.", isRequired: true)
        .Key("universe", List(names.Asset, minCount: 1), one => one.Universe, SetUniverse, "Symbols of the assets that it decides on.")
        .Key("parameters", new ParametersType(model.Schema, model.Schema.Resolve),
            one => one.Parameters, (one, value) => one with { Parameters = value }, "Its parameters.")
        .Key("lifecycle_stage", Choice<ModelStage>(), one => one.Stage, (one, value) => one with { Stage = value },
            "How far it has come: paper trading runs candidate and paper, live trading runs live, backtests run all.")
        .Key("missing_data", MissingData, one => one.MissingData, (one, value) => one with { MissingData = value },
            "What stands in for bars that are missing when it decides.");

    private static PlatformModel SetUniverse(PlatformModel model, ImmutableArray<string> universe) =>
        universe.GroupBy(symbol => symbol).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw new ArgumentException($"'{repeated.Key}' is named twice.")
            : model with { Universe = universe };
}
