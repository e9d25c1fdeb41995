using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>The filter of a query.</summary>
internal sealed class InstanceMatcher
{
    private readonly OrchestrationQuery query;
    private readonly HashSet<OrchestrationRuntimeStatus>? statuses;
    private readonly StringComparison prefixComparison;

    public InstanceMatcher(OrchestrationQuery query, StringComparison prefixComparison)
    {
        if (query.InstanceIdPrefix?.StartsWith('@') == true)
            throw new ArgumentException("Entities are not found by orchestration queries; use the entity client.", nameof(query));
        this.query = query;
        this.prefixComparison = prefixComparison;
        statuses = query.Statuses?.ToHashSet() is { Count: > 0 } chosen ? chosen : null;
    }

    public bool Matches(OrchestrationInstance instance)
        => (query.CreatedFrom is not { } from || instance.CreatedAt >= from.UtcDateTime)
            && (query.CreatedTo is not { } to || instance.CreatedAt <= to.UtcDateTime)
            && statuses?.Contains(instance.Status) != false
            && (query.InstanceIdPrefix is not { } prefix || instance.Id.StartsWith(prefix, prefixComparison));
}
