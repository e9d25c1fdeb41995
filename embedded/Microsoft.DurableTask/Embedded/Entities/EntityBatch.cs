using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Embedded.Entities;

/// <summary>Executes operations of one entity one after the other; each takes effect whole or not at all.</summary>
internal sealed class EntityBatch(
    EntityInstance entity,
    DurableTaskRegistry registry,
    IServiceProvider services,
    TaskHub hub,
    OrchestratorSettings settings,
    bool rollback,
    EngineLog log)
{
    private readonly EntityInstanceId id = EntityInstanceId.FromString(entity.Id);
    private readonly List<Message> messages = [];
    private ITaskEntity? code;

    public string? State { get; private set; } = entity.State;

    public IReadOnlyList<Message> Messages => messages;

    public void Send(Message message) => messages.Add(message);

    public async Task ExecuteAsync(EntityOperationRequest request)
    {
        var operation = new EntityOperation(id, request, State, settings, hub);
        EntityResponded? answer = null;
        try
        {
            code ??= Create();
            var result = await code.RunAsync(operation);
            if (request.ReplyTo is { } caller)
                answer = new(caller.TaskId, settings.Converter.Serialize(result), null);
            Accept(operation);
        }
        catch (Exception e)
        {
            log.EntityOperationEnds(entity.Id, request.Operation, e);
            if (!rollback)
                Accept(operation);
            if (request.ReplyTo is { } caller)
                answer = new(caller.TaskId, null, e is TaskNotFoundException notFound ? notFound.Details : settings.FailureOf(e));
        }

        if (answer is not null)
            messages.Add(hub.NewMessage(request.ReplyTo!.InstanceId, answer with { Timestamp = hub.Now }, request.ReplyTo.ExecutionId));
    }

    private ITaskEntity Create()
    {
        var factory = registry.FindEntity(id.Name)
            ?? throw new TaskNotFoundException(TaskNotFound.Details(TaskNotFound.Entity, "entity", id.Name, ""));
        return factory(services);
    }

    private void Accept(EntityOperation operation)
    {
        State = operation.Serialized;
        messages.AddRange(operation.Messages);
    }
}
