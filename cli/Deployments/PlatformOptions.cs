using System.CommandLine;
using Serverless.Cli.Api;

namespace Serverless.Cli.Deployments;

/// <summary>Which platform a command talks to. The secret comes from the environment only: a command line is seen by others.</summary>
internal sealed class PlatformOptions
{
    /// <summary>Variable that holds the secret of the caller's role.</summary>
    public const string KeyVariable = "SERVERLESS_API_KEY";

    private const string UrlVariable = "SERVERLESS_URL";

    private readonly Option<string?> url = new("--url") { Description = $"Address of the functions host; default: the variable {UrlVariable}, else http://localhost:7071/." };

    public void AddTo(Command command) => command.Add(url);

    /// <summary>Runs <paramref name="use"/> with a client of the platform.</summary>
    public async Task<int> UseAsync(ParseResult parsed, Func<DeploymentClient, Task> use)
    {
        var text = parsed.GetValue(url) ?? Environment.GetEnvironmentVariable(UrlVariable) ?? "http://localhost:7071/";
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address))
            throw new CommandException($"'{text}' is no address; give one such as http://localhost:7071/.", ExitCode.Usage);
        var key = Environment.GetEnvironmentVariable(KeyVariable)
            ?? throw new CommandException($"Set the variable {KeyVariable} to the secret of your role.", ExitCode.Usage);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("x-api-key", key);
        await use(new DeploymentClient(http));
        return ExitCode.Success;
    }
}
