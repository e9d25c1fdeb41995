using Serverless.Infra.Development;
using Xunit;

namespace Serverless.Testing;

/// <summary>
/// One in-memory Azurite for a test assembly: <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>, then ask for it in a
/// test class's constructor. Tests share it, so each makes up its own table and container names.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    AzuriteServer? server;

    /// <summary>The connection string of the running Azurite.</summary>
    public string ConnectionString =>
        server?.ConnectionString ?? throw new InvalidOperationException("Azurite is not started; register AzuriteFixture as an assembly fixture.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        server = await AzuriteServer.StartAsync(
            new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
