using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Embedded.Orchestration;

internal sealed partial class EmbeddedOrchestrationContext
{
    /// <summary>Entities as seen by orchestrator code, with the rules of critical sections.</summary>
    private sealed class EntityFeature(EmbeddedOrchestrationContext context) : TaskOrchestrationEntityFeature
    {
        private CriticalSection? section;

        public bool IsInCriticalSection => section is { IsHeld: true };

        public override async Task<TResult> CallEntityAsync<TResult>(
            EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
            => context.settings.Converter.Deserialize<TResult>(await CallAsync(id, operationName, input))!;

        public override Task CallEntityAsync(
            EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
            => CallAsync(id, operationName, input);

        public override Task SignalEntityAsync(
            EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
        {
            Check(id, operationName);
            if (section is not null && section.Entities.Contains(id.ToString()))
                throw new InvalidOperationException("Must not signal a locked entity from a critical section.");
            Send(id, operationName, input, isSignal: true, options?.SignalTime?.UtcDateTime);
            return Task.CompletedTask;
        }

        public override async Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds)
        {
            context.CheckThread();
            ArgumentNullException.ThrowIfNull(entityIds);
            string[] ordered = [.. entityIds.Select(id => NotDefault(id).ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (ordered.Length == 0)
                throw new ArgumentException("The list of entities to lock must not be empty.", nameof(entityIds));
            if (section is not null)
                throw new InvalidOperationException("Must not enter another critical section from within a critical section.");
            context.guidCounter++;
            var id = context.nextId++;
            section = new(id, ordered);
            context.Add(new EntityLockRequested(id, ordered));
            await context.Calls.Open(id, isBlocking: false);
            section.IsHeld = true;
            return new Releaser(this, section);
        }

        public override bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds)
        {
            entityIds = IsInCriticalSection
                ? [.. section!.Entities.Where(id => !section.Busy.Contains(id)).Select(EntityInstanceId.FromString)]
                : [];
            return IsInCriticalSection;
        }

        /// <summary>Leaves the critical section, also one that is still being entered.</summary>
        public void Release(CriticalSection? only = null)
        {
            if (section is null || (only is not null && only != section))
                return;
            context.Add(new EntityLockReleased(context.nextId++, section.Id, section.Entities));
            section = null;
        }

        private static EntityInstanceId NotDefault(EntityInstanceId id)
            => id == default ? throw new ArgumentNullException(nameof(id), "The entity id is not set.") : id;

        private async Task<string?> CallAsync(EntityInstanceId id, string operationName, object? input)
        {
            Check(id, operationName);
            var target = id.ToString();
            if (section is { } held)
            {
                if (!held.Entities.Contains(target))
                    throw new InvalidOperationException(
                        "Must not call an entity from a critical section if it is not one of the locked entities.");
                if (!held.Busy.Add(target))
                    throw new InvalidOperationException(
                        "Must not call an entity from a critical section while a prior call to the same entity is still pending.");
            }

            var answer = (EntityResponded)await context.Calls.Open(Send(id, operationName, input, isSignal: false, null), isBlocking: false);
            section?.Busy.Remove(target);
            return answer.Failure is { } failure
                ? throw new EntityOperationFailedException(id, operationName, failure)
                : answer.Result;
        }

        private int Send(EntityInstanceId id, string operationName, object? input, bool isSignal, DateTime? due)
        {
            // The vendor names each request with a new id; ids that code asks for later must come out the same.
            context.guidCounter++;
            var taskId = context.nextId++;
            context.Add(new EntityCalled(
                taskId, id.ToString(), operationName, context.settings.Converter.Serialize(input), isSignal, due));
            return taskId;
        }

        private void Check(EntityInstanceId id, string operationName)
        {
            context.CheckThread();
            NotDefault(id);
            ArgumentNullException.ThrowIfNull(operationName);
        }

        private sealed class Releaser(EntityFeature feature, CriticalSection section) : IAsyncDisposable
        {
            public ValueTask DisposeAsync()
            {
                feature.Release(section);
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class CriticalSection(int id, IReadOnlyList<string> entities)
    {
        public int Id { get; } = id;

        public IReadOnlyList<string> Entities { get; } = entities;

        public HashSet<string> Busy { get; } = new(StringComparer.Ordinal);

        public bool IsHeld { get; set; }
    }
}
