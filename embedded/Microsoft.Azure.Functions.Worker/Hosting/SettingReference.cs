using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Replaces %Name% by the setting of that name.</summary>
internal static partial class SettingReference
{
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static string Resolve(string text, IConfiguration settings, string usedBy) =>
        Reference().Replace(text, match => settings[match.Groups[1].Value] ?? throw new InvalidOperationException(
            $"{usedBy} refers to the setting '{match.Groups[1].Value}', which is not set. " +
            "Add it to Values in local.settings.json or to the environment."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
