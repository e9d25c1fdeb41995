namespace Serverless.Testing;

/// <summary>Where the repository of the running tests lies.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds Serverless.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of real data and golden values beside the repository, or null where a machine has none.</summary>
    public static string? Shared { get; } = FindShared();

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds Serverless.sln; run the tests from a clone.");
    }

    static string? FindShared()
    {
        var shared = Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        return Directory.Exists(shared) ? shared : null;
    }
}
