using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

/// <summary>Validates settings as a host does at start.</summary>
internal static class Validation
{
    public static ValidateOptionsResult Of(AccessOptions options, string environment = "Production", params (string Key, string Value)[] settings) =>
        new AccessOptionsValidator(
            new HostingEnvironment { EnvironmentName = environment },
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build()).Validate(null, options);
}
