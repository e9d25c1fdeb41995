namespace Serverless.Infra.LocalStorage;

/// <summary>A change of one entity, asked for alone or in a transaction.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Of the entity, or of the table for a new one.</param>
/// <param name="IfMatch">The version that is to be changed, or <c>*</c>; null adds what is missing.</param>
/// <param name="Body">The entity.</param>
internal sealed record TableWrite(string Method, Uri Address, string? IfMatch, ReadOnlyMemory<byte> Body)
{
    private readonly Lazy<(EntityProperties? Properties, byte[] Json)> content = new(() => Read(Body));

    /// <summary>The properties of <see cref="Body"/>; null without any.</summary>
    /// <exception cref="StorageFault">It is no entity.</exception>
    public EntityProperties? Properties => content.Value.Properties;

    /// <summary>These properties as they are stored.</summary>
    public byte[] Json => content.Value.Json;

    private static (EntityProperties? Properties, byte[] Json) Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0)
            return (null, []);
        var properties = EntityProperties.Parse(body);
        return (properties, properties.ToJson());
    }
}
