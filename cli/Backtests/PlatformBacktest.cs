using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Runs models, writes what was asked for, and shows it.</summary>
/// <param name="output">Where its files go.</param>
/// <param name="json">Whether the summary is printed as JSON.</param>
internal sealed class PlatformBacktest(RunOutput output, bool json)
{
    public async Task<int> RunAsync(PlatformRequest request, CancellationToken cancellation)
    {
        foreach (var source in request.Sources)
            Consoles.Error.MarkupLineInterpolated($"[grey]•[/] {source}");
        var result = await Task.Run(() => request.Run.Execute(), cancellation);
        var record = await ModelRunRecord.CreateAsync(request.Configuration, request.Run, result, RunOrigin.CurrentCode);
        await output.WriteAsync(record, cancellation);
        if (json)
            Console.WriteLine(CommandJson.Serialize(record.Summary));
        else
            PlatformView.Write(record.Summary, result);
        return result.Portfolio.Failure is not null ? ExitCode.Failure
            : result.Models.Any(model => model.Failure is not null) ? ExitCode.Partial
            : ExitCode.Success;
    }
}
