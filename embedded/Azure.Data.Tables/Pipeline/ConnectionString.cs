namespace Azure.Data.Tables.Pipeline;

/// <summary>Reads a storage account's connection string.</summary>
internal static class ConnectionString
{
    // The emulator's account, key and port are public and the same everywhere.
    const string DevelopmentAccount = "devstoreaccount1";
    const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    const string DevelopmentHost = "http://127.0.0.1";
    const int DevelopmentPort = 10002;

    public static TableEndpoint Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development) && bool.TryParse(development, out var use) && use)
            return Development(settings.GetValueOrDefault("DevelopmentStorageProxyUri") ?? DevelopmentHost);

        var account = settings.GetValueOrDefault("AccountName");
        var uri = settings.TryGetValue("TableEndpoint", out var endpoint) ? new Uri(endpoint)
            : account is null ? throw Missing("TableEndpoint or AccountName")
            : new Uri($"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net"}");
        if (settings.TryGetValue("SharedAccessSignature", out var signature))
            return TableEndpoint.WithSas(uri, new AzureSasCredential(signature));
        return TableEndpoint.WithSharedKey(uri, new TableSharedKeyCredential(
            account ?? throw Missing("AccountName"), settings.GetValueOrDefault("AccountKey") ?? throw Missing("AccountKey or SharedAccessSignature")));
    }

    static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("The connection string has a part without 'name='; parts are separated by ';'.");
            settings[part[..equals]] = part[(equals + 1)..];
        }

        return settings;
    }

    static TableEndpoint Development(string host)
    {
        var uri = new UriBuilder(host) { Port = DevelopmentPort, Path = DevelopmentAccount }.Uri;
        return TableEndpoint.WithSharedKey(uri, new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey));
    }

    static FormatException Missing(string setting) => new($"The connection string has no {setting}.");
}
