using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>Runs, writes what was asked for, and shows it.</summary>
/// <param name="output">Where its files go.</param>
/// <param name="json">Whether the summary is printed as JSON.</param>
internal sealed class BacktestRun(RunOutput output, bool json)
{
    public Task<int> RunAsync(RunRequest request, CancellationToken cancellation) =>
        request.Configuration.IsPortfolio ? PortfolioAsync(request, cancellation) : SingleAsync(request.Single(), cancellation);

    private async Task<int> SingleAsync(RunInput input, CancellationToken cancellation)
    {
        var result = ConfiguredRun.Execute(input.Configuration, input.Bars);
        var record = await RunRecord.CreateAsync(input.Origin(), input.Bars, result);
        await output.WriteAsync(record, cancellation);
        if (json)
            Console.WriteLine(CommandJson.Serialize(record.Summary));
        else
            BacktestView.Write(input, record.Summary, result);
        return result.Failure is null ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<int> PortfolioAsync(RunRequest request, CancellationToken cancellation)
    {
        var bars = request.Series();
        var result = ConfiguredPortfolio.Execute(request.Configuration, bars);
        var record = await PortfolioRecord.CreateAsync(request.Origin(bars), bars, result);
        await output.WriteAsync(record, cancellation);
        if (json)
            Console.WriteLine(CommandJson.Serialize(record.Summary));
        else
            PortfolioView.Write(request, record.Summary, result);
        return result.Failure is not null ? ExitCode.Failure
            : result.Members.Any(member => member.Failure is not null) ? ExitCode.Partial
            : ExitCode.Success;
    }
}
