using System.Collections;
using System.Globalization;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Cli.Data;

/// <summary>The sources with the keys that the environment has, under the names of the host's settings: <c>MarketData__FredKey</c>.</summary>
internal static class DownloadEnvironment
{
    private const string Prefix = "MarketData__";
    private const string AddressPrefix = Prefix + "Addresses__";

    public static DownloadSources Sources()
    {
        var settings = new DownloadSettings
        {
            AlpacaKeyId = Value("AlpacaKeyId"),
            AlpacaSecretKey = Value("AlpacaSecretKey"),
            FredKey = Value("FredKey"),
        };
        if (Value("FredDelayDays") is { } days)
            settings.FredDelayDays = int.TryParse(days, CultureInfo.InvariantCulture, out var count) ? count : throw Wrong("FredDelayDays", days, "a number of days");
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(AddressPrefix, StringComparison.OrdinalIgnoreCase))
                settings.Addresses[name[AddressPrefix.Length..]] = Uri.TryCreate(variable.Value as string, UriKind.Absolute, out var address) ? address : throw Wrong(name[Prefix.Length..], $"{variable.Value}", "an address");
        }

        return DownloadSources.Create(settings, new HttpPolicy(), TimeProvider.System);
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;

    private static CommandException Wrong(string name, string value, string expected) => new($"{Prefix}{name} is '{value}', not {expected}.", ExitCode.Usage);
}
