using System.Globalization;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.CrossValidation;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>An examination for people: what was tried, what is left of it out-of-sample, and the verdict check by check.</summary>
internal static class ExamineView
{
    /// <summary>Tells on stderr which part runs.</summary>
    public static Task<StrategyExamination> FollowAsync(Func<IProgress<ExaminationStage>, Task<StrategyExamination>> work) => Consoles.Error.Profile.Capabilities.Interactive
        ? Consoles.Error.Status().StartAsync("trials", context => work(new Stages(stage => context.Status(TextOf(stage)))))
        : work(new Stages(stage => Consoles.Error.WriteLine($"• {TextOf(stage)}")));

    public static void Write(ExaminedRun run, StrategyExamination examination)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Add("strategy", $"{run.Strategy} on {run.Symbol} {run.Timeframe}, {examination.Days:N0} days; {run.Source}");
        Add("trials", TrialsOf(examination));
        if (examination.Deflated is { } deflated)
        {
            Add("deflated", $"{deflated.ByCount.Probability:0.00} sure to be more than luck, of {deflated.ByCount.Trials:0} trials; {deflated.ByParticipation.Probability:0.00}, of the {deflated.ByParticipation.Trials:0} independent ones that they are worth");
        }

        Add("walk-forward", WalkForwardOf(examination));
        if (examination.CrossValidation is { } paths)
            Add("cross-validation", CrossValidationOf(paths));
        Consoles.Output.Write(grid);
        if (examination is { Intervals: { } intervals, Profile: { } profile })
            Consoles.Output.Write(new Columns(Figures(intervals), Losses(profile), Tests(profile)) { Expand = false });
        Consoles.Output.Write(Checks(examination.Checks));
        Consoles.Output.MarkupLine(examination.IsProven
            ? $"[green]more than luck[/] {Markup.Escape(run.Strategy)} passes every check."
            : string.Create(CultureInfo.InvariantCulture, $"[red]not proven[/] {Markup.Escape(run.Strategy)} passes checks worth {examination.Strength:0 %} of the evidence asked for."));

        void Add(string label, FormattableString value) => grid.AddRow(label, Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));
    }

    private static FormattableString TrialsOf(StrategyExamination examination)
    {
        var failed = examination.Trials.Count(row => row.Failure is not null);
        var best = string.Join(", ", examination.Best.Parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:G6}")));
        return $"{examination.Trials.Count:N0}{(failed > 0 ? $", {failed} failed" : "")}; the best over all bars: {best}, Sharpe ratio {Text(examination.Best.Metrics!.Sharpe)}, plateau {Text(examination.Plateau?.PlateauScore)}";
    }

    private static FormattableString WalkForwardOf(StrategyExamination examination) => examination.Windows is { } windows
        ? (FormattableString)$"{examination.WalkForward.Windows} windows, {windows.ProfitableWindows:0 %} gained; Sharpe ratio {Text(windows.InSampleSharpe)} in-sample, {Text(windows.OutOfSampleSharpe)} out; efficiency {Text(windows.Efficiency)}"
        : $"{examination.WalkForward.Reason}";

    private static FormattableString CrossValidationOf(CombinatorialResult paths) => paths is { Failure: { } failure }
        ? (FormattableString)$"{failure}"
        : $"{paths.PathSharpes.Length} paths, Sharpe ratio {Text(paths.MeanSharpe)} ± {Text(paths.SharpeDeviation)}, {paths.LosingPaths:0 %} lose";

    private static Table Figures(MetricIntervals intervals)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("out-of-sample");
        foreach (var heading in new[] { "estimate", "95 % from", "to" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        Add("Sharpe ratio", intervals.Sharpe, "0.00");
        Add("Sortino ratio", intervals.Sortino, "0.00");
        Add("Calmar ratio", intervals.Calmar, "0.00");
        Add("CAGR", intervals.Cagr, "P1");
        Add("volatility", intervals.Volatility, "P1");
        Add("max drawdown", intervals.MaxDrawdown, "P1");
        return table;

        void Add(string name, BootstrapInterval interval, string format) =>
            table.AddRow(name, Text(interval.Estimate, format), Text(interval.Percentile?.Low, format), Text(interval.Percentile?.High, format));
    }

    private static Table Losses(ReturnProfile profile)
    {
        var table = Pairs("daily losses");
        table.AddRow("worst day", Text(profile.Risk.Worst, "P2"));
        table.AddRow("VaR 95 %", Text(profile.Risk.HistoricalVar, "P2"));
        table.AddRow("CVaR 95 %", Text(profile.Risk.HistoricalCvar, "P2"));
        table.AddRow("Ulcer index", Text(profile.Risk.UlcerIndex, "P1"));
        table.AddRow("under water", Text(profile.Risk.UnderwaterShare, "P0"));
        table.AddRow("tail ratio", Text(profile.Risk.TailRatio));
        return table;
    }

    private static Table Tests(ReturnProfile profile)
    {
        var table = Pairs("daily returns, p-value");
        table.AddRow("normal (Jarque-Bera)", Text(profile.Normality.PValue, "0.000"));
        table.AddRow("no autocorrelation (Ljung-Box)", Text(profile.Autocorrelation.PValue, "0.000"));
        table.AddRow("halves as high (Mann-Whitney)", Text(profile.SameLevel.PValue, "0.000"));
        table.AddRow("halves alike (Kolmogorov-Smirnov)", Text(profile.SameDistribution.PValue, "0.000"));
        table.AddRow("Sharpe ratio ± robust error", $"{Text(profile.Sharpe.Sharpe)} ± {Text(profile.Sharpe.RobustError)}");
        table.AddRow("Sharpe ratio, autocorrelated (Lo)", Text(profile.Sharpe.AdjustedSharpe));
        return table;
    }

    private static Table Pairs(string heading) =>
        new Table().Border(TableBorder.Simple).AddColumn(heading).AddColumn(new TableColumn(string.Empty).RightAligned());

    private static Table Checks(IReadOnlyList<EvidenceCheck> checks)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "", "check", "value", "asked for", "weight", "what to do" })
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "value" or "asked for" or "weight" ? Justify.Right : Justify.Left });
        foreach (var check in checks)
        {
            table.AddRow(
                check.Passed ? "[green]✓[/]" : "[red]✗[/]",
                check.Name,
                Text(check.Value, "0.###"),
                Text(check.Threshold, "0.###"),
                check.Weight.ToString("0.00", CultureInfo.InvariantCulture),
                Markup.Escape(check.Advice ?? string.Empty));
        }

        return table;
    }

    private static string Text(double? value, string format = "0.00") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string TextOf(ExaminationStage stage) => stage switch
    {
        ExaminationStage.Trials => "running every parameter set",
        ExaminationStage.Selection => "testing all of them together",
        ExaminationStage.WalkForward => "walking forward",
        _ => "cross-validating",
    };

    private sealed class Stages(Action<ExaminationStage> told) : IProgress<ExaminationStage>
    {
        public void Report(ExaminationStage value) => told(value);
    }
}
