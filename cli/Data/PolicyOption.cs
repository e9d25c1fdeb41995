using Serverless.Core.MarketData;

namespace Serverless.Cli.Data;

/// <summary>The import policy that <c>--policy Defect=Action</c> options describe.</summary>
internal static class PolicyOption
{
    /// <exception cref="CommandException">An option names no defect or no action, or an action that the defect does not allow.</exception>
    public static ImportPolicy Parse(IEnumerable<string> options) => options.Aggregate(ImportPolicy.Default, With);

    private static ImportPolicy With(ImportPolicy policy, string option)
    {
        var parts = option.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts is not [var defect, var action])
            throw new CommandException($"--policy {option}: write Defect=Action, for example Gap=RefuseFile.", ExitCode.Usage);
        try
        {
            return policy.With(Named<DataDefect>(option, defect), Named<DefectAction>(option, action));
        }
        catch (ArgumentException error)
        {
            throw new CommandException($"--policy {option}: {error.Message}", ExitCode.Usage, error);
        }
    }

    private static T Named<T>(string option, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new CommandException($"--policy {option}: there is no '{name}'; known are {string.Join(", ", Enum.GetNames<T>())}.", ExitCode.Usage);
}
