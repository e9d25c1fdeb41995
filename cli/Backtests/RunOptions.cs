using System.CommandLine;
using System.Text.Json;
using Serverless.Cli.Storage;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary>The options by which a command is told what to run on which data.</summary>
/// <param name="strategies">The strategies there are.</param>
internal sealed class RunOptions(StrategyLibrary strategies)
{
    private readonly Argument<string[]> files = new("config")
    {
        Description = "Run configuration, YAML or JSON, and others that lie over it; without one, all defaults. One with 'models' is of the multi-model platform.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> strategy = new("--strategy") { Description = "Name of the strategy; 'strategies list' has them." };
    private readonly Option<string?> symbol = new("--symbol") { Description = "The instrument." };
    private readonly Option<string?> timeframe = new("--timeframe") { Description = "Length of the bars: 1m, 15m, 30m, 1h, 4h or 1d. Finer data are resampled." };
    private readonly Option<string?> from = new("--from") { Description = "First time to trade, UTC: 2024-01-31, or with a time. Earlier bars warm indicators up." };
    private readonly Option<string?> to = new("--to") { Description = "Time before which trading ends, UTC." };
    private readonly Option<string[]> set = new("--set") { Description = "Any key of the configuration, for example --set commission_bps=2 or --set sizing.value=0.5; repeatable." };
    private readonly Option<string?> data = new("--data") { Description = "Bars of this file instead of the store: CSV, JSON, zip, plain or compressed, or Parquet as the store writes it; or of a folder of such files but Parquet." };
    private readonly Option<long?> synthetic = new("--synthetic") { Description = "Bars of a market that does not exist, with this seed (1 when left out); further symbols have the next seeds.", Arity = ArgumentArity.ZeroOrOne };
    private readonly StorageOptions storage = new();

    /// <summary>Values of parameters; what they mean is the command's.</summary>
    public Option<string[]> Parameters { get; } = new("--param") { Description = "A parameter of the strategy, for example --param fast=20; repeatable." };

    /// <summary>The strategies there are.</summary>
    public StrategyLibrary Strategies { get; } = strategies;

    public void AddTo(Command command)
    {
        command.Add(files);
        foreach (var option in (ReadOnlySpan<Option>)[strategy, Parameters, symbol, timeframe, from, to, set, data, synthetic])
            command.Add(option);
        storage.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is not null && result.GetResult(synthetic) is not null)
                result.AddError("Give --data or --synthetic, not both.");
        });
    }

    /// <summary>A run of one strategy on one symbol, and its bars.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="setsParameters">Whether <see cref="Parameters"/> are values of this run.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="CommandException">It is of several, the configuration has errors, all of which are told, or there are no such data.</exception>
    public async Task<RunInput> ReadAsync(ParseResult parsed, bool setsParameters, CancellationToken cancellation) =>
        (await ReadRequestAsync(parsed, setsParameters, isSingle: true, cancellation)).Single();

    /// <summary>A run of any number of strategies on any number of symbols, and their bars; see <see cref="ReadAsync"/>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="setsParameters">Whether <see cref="Parameters"/> are values of this run.</param>
    /// <param name="isSingle">Whether to look for no data where there are several symbols.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<RunRequest> ReadRequestAsync(ParseResult parsed, bool setsParameters, bool isSingle, CancellationToken cancellation)
    {
        try
        {
            var document = await RunDocument.OpenAsync(parsed.GetValue(files) ?? [], cancellation);
            Override(document, parsed, setsParameters);
            if (isSingle && document.Symbols.Count > 1)
                throw new CommandException(RunRequest.OneAtATime, ExitCode.Usage);
            var sources = await FindAsync(parsed, document, cancellation);
            Complete(document, sources);
            var schema = RunSchema.For(Strategies);
            var configuration = schema.Read(document.Map);
            return new RunRequest(schema, configuration, sources);
        }
        catch (ConfigurationException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }

    /// <summary>A run of models and their data, where the configuration is of the platform; null where it is not.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="setsParameters">Whether <see cref="Parameters"/>, written <c>model.name=value</c>, are values of this run.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="CommandException">The configuration has errors, all of which are told, or an option does not go with it.</exception>
    public async Task<PlatformRequest?> FindPlatformAsync(ParseResult parsed, bool setsParameters, CancellationToken cancellation)
    {
        try
        {
            var document = await RunDocument.OpenAsync(parsed.GetValue(files) ?? [], cancellation);
            if (document.Map.Find("models") is null)
                return null;
            if (((Option[])[strategy, symbol, synthetic]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
                throw new CommandException($"{other.Name} does not go with models: their assets and parameters are in the configuration.", ExitCode.Usage);
            foreach (var assignment in parsed.GetValue(set) ?? [])
                document.Set(assignment);
            SetRange(document, parsed);
            foreach (var parameter in setsParameters ? parsed.GetValue(Parameters) ?? [] : [])
                document.SetModelParameter(parameter);
            var configuration = PlatformSchema.BuiltIn.Read(document.Map);
            return await PlatformRequest.OfAsync(configuration, parsed.GetValue(data), () => storage.OpenAsync(parsed, cancellation), cancellation);
        }
        catch (ConfigurationException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    /// <summary>Reaches the storage account of the command.</summary>
    public Task<OpenStorage> OpenStorageAsync(ParseResult parsed, CancellationToken cancellation) => storage.OpenAsync(parsed, cancellation);

    private void Override(RunDocument document, ParseResult parsed, bool setsParameters)
    {
        foreach (var assignment in parsed.GetValue(set) ?? [])
            document.Set(assignment);
        if (parsed.GetValue(symbol) is { } name)
            document.SetSymbol(name);
        document.SingleStrategy();
        if (parsed.GetValue(strategy) is { } chosen)
            document.ChooseStrategy(chosen);
        SetRange(document, parsed);
        if (!setsParameters)
            return;
        foreach (var parameter in parsed.GetValue(Parameters) ?? [])
            document.SetParameter(parameter);
    }

    private void SetRange(RunDocument document, ParseResult parsed)
    {
        foreach (var (option, key) in (ReadOnlySpan<(Option<string?>, string)>)[(timeframe, "timeframe"), (from, "start"), (to, "end")])
        {
            if (parsed.GetValue(option) is { } value)
                document.Set(key, value);
        }
    }

    private async Task<IReadOnlyList<RunSource>> FindAsync(ParseResult parsed, RunDocument document, CancellationToken cancellation)
    {
        var wanted = new RunData(document.Symbols, TimeframeName.Find(document.Timeframe));
        if (parsed.GetResult(synthetic) is not null)
            return wanted.Synthetic(parsed.GetValue(synthetic) ?? 1);
        if (parsed.GetValue(data) is { } path)
            return await wanted.OfFileAsync(path, cancellation);
        await using var open = await storage.OpenAsync(parsed, cancellation);
        return await wanted.OfStoreAsync(open.MarketData, cancellation);
    }

    private static void Complete(RunDocument document, IReadOnlyList<RunSource> sources)
    {
        var source = sources[0];
        if (document.Symbols.Count == 0)
            document.Set("symbol", source.Series.Symbol);
        if (document.Timeframe is null)
            document.Set("timeframe", TimeframeName.Of(source.Series.Timeframe));
        if (document.Map.Find("market") is not null)
            return;
        if (sources.FirstOrDefault(one => one.Market != source.Market) is { } other)
        {
            throw new CommandException(
                $"{source.Series.Symbol} is of {source.Market}, {other.Series.Symbol} of {other.Market}: say with --set market=… by which calendar the run is annualised.",
                ExitCode.Usage);
        }

        document.Set("market", JsonNamingPolicy.SnakeCaseLower.ConvertName(source.Market.ToString()));
    }
}
