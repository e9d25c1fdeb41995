using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Pages of other origins that browsers let call: <c>Host.CORS</c> of local.settings.json, with commas; without it, none.</summary>
internal static class CorsSettings
{
    public static void Apply(IApplicationBuilder application, IConfiguration settings)
    {
        var origins = (settings["Host:CORS"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (origins.Length == 0)
            return;
        application.UseCors(policy =>
        {
            policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod();
            if (settings.GetValue("Host:CORSCredentials", false))
                policy.AllowCredentials();
        });
    }
}
