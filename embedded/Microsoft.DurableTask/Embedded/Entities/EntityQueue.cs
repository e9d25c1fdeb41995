using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Entities;

/// <summary>Hands out an entity's messages in order of arrival; while it is locked, only those of the lock's owner.</summary>
internal sealed class EntityQueue(LockKey? held, List<Message> messages)
{
    private List<Message> pending = messages;
    private int next;

    public LockKey? Lock { get; private set; } = held;

    public List<long> Consumed { get; } = [];

    /// <summary>Waiting for the lock, in order of arrival.</summary>
    public List<Message> Deferred { get; private set; } = [];

    public bool TryTake([NotNullWhen(true)] out Message? message)
    {
        while (next < pending.Count)
        {
            message = pending[next++];
            switch (message.Body)
            {
                case EntityLockRelease release:
                    Consumed.Add(message.Number);
                    Release(release.Key);
                    continue;
                case EntityLockRequest request when Lock is null:
                    Lock = request.Key;
                    break;
                case EntityOperationRequest operation when Lock is null || IsFromOwner(operation):
                    break;
                default:
                    Deferred.Add(message);
                    continue;
            }

            Consumed.Add(message.Number);
            return true;
        }

        message = null;
        return false;
    }

    private bool IsFromOwner(EntityOperationRequest operation)
        => operation.ReplyTo is { } caller && caller.InstanceId == Lock!.Owner && caller.ExecutionId == Lock.ExecutionId;

    private void Release(LockKey key)
    {
        if (Lock != key)
        {
            Withdraw(key);
            return;
        }

        Lock = null;
        pending = [.. Deferred, .. pending.Skip(next)];
        next = 0;
        Deferred = [];
    }

    /// <summary>Whoever releases a lock that it does not hold yet no longer wants it.</summary>
    private void Withdraw(LockKey key)
    {
        Deferred.RemoveAll(message =>
        {
            var withdrawn = message.Body is EntityLockRequest request && request.Key == key;
            if (withdrawn)
                Consumed.Add(message.Number);
            return withdrawn;
        });
    }
}
