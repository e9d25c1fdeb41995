using System.Globalization;
using Microsoft.AspNetCore.Http;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;

namespace Serverless.Functions.Api;

/// <summary>Reads how the run of a configuration is to be searched, as the options of <c>cli optimize</c> say it.</summary>
internal static class OptimizationQueries
{
    private static readonly string[] Known =
        ["method", "seed", "trials", "batchSize", "objective", "minimise", "limit", "param", "testShare", "seededFrom", "experiment"];

    /// <exception cref="FormatException">A parameter is unknown, or is not what it must be; the message names it.</exception>
    public static (StartOptimizationRequest Search, IReadOnlyList<string> Parameters) Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
            throw new FormatException($"There is no parameter '{unknown}'; there are {string.Join(", ", Known)}.");
        return (
            new StartOptimizationRequest
            {
                Method = Method(One(query, "method")),
                Seed = Number<long>(query, "seed"),
                Trials = Number<int>(query, "trials"),
                BatchSize = Number<int>(query, "batchSize"),
                Objective = One(query, "objective"),
                Minimise = One(query, "minimise") is { } text && (bool.TryParse(text, out var flag) ? flag : throw new FormatException($"minimise: '{text}' is neither true nor false.")),
                Limits = [.. query["limit"].OfType<string>().Select(FigureLimit.Parse)],
                TestShare = Number<double>(query, "testShare"),
                SeededFrom = One(query, "seededFrom"),
                Experiment = One(query, "experiment"),
            },
            [.. query["param"].OfType<string>()]);
    }

    private static string? One(IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value] ? value : null;

    private static SearchMethod? Method(string? text) => text is null ? null
        : Enum.GetNames<SearchMethod>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<SearchMethod>(name)
        : throw new FormatException($"method: there is no '{text}'; there are {string.Join(", ", Enum.GetNames<SearchMethod>())}.");

    private static T? Number<T>(IQueryCollection query, string key)
        where T : struct, IParsable<T> => One(query, key) is not { } text ? null
        : T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException($"{key}: '{text}' is not a number that it can be.");
}
