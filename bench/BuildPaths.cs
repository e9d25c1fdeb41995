using System.Reflection;

namespace Serverless.Bench;

/// <summary>Where this build finds the programs that it starts.</summary>
internal static class BuildPaths
{
    public static string FunctionsHost => Metadata("FunctionsHost");

    public static string AzuriteTool => Path.Combine(Metadata("RepositoryRoot"), "infra", "azurite");

    public static string NumpyReference => Path.Combine(Metadata("RepositoryRoot"), "bench", "statistics_reference.py");

    private static string Metadata(string key) => typeof(BuildPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key)
        .Value!;
}
