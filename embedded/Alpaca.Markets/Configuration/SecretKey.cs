namespace Alpaca.Markets;

/// <summary>A key pair of an account.</summary>
public sealed class SecretKey : SecurityKey
{
    private readonly string keyId;

    /// <summary>A key with its id.</summary>
    public SecretKey(string keyId, string value)
        : base(value)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        this.keyId = keyId;
    }

    internal override IEnumerable<KeyValuePair<string, string>> GetHeaders() =>
        [new("APCA-API-KEY-ID", keyId), new("APCA-API-SECRET-KEY", Value)];
}
