using Serverless.Bench;
using Serverless.Bench.Audit;

return args switch
{
    ["audit", .. var rest] => await AuditCommand.RunAsync(rest),
    ["bars"] => BarsCommand.Run(),
    ["cycle"] => await CycleCommand.RunAsync(),
    ["data"] => await DataCommand.RunAsync(),
    ["statistics"] => StatisticsCommand.Run(),
    ["portfolio"] => PortfolioCommand.Run(),
    ["scale"] => await ScaleCommand.RunAsync(),
    ["sweep"] => SweepCommand.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench -- <what>
          audit       an audit log of a million entries: written, verified, proven, retrieved; or of a given number
          bars        bars per second of the engine beside a bare loop, and of walk-forward analysis
          cycle       share of a cycle's time that orchestration takes
          data        loading bars from the store beside parsing CSV
          statistics  tests against luck beside plain loops, and beside numpy where PYTHON (python3) has it
          portfolio   five symbols and three strategies on one account beside their single runs
          scale       60 and 200 strategies, 35 and 100 live, 5 and 10 years: time, storage requests and memory
          sweep       a hundred parameter sets beside a bare loop with the same accounting
        """);
    return 2;
}
