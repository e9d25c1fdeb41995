using System.CommandLine;

namespace Serverless.Cli.Deployments;

/// <summary><c>deployments</c>: strategies on their way to live, and what an operator does about them.</summary>
internal static class DeploymentsCommand
{
    public static Command Create() => new("deployments", "Strategies on their way from research to live: look at them, and override what the platform decided.")
    {
        CreateList(),
        CreateShow(),
        CreateCapital(),
        CreateChange("promote", "One stage up, whatever the gates say; not against today's limits. Needs the portfolio manager's key.", new Option<decimal?>("--capital") { Description = "Capital to take when it goes live; default: what the last cycle recommended." }),
        CreateChange("demote", "One stage down, or back to research.", new Option<string?>("--to") { Description = "Research, instead of one stage down." }, ValueOption()),
        CreateChange("pause", "No new positions until it is resumed; seat and capital stay."),
        CreateChange("resume", "End a pause."),
        CreateChange("reinstate", "Bring a retired strategy back to research. Needs the portfolio manager's key."),
        DeactivateCommand.Create(),
        ApprovalCommands.CreateList(),
        ApprovalCommands.CreateDecision("approve", "Agree to what another has asked for. Needs a portfolio manager's token, of a sign-in within the last five minutes."),
        ApprovalCommands.CreateDecision("reject", "Refuse it, or withdraw what you asked for yourself."),
    };

    /// <summary>What a live strategy's capital is worth when it gives it back.</summary>
    public static Option<decimal?> ValueOption() => new("--value") { Description = "What its capital is worth now; default: what the last look at it says." };

    private static Command CreateList()
    {
        var platform = new PlatformOptions();
        var stage = new Option<string?>("--stage") { Description = "Only this stage: research, candidate, paper, live or retired." };
        var json = new Option<bool>("--json") { Description = "Print one JSON array on stdout." };
        var command = new Command("list", "List them, the highest stage first.") { stage, json };
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client =>
        {
            var found = await client.ListAsync(parsed.GetValue(stage), cancellation);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Serialize(found));
            else
                DeploymentViews.List(found);
        }));
        return command;
    }

    private static Command CreateShow()
    {
        var platform = new PlatformOptions();
        var id = new Argument<string>("id") { Description = "Id of the strategy." };
        var command = new Command("show", "Show one as JSON: stage, capital, gates, and its last changes.") { id };
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client =>
            DeploymentViews.Show((await client.ShowAsync(parsed.GetValue(id)!, cancellation)).Value)));
        return command;
    }

    private static Command CreateCapital()
    {
        var platform = new PlatformOptions();
        var command = new Command("capital", "Show seats, reserve, and what live strategies hold, as JSON.");
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client => DeploymentViews.Show(await client.GetCapitalAsync(cancellation))));
        return command;
    }

    private static Command CreateChange(string action, string description, params Option[] details)
    {
        var (platform, author) = (new PlatformOptions(), new AuthorOptions());
        var id = new Argument<string>("id") { Description = "Id of the strategy." };
        var command = new Command(action, description) { id };
        author.AddTo(command);
        foreach (var detail in details)
            command.Add(detail);
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client =>
        {
            var body = new Dictionary<string, object?> { ["operator"] = author.Operator(parsed), ["reason"] = author.Reason(parsed) };
            foreach (var detail in details)
            {
                if (detail is Option<decimal?> amount && parsed.GetValue(amount) is { } number)
                    body.Add(detail.Name[2..], number);
                else if (detail is Option<string?> text && parsed.GetValue(text) is { } word)
                    body.Add(detail.Name[2..], word);
            }

            DeploymentViews.Changed(await client.ChangeAsync(parsed.GetValue(id)!, action, body, cancellation));
        }));
        return command;
    }
}
