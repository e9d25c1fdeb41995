using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Where an account's table service is, and how requests to it are authorised.</summary>
internal sealed record TableEndpoint(Uri Uri, string AccountName, HttpPipelinePolicy? Authorization)
{
    const string Scope = "https://storage.azure.com/.default";

    public static TableEndpoint WithSharedKey(Uri uri, TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(Normalize(uri), credential.AccountName, new SharedKeyLitePolicy(credential));
    }

    public static TableEndpoint WithToken(Uri uri, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(Normalize(uri), Account(uri), new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    public static TableEndpoint WithSas(Uri uri, AzureSasCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        RequireHttps(uri);
        return new(Normalize(uri), Account(uri), new SasPolicy(credential));
    }

    /// <summary>An endpoint whose query, if any, is a shared access signature.</summary>
    public static TableEndpoint WithQuery(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.Query.Length > 1 ? WithSas(uri, new AzureSasCredential(uri.Query)) : new(Normalize(uri), Account(uri), null);
    }

    /// <summary>The account's endpoint and the table's name, of an address that ends in a table.</summary>
    public static (Uri Account, string Table) SplitTable(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var path = uri.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        if (slash < 0 || slash == path.Length - 1)
            throw new ArgumentException($"'{uri.GetLeftPart(UriPartial.Path)}' names no table.", nameof(uri));
        return (new UriBuilder(uri) { Path = path[..slash] }.Uri, path[(slash + 1)..]);
    }

    static Uri Normalize(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/'));
    }

    /// <summary>A signature in clear text would be anybody's; on one machine there is nobody else.</summary>
    static void RequireHttps(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            throw new ArgumentException($"A shared access signature must not travel over http to '{uri.Host}'; use https.", nameof(uri));
    }

    /// <summary>The first label of the host; an emulator has the account in the path instead.</summary>
    static string Account(Uri uri) =>
        uri.IsLoopback || IPAddress.TryParse(uri.Host, out _) ? uri.AbsolutePath.Split('/').ElementAtOrDefault(1) ?? "" : uri.Host.Split('.')[0];
}
