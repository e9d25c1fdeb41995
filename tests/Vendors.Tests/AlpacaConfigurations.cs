using Alpaca.Markets;
using Serverless.Testing.Http;

namespace Serverless.Vendors.Tests;

internal static class AlpacaConfigurations
{
    public static T At<T>(this T configuration, LoopbackServer server)
        where T : AlpacaClientConfigurationBase
    {
        configuration.ApiEndpoint = server.Address;
        return configuration;
    }
}
