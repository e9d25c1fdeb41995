using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Cli.Data;

/// <summary><c>data download</c>: bars or dated figures from a vendor into the store.</summary>
internal static class DataDownloadCommand
{
    public static Command Create()
    {
        var source = new Option<string>("--source") { Description = "binance, binance-funding, alpaca, kraken, yahoo or fred.", Required = true };
        var symbols = new Option<string[]>("--symbol") { Description = "The instruments or figures as the source names them: BTCUSDT, BTC/USD, SPY, T10Y2Y.", Required = true, AllowMultipleArgumentsPerToken = true };
        var timeframe = new Option<string?>("--timeframe") { Description = "Length of the bars: 1m, 30m, 1h, 4h or 1d." };
        var from = new Option<DateOnly>("--from") { Description = "First day, such as 2024-01-01.", Required = true };
        var until = new Option<DateOnly?>("--until") { Description = "Day before which to end; default: now." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; messages go to stderr." };
        var storage = new StorageOptions();
        var command = new Command("download", "Download data, or go on where an earlier download stopped.") { source, symbols, timeframe, from, until, json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var sources = DownloadEnvironment.Sources();
            var name = parsed.GetValue(source)!;
            CheckSource(sources, name);
            var length = ParseTimeframe(parsed.GetValue(timeframe), sources.HasFigures(name));
            await using var open = await storage.OpenAsync(parsed, cancellation);
            using var log = await DownloadEnvironment.OpenTrailAsync(open, cancellation);
            return await new DownloadRun(new MarketDataUpdater(open.MarketData, sources, log, TimeProvider.System), TimeProvider.System, parsed.GetValue(json)).RunAsync(
                [.. parsed.GetValue(symbols)!.Select(symbol => new DownloadTarget(name, symbol, length, Midnight(parsed.GetValue(from))))],
                parsed.GetValue(until) is { } end ? Midnight(end) : null,
                cancellation);
        });
        return command;
    }

    private static void CheckSource(DownloadSources sources, string name)
    {
        try
        {
            if (!sources.HasFigures(name))
                sources.BarsOf(name);
        }
        catch (DownloadException error)
        {
            throw new CommandException($"--source: {error.Message}", ExitCode.Usage, error);
        }
    }

    private static Timeframe? ParseTimeframe(string? text, bool hasFigures)
    {
        if (text is null == hasFigures)
        {
            try
            {
                return text is null ? null : DownloadList.ParseTimeframe(text);
            }
            catch (FormatException error)
            {
                throw new CommandException($"--timeframe: {error.Message}", ExitCode.Usage, error);
            }
        }

        throw new CommandException(hasFigures ? "This source has dated figures; leave --timeframe out." : "Give --timeframe, such as 4h.", ExitCode.Usage);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
