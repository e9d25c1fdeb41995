using System.Reflection;

namespace Serverless.EndToEnd;

/// <summary>Paths of the programs of this build that the tests start.</summary>
internal static class Build
{
    public static string FunctionsHost => Metadata("FunctionsHost");

    public static string Cli => Metadata("Cli");

    private static string Metadata(string key) => typeof(Build).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key)
        .Value!;
}
