using System.Runtime.CompilerServices;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Bars to validate, or the reason why a source gave none.</summary>
internal sealed record ValidationInput(string Source, string Symbol, Market Market, BarSeries? Series, IReadOnlyList<DefectCount> Counts, IReadOnlyList<DataIssue> Issues)
{
    // The detectors must see what an import would have removed, and as much of a bad file as can be read.
    private static readonly ImportPolicy AsFound = new[]
        {
            DataDefect.BadTick, DataDefect.Fabricated, DataDefect.TickerReuse, DataDefect.InconsistentPrices, DataDefect.TooManyQuarantined,
        }
        .Aggregate(ImportPolicy.Default, (policy, defect) => policy.With(defect, DefectAction.Flag));

    /// <summary>The series of files and of folders.</summary>
    public static IEnumerable<ValidationInput> OfFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new CommandException($"There is no file or folder '{path}'.", ExitCode.Usage);
            foreach (var import in MarketDataFolder.Load(path, AsFound))
            {
                if (import.Observations is null)
                    yield return new ValidationInput(import.Source.File, import.Series?.Symbol ?? import.Source.Symbol, import.Source.Market, import.Series, import.Counts, import.Issues);
                else
                    Consoles.Error.MarkupLineInterpolated($"{import.Source.File}: dated figures, of which no detector knows anything");
            }
        }
    }

    /// <summary>The stored series of bars.</summary>
    public static async IAsyncEnumerable<ValidationInput> OfStore(OpenStorage storage, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var manifest in await storage.MarketData.ListAsync(cancellation))
        {
            var dataset = manifest.Dataset;
            if (dataset.Timeframe is not null)
                yield return new ValidationInput(dataset.Name, dataset.Symbol, dataset.Market, await storage.MarketData.LoadAsync(dataset, cancellation), manifest.Defects, []);
        }
    }
}
