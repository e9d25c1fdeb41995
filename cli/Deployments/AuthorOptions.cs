using System.CommandLine;

namespace Serverless.Cli.Deployments;

/// <summary>Who decides, and why: every change is recorded with both.</summary>
internal sealed class AuthorOptions
{
    private readonly Option<string> reason = new("--reason") { Description = "Why, in a sentence; it is recorded.", Required = true };
    private readonly Option<string> who = new("--operator") { Description = "Who decides; it is recorded.", DefaultValueFactory = _ => Environment.UserName };

    public void AddTo(Command command)
    {
        command.Add(reason);
        command.Add(who);
    }

    public string Reason(ParseResult parsed) => parsed.GetValue(reason)!;

    public string Operator(ParseResult parsed) => parsed.GetValue(who)!;
}
