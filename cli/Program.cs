using System.CommandLine;
using Serverless.Cli;
using Serverless.Cli.Access;
using Serverless.Cli.Audit;
using Serverless.Cli.Backtests;
using Serverless.Cli.Configuration;
using Serverless.Cli.Data;
using Serverless.Cli.Demo;
using Serverless.Cli.Deployments;
using Serverless.Cli.Experiments;
using Serverless.Cli.Optimize;
using Serverless.Cli.Reports;
using Serverless.Cli.Simulation;
using Serverless.Core.Strategies;
using Serverless.Infra.Development;

var root = new RootCommand("Durable orchestration of strategy evaluation: run it, look at it, verify it.")
{
    DemoCommand.Create(),
    DataCommand.Create(),
    BacktestCommand.Create(StrategyLibrary.BuiltIn),
    SweepCommand.Create(StrategyLibrary.BuiltIn),
    ExamineCommand.Create(StrategyLibrary.BuiltIn),
    StrategiesCommand.Create(StrategyLibrary.BuiltIn),
    ConfigCommand.Create(StrategyLibrary.BuiltIn),
    OptimizeCommand.Create(StrategyLibrary.BuiltIn),
    SimulateCommand.Create(),
    ExperimentsCommand.Create(),
    ReportCommand.Create(),
    DeploymentsCommand.Create(),
    LimitsCommand.Create(),
    AccessCommand.Create(),
    AuditCommand.Create(),
    KeysCommand.Create(),
};
EmbeddedCommands.AddTo(root);

try
{
    var parsed = root.Parse(args);
    var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(1), // the host drains before it stops
    });
    return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
}
catch (CommandException error)
{
    await Console.Error.WriteLineAsync($"error: {error.Message}");
    return error.ExitCode;
}
catch (Exception error) when (error is AzuriteException or DevelopmentHostException)
{
    await Console.Error.WriteLineAsync($"error: {error.Message}");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return ExitCode.Failure;
}
