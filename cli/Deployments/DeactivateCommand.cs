using System.CommandLine;
using System.Text.Json;
using Serverless.Cli.Api;

namespace Serverless.Cli.Deployments;

/// <summary><c>deployments deactivate</c>: one strategy, a group, or everything that runs out of service.</summary>
internal static class DeactivateCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var (platform, author) = (new PlatformOptions(), new AuthorOptions());
        var id = new Argument<string?>("id") { Description = "Id of the strategy; leave it out for a group.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?>[] group =
        [
            new("--type") { Description = "Every strategy of this type that runs: Trend, Momentum, MeanReversion, Breakout, Volatility, RegimeGated." },
            new("--template") { Description = "Every strategy of this template that runs." },
            new("--symbol") { Description = "Every strategy on this instrument that runs." },
            new("--stage") { Description = "Every strategy of this stage." },
        ];
        var all = new Option<bool>("--all") { Description = "Everything that runs." };
        var yes = new Option<bool>("--yes") { Description = "Needed for a group and for --all: it takes effect at once." };
        var value = DeploymentsCommand.ValueOption();
        var command = new Command("deactivate", "Out of service at once: capital goes back, and no rule promotes it again.") { id, all, yes, value };
        foreach (var option in group)
            command.Add(option);
        author.AddTo(command);
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var body = new Dictionary<string, object?> { ["operator"] = author.Operator(parsed), ["reason"] = author.Reason(parsed) };
            foreach (var option in group.Where(option => parsed.GetValue(option) is not null))
                body.Add(option.Name[2..], parsed.GetValue(option));
            if (parsed.GetValue(id) is { } one)
            {
                if (body.Count > 2 || parsed.GetValue(all))
                    throw new CommandException("Name one strategy, or a group, not both.", ExitCode.Usage);
                if (parsed.GetValue(value) is { } worth)
                    body.Add("value", worth);
                return platform.UseAsync(parsed, async client => DeploymentViews.Changed(await client.ChangeAsync(one, "deactivate", body, cancellation)));
            }

            if (body.Count == 2 && !parsed.GetValue(all))
                throw new CommandException("Name a strategy, a group (--type, --template, --symbol, --stage), or --all.", ExitCode.Usage);
            if (!parsed.GetValue(yes))
                throw new CommandException("This stops every strategy of the group at once; say --yes if you mean it.", ExitCode.Usage);
            body.Add("all", parsed.GetValue(all));
            return platform.UseAsync(parsed, async client => DeploymentViews.Deactivated(await OrderAsync(client, body, cancellation)));
        });
        return command;
    }

    private static async Task<JsonElement> OrderAsync(DeploymentClient client, Dictionary<string, object?> body, CancellationToken cancellation)
    {
        // Each order is one of its own: what runs at another time is another group.
        var order = await client.DeactivateAsync(body, $"cli {TimeProvider.System.GetUtcNow():O} {Environment.ProcessId}", cancellation);
        while (true)
        {
            var status = await client.GetDeactivationAsync(order, cancellation);
            if (status.GetProperty("status").GetString() is not ("Running" or "Pending"))
                return status;
            await Task.Delay(PollInterval, TimeProvider.System, cancellation);
        }
    }
}
