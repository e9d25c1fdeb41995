using System.CommandLine;
using System.Text.Json;

namespace Serverless.Cli.Deployments;

/// <summary><c>limits</c>: today's limits for promotions.</summary>
internal static class LimitsCommand
{
    public static Command Create() => new("limits", "Today's limits for promotions.") { CreateShow(), CreateSet() };

    private static Command CreateShow()
    {
        var platform = new PlatformOptions();
        var command = new Command("show", "Show them as JSON, in the form that 'set' takes.");
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client =>
            DeploymentViews.Show((await client.GetLimitsAsync(cancellation)).Value)));
        return command;
    }

    private static Command CreateSet()
    {
        var (platform, author) = (new PlatformOptions(), new AuthorOptions());
        var file = new Argument<string>("file") { Description = "JSON file with all limits; what it leaves out takes its default." };
        var command = new Command("set", "Change them. Needs the portfolio manager's key.") { file };
        author.AddTo(command);
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var limits = Read(parsed.GetValue(file)!);
            return platform.UseAsync(parsed, async client => DeploymentViews.Show(
                await client.SetLimitsAsync(new { @operator = author.Operator(parsed), reason = author.Reason(parsed), limits }, cancellation)));
        });
        return command;
    }

    private static JsonElement Read(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException($"{path}: {error.Message}", ExitCode.Usage, error);
        }
    }
}
