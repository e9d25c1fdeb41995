using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Pipeline;

namespace Azure.Data.Tables;

/// <summary>One table of an account, and its entities.</summary>
public partial class TableClient
{
    readonly TableEndpoint endpoint;
    readonly TableRequests requests;

    /// <summary>For mocking.</summary>
    protected TableClient()
    {
        endpoint = null!;
        requests = null!;
        Name = "";
    }

    /// <summary>A client for a table of the account of a connection string.</summary>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A client for a table of the account of a connection string.</summary>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(ConnectionString.Parse(connectionString), tableName, options)
    {
    }

    /// <summary>A client for the table at <paramref name="endpoint"/> that presents a shared access signature.</summary>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableEndpoint.WithSas(TableEndpoint.SplitTable(endpoint).Account, credential), TableEndpoint.SplitTable(endpoint).Table, options)
    {
    }

    /// <summary>A client for the table at <paramref name="endpoint"/>, whose query is a shared access signature.</summary>
    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(TableEndpoint.WithQuery(TableEndpoint.SplitTable(endpoint).Account), TableEndpoint.SplitTable(endpoint).Table, options)
    {
    }

    /// <summary>A client that presents tokens.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableEndpoint.WithToken(endpoint, tokenCredential), tableName, options)
    {
    }

    /// <summary>A client that signs with the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A client that signs with the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableEndpoint.WithSharedKey(endpoint, credential), tableName, options)
    {
    }

    internal TableClient(TableEndpoint endpoint, string tableName, TableRequests requests)
    {
        this.endpoint = endpoint;
        this.requests = requests;
        Name = tableName;
    }

    TableClient(TableEndpoint endpoint, string tableName, TableClientOptions? options)
        : this(endpoint, tableName, new TableRequests(endpoint, options ?? new TableClientOptions()))
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>The account's name.</summary>
    public virtual string AccountName => endpoint.AccountName;

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new($"{endpoint.Uri.AbsoluteUri.TrimEnd('/')}/{Name}");

    /// <summary>A filter whose interpolated values are spelt and quoted for the service.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Create(filter);

    /// <summary>A filter of a condition over entities.</summary>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter);

    /// <summary>Creates the table.</summary>
    /// <exception cref="RequestFailedException">It exists (409), or its name is not valid (400).</exception>
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        CreateCore(ifNotExists: false, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="Create"/>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        CreateCore(ifNotExists: false, async: true, cancellationToken).AsTask();

    /// <summary>Creates the table unless it exists; the status tells which.</summary>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        CreateCore(ifNotExists: true, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="CreateIfNotExists"/>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        CreateCore(ifNotExists: true, async: true, cancellationToken).AsTask();

    /// <summary>Deletes the table with its entities; answers 404, without an exception, where there is none.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default) => DeleteCore(async: false, cancellationToken).Completed();

    /// <inheritdoc cref="Delete"/>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => DeleteCore(async: true, cancellationToken).AsTask();

    ValueTask<Response> DeleteCore(bool async, CancellationToken cancellationToken) =>
        requests.Pipeline.SendAsync(requests.DeleteTable(Name), async, cancellationToken, 204, 404);

    async ValueTask<Response<TableItem>> CreateCore(bool ifNotExists, bool async, CancellationToken cancellationToken)
    {
        var response = await requests.Pipeline.SendAsync(requests.CreateTable(Name), async, cancellationToken, 201, 204, 409).ConfigureAwait(false);
        if (response.Status == 409)
        {
            var conflict = new RequestFailedException(response);
            // A table that is being deleted also answers 409; it cannot be used yet.
            if (!ifNotExists || conflict.ErrorCode != TableErrorCode.TableAlreadyExists)
                throw conflict;
        }

        return Response.FromValue(new TableItem(Name), response);
    }
}
