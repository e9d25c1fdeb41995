namespace Azure.Data.Tables.Pipeline;

/// <summary>The answer to a question for something that does not exist.</summary>
internal sealed class NoValueResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value =>
        throw new InvalidOperationException($"The service has no such entity (status {response.Status}); check HasValue before Value.");

    public override Response GetRawResponse() => response;
}
