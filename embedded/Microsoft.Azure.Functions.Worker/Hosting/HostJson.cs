using System.Text;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>host.json; <c>AzureFunctionsJobHost__a__b</c> in the environment overrides a.b, as on Azure.</summary>
internal sealed class HostJson(IConfiguration root)
{
    public IConfiguration Logging => root.GetSection("logging");

    public IConfigurationSection DurableTask => root.GetSection("extensions:durableTask");

    public string RoutePrefix => root["extensions:http:routePrefix"]?.Trim('/') ?? "api";

    public static HostJson Read(ScriptRoot script)
    {
        var builder = new ConfigurationBuilder();
        if (JsonFile.Read(script.PathOf("host.json")) is { } json)
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json.GetRawText())));
        return new HostJson(builder.AddEnvironmentVariables("AzureFunctionsJobHost__").Build());
    }
}
