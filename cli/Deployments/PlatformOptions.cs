using System.CommandLine;
using System.Net.Http.Headers;
using Serverless.Cli.Api;

namespace Serverless.Cli.Deployments;

/// <summary>Which platform a command talks to. The secret comes from the environment only: a command line is seen by others.</summary>
internal sealed class PlatformOptions
{
    /// <summary>Variable that holds the caller's bearer token.</summary>
    public const string TokenVariable = "SERVERLESS_TOKEN";

    /// <summary>Variable that holds the secret of a role, for machines.</summary>
    public const string KeyVariable = "SERVERLESS_API_KEY";

    private const string UrlVariable = "SERVERLESS_URL";

    private readonly Option<string?> url = new("--url") { Description = $"Address of the functions host; default: the variable {UrlVariable}, else http://localhost:7071/." };

    public void AddTo(Command command) => command.Add(url);

    /// <summary>Runs <paramref name="use"/> with a client of the platform.</summary>
    public Task<int> UseAsync(ParseResult parsed, Func<DeploymentClient, Task> use) => UseHttpAsync(parsed, http => use(new DeploymentClient(http)));

    /// <summary>Runs <paramref name="use"/> with requests to the platform that say who asks.</summary>
    public async Task<int> UseHttpAsync(ParseResult parsed, Func<HttpClient, Task> use)
    {
        var text = parsed.GetValue(url) ?? Environment.GetEnvironmentVariable(UrlVariable) ?? "http://localhost:7071/";
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address))
            throw new CommandException($"'{text}' is no address; give one such as http://localhost:7071/.", ExitCode.Usage);
        using var http = new HttpClient { BaseAddress = address };
        Authenticate(http.DefaultRequestHeaders);
        await use(http);
        return ExitCode.Success;
    }

    private static void Authenticate(HttpRequestHeaders headers)
    {
        if (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token)
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        else if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
            headers.Add("x-api-key", key);
        else
            throw new CommandException($"Set the variable {TokenVariable} to your bearer token, or {KeyVariable} to the secret of your role.", ExitCode.Usage);
    }
}
