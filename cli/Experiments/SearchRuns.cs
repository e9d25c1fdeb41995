using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Serverless.Cli.Backtests;
using Serverless.Cli.Optimize;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Experiments;

/// <summary>Searches as runs to be recorded: what was tried, beside the run that it was tried with.</summary>
internal static class SearchRuns
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() } };

    public static Task<RunFiles<SearchSummary>> OfSweepAsync(RunInput input, IReadOnlyList<ParameterAxis> axes, int excluded, IReadOnlyList<SweepRow> rows) =>
        Of(input, new { Axes = axes }).OfSweepAsync(rows, excluded);

    /// <summary>A sweep of the parameters of models; its best set is the one with the highest balanced performance.</summary>
    public static Task<RunFiles<SearchSummary>> OfSweepAsync(
        PlatformRequest request, StrategySchema schema, IReadOnlyList<ParameterAxis> axes, IReadOnlyList<SweepRow> rows) =>
        Of(request, schema, new { Axes = axes }).OfSweepAsync(rows, 0, SweepFigure.All.First(figure => figure.Name == "balanced_performance"));

    public static Task<RunFiles<SearchSummary>> OfOptimizationAsync(RunInput input, OptimizationResult result) =>
        Of(input, result.Settings).OfOptimizationAsync(result);

    /// <summary>A search of the parameters of models.</summary>
    public static Task<RunFiles<SearchSummary>> OfOptimizationAsync(PlatformRequest request, StrategySchema schema, OptimizationResult result) =>
        Of(request, schema, ModelSearch.Described(result.Settings)).OfOptimizationAsync(result);

    public static Task<RunFiles<SearchSummary>> OfExaminationAsync(
        RunInput input, ExaminationSettings settings, IReadOnlyList<ImmutableSortedDictionary<string, double>> sets, StrategyExamination examination) =>
        Of(input, new { Settings = settings, Sets = sets }).OfExaminationAsync(examination);

    // The record is of one series: of several, it names none.
    private static SearchRecord Of<T>(PlatformRequest request, StrategySchema schema, T search)
    {
        var origin = ModelRunRecord.OriginOf(request.Configuration, request.Run, CodeVersion.Current);
        return new SearchRecord(origin.WithSearch(JsonSerializer.SerializeToNode(search, Json)!), schema, request.Run.Traded[0].As("models"));
    }

    private static SearchRecord Of<T>(RunInput input, T search)
    {
        JsonNode node = JsonSerializer.SerializeToNode(search, Json)!;
        return new SearchRecord(input.Origin().WithSearch(node), input.Strategy.Definition.Schema, input.Bars);
    }
}
