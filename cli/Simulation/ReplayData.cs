using System.Globalization;
using Serverless.Cli.Demo;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Simulation;

/// <summary>The stored series that a replay trades.</summary>
internal static class ReplayData
{
    /// <summary>The series that strategies run on, by symbol.</summary>
    public static IReadOnlyList<DatasetInfo> Traded(IReadOnlyList<DatasetManifest> stored, SimulationSettings settings) =>
    [
        .. stored.Select(manifest => manifest.Dataset.Symbol).Distinct().Order(StringComparer.Ordinal)
            .Where(symbol => settings.Symbols.IsEmpty || settings.Symbols.Contains(symbol))
            .Select(symbol => StoredBars.FindTraded(stored, symbol, Needed(settings), DateTimeOffset.MaxValue))
            .OfType<DatasetInfo>(),
    ];

    /// <summary>Says at once what would fail after the host has started, or would make a replay of nothing.</summary>
    /// <exception cref="CommandException">A symbol is not stored, or no series has what is needed.</exception>
    public static void Require(IReadOnlyList<DatasetManifest> stored, SimulateOptions options, DemoView view)
    {
        var known = stored.Where(manifest => manifest.Dataset.Market.IsTradable()).Select(manifest => manifest.Dataset.Symbol).Distinct().ToList();
        if (options.Settings.Symbols.FirstOrDefault(symbol => !known.Contains(symbol)) is { } unknown)
            throw new CommandException($"There are no bars of '{unknown}'; stored are {string.Join(", ", known.Order(StringComparer.Ordinal))}. Import it with --data, or change 'symbols' of the settings.", ExitCode.Usage);
        var traded = Traded(stored, options.Settings);
        var needed = Needed(options.Settings);
        var ready = traded.Where(dataset => dataset.First.AddDays(needed) <= options.From && dataset.Last >= options.From).ToList();
        if (ready.Count == 0)
            throw new CommandException(WithoutHistory(traded, needed, options), ExitCode.Usage);
        foreach (var dataset in traded.Where(dataset => dataset.First.AddDays(needed) > options.From && dataset.First.AddDays(needed) < options.To))
            view.Warning(string.Create(CultureInfo.InvariantCulture, $"{dataset.Symbol} is traded from {dataset.First.AddDays(needed):yyyy-MM-dd} on, when it has {needed} days of history"));
        foreach (var dataset in traded.Where(dataset => dataset.Last.AddDays(1) < options.To))
            view.Warning(string.Create(CultureInfo.InvariantCulture, $"{dataset.Symbol} ends on {dataset.Last:yyyy-MM-dd}; from then on its strategies hold, and nobody new goes live with it"));
    }

    private static int Needed(SimulationSettings settings) => settings.Evaluation.TrainDays + settings.Evaluation.TestDays;

    private static string WithoutHistory(IReadOnlyList<DatasetInfo> traded, int needed, SimulateOptions options)
    {
        if (traded.Count == 0)
            return $"No stored series can be traded, has no raw splits, and spans the {needed} days of one train and test window; import more with --data.";
        var (first, last) = (traded.Min(dataset => dataset.First.AddDays(needed)), traded.Max(dataset => dataset.Last));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"On {options.From:yyyy-MM-dd} no series has {needed} days of history, or all have ended; --from may be {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
    }
}
