using System.CommandLine;
using Serverless.Cli.Deployments;
using Serverless.Infra.Identity;

namespace Serverless.Cli.Access;

/// <summary><c>access token</c>: tokens for development, of a host on this machine.</summary>
internal static class AccessCommand
{
    private static readonly string[] Roles = ["Viewer", "Analyst", "Operator", "PortfolioManager", "Compliance", "Admin"];

    public static Command Create() => new("access", "Who may call the platform.") { CreateToken() };

    private static Command CreateToken()
    {
        var file = new Option<string>("--key-file") { Description = "The host's Access:DevelopmentKeyFile; made when it is missing.", Required = true };
        var name = new Option<string>("--name") { Description = "Who calls; the audit trail has it.", DefaultValueFactory = _ => Environment.UserName };
        var roles = new Option<string[]>("--role") { Description = $"A role; repeat it for several: {string.Join(", ", Roles)}.", Required = true };
        roles.AcceptOnlyFromAmong(Roles);
        var command = new Command("token", $"Print a bearer token, valid for an hour: export {PlatformOptions.TokenVariable}=$(… access token …). Hosts take it on this machine only, and not in production.") { file, name, roles };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var key = DevelopmentKey.ReadOrCreate(parsed.GetValue(file)!);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    DevelopmentIssuer.Issue(key, parsed.GetValue(name)!, parsed.GetValue(roles)!, TimeProvider.System.GetUtcNow()));
                return ExitCode.Success;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CommandException(error.Message, ExitCode.Usage, error);
            }
        });
        return command;
    }
}
