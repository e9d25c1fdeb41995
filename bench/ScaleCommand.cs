using System.Globalization;
using Serverless.Functions.Hosting;

namespace Serverless.Bench;

/// <summary>How time, storage requests and memory grow with strategies in a cycle, with live deployments and with history.</summary>
internal static class ScaleCommand
{
    private const int Rounds = 3;
    private const int FiveYears = 1826;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("daily bars of 5 symbols, walk-forward 365/90 days, 16 candidates; medians of 3 rounds in turns; storage in a file of this process");
        Console.WriteLine("what                                    seconds   requests   MB allocated   MB in use");
        await InFolderAsync(FiveYears, MeasureSizesAsync);
        await InFolderAsync(2 * FiveYears, MeasureHistoryAsync);
        return 0;
    }

    private static async Task MeasureSizesAsync(ScaledDesk desk)
    {
        await desk.CycleAsync("warm-up", 60);
        var (small, large) = (new List<ScaleCost>(), new List<ScaleCost>());
        for (var round = 0; round < Rounds; round++)
        {
            small.Add(await desk.CycleAsync($"small-{round}", 60));
            large.Add(await desk.CycleAsync($"large-{round}", 200));
        }

        WritePair("cycle of 60 strategies", small, "cycle of 200 strategies", large);
        var (seats35, seats100, looks35, looks100) = (new List<ScaleCost>(), new List<ScaleCost>(), new List<ScaleCost>(), new List<ScaleCost>());
        // Those that are live stay so: the fewer seats come first. What a cycle means is decided once: the other number of seats needs cycles of its own.
        for (var round = 0; round < Rounds; round++)
        {
            seats35.Add((await desk.PromoteAsync($"large-{round}", 35)).Cost);
            looks35.Add((await desk.LookAsync($"large-{round}", 35)).Cost);
        }

        for (var round = 0; round < Rounds; round++)
        {
            await desk.CycleAsync($"other-{round}", 200);
            seats100.Add((await desk.PromoteAsync($"other-{round}", 100)).Cost);
            looks100.Add((await desk.LookAsync($"other-{round}", 100)).Cost);
        }

        WritePair("decisions with 35 live", seats35, "decisions with 100 live", seats100);
        WritePair("look at 35 live", looks35, "look at 100 live", looks100);
    }

    private static async Task MeasureHistoryAsync(ScaledDesk desk)
    {
        await desk.CycleAsync("warm-up", 60);
        var costs = new List<ScaleCost>();
        for (var round = 0; round < Rounds; round++)
            costs.Add(await desk.CycleAsync($"long-{round}", 60));
        Write("cycle of 60 strategies, 10 years", Median(costs));
    }

    private static async Task InFolderAsync(int days, Func<ScaledDesk, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("serverless-scale-");
        try
        {
            await using var desk = await ScaledDesk.CreateAsync(folder.FullName, new EvaluationOptions { HistoryDays = days });
            await measure(desk);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WritePair(string what, List<ScaleCost> costs, string more, List<ScaleCost> costsOfMore)
    {
        var (one, other) = (Median(costs), Median(costsOfMore));
        Write(what, one);
        Write(more, other);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  times                              {other.Elapsed / one.Elapsed,10:0.00} {(double)other.Requests / one.Requests,10:0.00} {(double)other.Allocated / one.Allocated,14:0.00}"));
    }

    private static void Write(string what, ScaleCost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-36} {cost.Elapsed.TotalSeconds,10:0.000} {cost.Requests,10} {cost.Allocated / 1e6,14:0.0} {cost.Live / 1e6,11:0.0}"));

    private static ScaleCost Median(List<ScaleCost> costs) => costs.OrderBy(cost => cost.Elapsed).ElementAt(costs.Count / 2);
}
