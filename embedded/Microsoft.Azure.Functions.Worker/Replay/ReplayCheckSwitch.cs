using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Replay;

/// <summary><c>--replay-check[=folder]</c>: the program checks its code against a journal's histories instead of serving.</summary>
internal static class ReplayCheckSwitch
{
    private const string Name = "replay-check";

    /// <summary>Gives the switch a value where it has none, so that configuration keeps it.</summary>
    public static string[]? WithValue(string[]? args)
        => args?.Select((argument, i) => argument == $"--{Name}" && (i + 1 == args.Length || args[i + 1].StartsWith('-')) ? argument + "=" : argument).ToArray();

    /// <summary>Puts the check in place of the host when the switch is set.</summary>
    public static void Apply(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Name] is not { } folder)
            return;
        var host = services.Last(service => service.ServiceType == typeof(IHost)).ImplementationFactory!;
        services.AddSingleton<IHost>(provider => new ReplayCheckHost((IHost)host(provider), folder));
    }
}
