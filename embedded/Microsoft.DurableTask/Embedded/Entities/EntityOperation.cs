using System.Collections.Immutable;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Embedded.Entities;

/// <summary>One operation as entity code sees it, with what it changes and sends.</summary>
internal sealed class EntityOperation : TaskEntityOperation
{
    private readonly EntityOperationRequest request;
    private readonly OrchestratorSettings settings;
    private readonly StateView state;
    private readonly ContextView context;

    public EntityOperation(
        EntityInstanceId id, EntityOperationRequest request, string? serializedState, OrchestratorSettings settings, TaskHub hub)
    {
        this.request = request;
        this.settings = settings;
        state = new(serializedState, settings.Converter);
        context = new(id, settings, hub);
    }

    public override string Name => request.Operation;

    public override TaskEntityContext Context => context;

    public override TaskEntityState State => state;

    public override bool HasInput => request.Input is not null;

    public string? Serialized => state.Serialized;

    public IReadOnlyList<Message> Messages => context.Messages;

    public override object? GetInput(Type inputType) => settings.Converter.Deserialize(request.Input, inputType);

    private sealed class StateView(string? serialized, DataConverter converter) : TaskEntityState
    {
        public string? Serialized { get; private set; } = serialized;

        public override bool HasState => Serialized is not null;

        public override object? GetState(Type type) => converter.Deserialize(Serialized, type);

        public override void SetState(object? state) => Serialized = converter.Serialize(state);
    }

    private sealed class ContextView(EntityInstanceId id, OrchestratorSettings settings, TaskHub hub) : TaskEntityContext
    {
        public List<Message> Messages { get; } = [];

        public override EntityInstanceId Id => id;

        public override void SignalEntity(
            EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
        {
            if (id == default)
                throw new ArgumentNullException(nameof(id), "The entity id is not set.");
            ArgumentException.ThrowIfNullOrEmpty(operationName);
            var request = new EntityOperationRequest(operationName, settings.Converter.Serialize(input), null) { Timestamp = hub.Now };
            Messages.Add(hub.NewMessage(id.ToString(), request, due: options?.SignalTime?.UtcDateTime));
        }

        public override string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
        {
            if (name.Name.Length == 0)
                throw new ArgumentNullException(nameof(name));
            var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
            var version = options?.Version?.Version is { Length: > 0 } chosen ? chosen : settings.DefaultVersion;
            var start = new ExecutionStarted(
                name,
                version,
                settings.Converter.Serialize(input),
                Guid.NewGuid().ToString("N"),
                null,
                options?.Tags ?? ImmutableDictionary<string, string>.Empty)
            {
                Timestamp = hub.Now,
            };
            Messages.Add(hub.NewMessage(instanceId, start, due: options?.StartAt?.UtcDateTime));
            return instanceId;
        }
    }
}
