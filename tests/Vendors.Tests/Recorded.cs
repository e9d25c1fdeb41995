using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Vendors.Tests;

/// <summary>Recorded answers; a test that needs one is skipped, visibly, where they are absent.</summary>
internal static class Recorded
{
    /// <summary>Ends a test that would wait for ever.</summary>
    public static CancellationToken Cancellation =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token).Token;

    public static Reply Answer(string file)
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        return Reply.Json(File.ReadAllText(Path.Combine(RepositoryPaths.Shared!, "data", "rest_json", file)));
    }
}
