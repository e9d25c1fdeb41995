using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

/// <summary>A table of its own for each test.</summary>
public abstract class TableTest(AzuriteFixture azurite) : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected string ConnectionString => azurite.ConnectionString;

    protected TableClient Table { get; } = new(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));

    public async ValueTask InitializeAsync() => await Table.CreateAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Table.DeleteAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }
}
