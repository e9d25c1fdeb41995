using System.Globalization;
using Serverless.Core.Backtesting.Causality;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Searches a configured run for look-ahead and says what was found.</summary>
internal static class CausalityRun
{
    public static int Execute(RunInput input, int cuts, bool json, CancellationToken cancellation)
    {
        // A future that is put in the place of another may end later or earlier.
        var run = input.Configuration with { End = null };
        var report = Search(input, run, new CausalitySettings { Seed = input.Configuration.Seed, Cuts = cuts }, cancellation);
        if (json)
            Console.WriteLine(CommandJson.Serialize(report));
        else
            Write(input, report);
        return report is { IsCausal: true, Decisions: > 0 } ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static CausalityReport Search(RunInput input, RunConfiguration run, CausalitySettings settings, CancellationToken cancellation)
    {
        try
        {
            return CausalityProof.Search(input.Bars, input.Range.Start.Value, Decide, settings, cancellation);
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }

        IReadOnlyList<Decision> Decide(BarSeries bars) => Decisions.Of(bars, ConfiguredRun.Execute(run, bars));
    }

    private static void Write(RunInput input, CausalityReport report)
    {
        var name = input.Strategy.Definition.Schema.Name;
        if (report is { IsRepeatable: false, First: { } unstable })
        {
            Consoles.Output.MarkupLineInterpolated($"[red]not repeatable[/] {name} decides otherwise on the same bars: {Where(unstable)}.");
            return;
        }

        var tried = string.Create(CultureInfo.InvariantCulture, $"{report.Futures} other futures after {report.Cuts.Count} bars, {report.Decisions:N0} decisions");
        if (report.First is { } change)
        {
            Consoles.Output.MarkupLineInterpolated($"[red]look-ahead[/] {name} knows bars that have not closed: {Where(change)}");
            Consoles.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"when only bars after {change.Cut} were others. {report.Caught} of {tried} changed one before them.");
        }
        else if (report.Decisions == 0)
        {
            Consoles.Output.MarkupLineInterpolated($"[yellow]nothing proved[/] {name} took no decision on these bars.");
        }
        else
        {
            Consoles.Output.MarkupLineInterpolated($"[green]no look-ahead found[/] {name}: {tried}; none changed one before them.");
        }
    }

    private static string Where(DecisionChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"at the close of bar {change.Bar} ({change.BarTime:yyyy-MM-dd HH:mm}Z) '{change.Decided ?? "nothing"}' became '{change.OtherwiseDecided ?? "nothing"}'");
}
