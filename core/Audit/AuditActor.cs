using System.Collections.Immutable;

namespace Serverless.Core.Audit;

/// <summary>Who caused an event. The id is the only personal data that an entry may hold.</summary>
/// <param name="Id">Object id of a person or service; not empty.</param>
/// <param name="Roles">Roles that the actor held at the time, in the order given by the caller; may be empty.</param>
/// <param name="OnBehalfOf">The system or person that the actor acted for, if another.</param>
public sealed record AuditActor(string Id, ImmutableArray<string> Roles, string? OnBehalfOf = null)
{
    /// <summary>An actor without roles, for instance a timer.</summary>
    public AuditActor(string id)
        : this(id, [])
    {
    }

    /// <summary>Equal id, roles (in order) and principal.</summary>
    public bool Equals(AuditActor? other) =>
        other is not null && Id == other.Id && OnBehalfOf == other.OnBehalfOf && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, OnBehalfOf, Roles.Length);
}
