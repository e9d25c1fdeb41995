namespace Serverless.EndToEnd;

/// <summary>A host with people and keys, which lets one caller write twenty times a minute, and pages of one origin call.</summary>
public sealed class SecuredPlatform : IAsyncLifetime
{
    public const int Writes = 20;
    public const string Origin = "https://desk.example";
    private SecuredHost? host;

    internal SecuredHost Host => host!;

    public async ValueTask InitializeAsync() => host = await SecuredHost.StartAsync(
        ("Access__WritesPerMinute", Writes.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Host__CORS", Origin));

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
