namespace Serverless.Cli.Backtests;

/// <summary>What an examination is of, in words.</summary>
/// <param name="Strategy">Strategy, or experiment of a platform.</param>
/// <param name="Symbol">What it trades.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Source">Where the bars come from.</param>
internal sealed record ExaminedRun(string Strategy, string Symbol, string Timeframe, string Source)
{
    public static ExaminedRun Of(RunInput input) =>
        new(input.Strategy.Definition.Schema.Name, input.Bars.Symbol, TimeframeName.Of(input.Bars.Timeframe), input.Source);

    public static ExaminedRun Of(PlatformRequest request) => new(
        request.Configuration.Experiment, string.Join(", ", request.Configuration.Symbols), TimeframeName.Of(request.Configuration.Timeframe), $"data {request.Run.Data.Hash[..12]}");
}
