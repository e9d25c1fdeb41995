namespace Microsoft.DurableTask.Client.Entities;

public record EntityQuery
{
    public const int DefaultPageSize = 100;

    private readonly string? instanceIdStartsWith;

    /// <summary>Normalised on assignment: begins with '@', and the name part is lower case.</summary>
    public string? InstanceIdStartsWith
    {
        get => instanceIdStartsWith;
        init
        {
            if (value is null)
            {
                instanceIdStartsWith = null;
                return;
            }

            var prefix = value.StartsWith('@') ? value : "@" + value;
            var key = prefix.IndexOf('@', 1);
#pragma warning disable CA1308 // Entity names are lower case by contract.
            instanceIdStartsWith = key < 0 ? prefix.ToLowerInvariant() : prefix[..key].ToLowerInvariant() + prefix[key..];
#pragma warning restore CA1308
        }
    }

    public DateTimeOffset? LastModifiedFrom { get; init; }

    public DateTimeOffset? LastModifiedTo { get; init; }

    public bool IncludeState { get; init; } = true;

    public bool IncludeTransient { get; init; }

    public int? PageSize { get; init; }

    public string? ContinuationToken { get; init; }
}
