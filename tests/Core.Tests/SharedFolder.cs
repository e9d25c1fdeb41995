using Serverless.Testing;

namespace Serverless.Core.Tests;

/// <summary>Real market data and golden values; a test that needs them is skipped, visibly, where they are absent.</summary>
internal static class SharedFolder
{
    public static string Path(string relative)
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        return System.IO.Path.Combine(RepositoryPaths.Shared!, relative);
    }
}
