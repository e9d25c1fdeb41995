using Azure.Data.Tables.Pipeline;

namespace Azure.Data.Tables;

/// <content>Transactions.</content>
public partial class TableClient
{
    /// <summary>Does up to 100 things to entities of one partition, all or none.</summary>
    /// <exception cref="TableTransactionFailedException">The service refused; nothing was stored.</exception>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        SubmitCore(transactionActions, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="SubmitTransaction"/>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        SubmitCore(transactionActions, async: true, cancellationToken).AsTask();

    async ValueTask<Response<IReadOnlyList<Response>>> SubmitCore(
        IEnumerable<TableTransactionAction> transactionActions, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions.ToList();
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        Response response;
        try
        {
            response = await requests.Pipeline.SendAsync(
                requests.Batch(Name, actions, Guid.NewGuid()), async, cancellationToken, 202).ConfigureAwait(false);
        }
        catch (RequestFailedException exception)
        {
            throw new TableTransactionFailedException(exception);
        }

        IReadOnlyList<Response> responses = BatchReader.Read(response);
        if (responses.FirstOrDefault(static item => item.IsError) is { } failed)
            throw new TableTransactionFailedException(new RequestFailedException(failed, null, TablesErrorParser.Instance));
        return Response.FromValue(responses, response);
    }
}
