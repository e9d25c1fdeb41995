using System.Reflection;

namespace Serverless.Cli;

/// <summary>Where this build finds the parts that it starts as processes.</summary>
internal static class ProductPaths
{
    /// <summary>The functions host of the same build.</summary>
    public static string FunctionsHost => Metadata("FunctionsHost");

    /// <summary>The folder whose package.json pins Azurite.</summary>
    public static string AzuriteTool => Path.Combine(Metadata("RepositoryRoot"), "infra", "azurite");

    private static string Metadata(string key) => typeof(ProductPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key)
        .Value!;
}
