namespace Serverless.Core.Configuration;

/// <summary>Names of places in a configuration, for example <c>commission.tiers[1].maker_bps</c>.</summary>
internal static class ConfigurationPath
{
    public static string Of(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
