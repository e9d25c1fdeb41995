namespace Alpaca.Markets;

/// <summary>How a client authenticates.</summary>
public abstract class SecurityKey
{
    /// <summary>A key with a secret.</summary>
    protected SecurityKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    internal string Value { get; }

    internal abstract IEnumerable<KeyValuePair<string, string>> GetHeaders();
}
