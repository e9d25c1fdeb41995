using System.Collections.Immutable;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>History records as bytes. Tags are part of the file format: never renumber them.</summary>
internal static class HistoryCodec
{
    public static void Write(PayloadWriter writer, HistoryRecord record)
    {
        var tag = TagOf(record);
        writer.Byte((byte)tag);
        writer.Time(record.Timestamp);
        switch (record)
        {
            case ScheduledRecord scheduled:
                writer.Int(scheduled.Id);
                ScheduledCodec.Write(writer, scheduled);
                break;
            case CompletionRecord completion:
                writer.Int(completion.Id);
                WriteCompletion(writer, completion);
                break;
            case ExecutionStarted r:
                WriteStart(writer, r);
                break;
            case ExecutionCompleted r:
                writer.Byte((byte)r.Status);
                writer.Text(r.Result);
                Failure(writer, r.Failure);
                break;
            case ExecutionTerminated r:
                writer.Text(r.Output);
                writer.Bool(r.Recursive);
                break;
            case ExecutionSuspended r:
                writer.Text(r.Reason);
                break;
            case ExecutionResumed r:
                writer.Text(r.Reason);
                break;
            case EventRaised r:
                writer.Text(r.Name);
                writer.Text(r.Input);
                break;
            case EpisodeStarted:
                break;
            default:
                EntityRequestCodec.Write(writer, record);
                break;
        }
    }

    public static HistoryRecord Read(PayloadReader reader)
    {
        var tag = (HistoryTag)reader.Byte();
        reader.Event = tag.ToString();
        var time = reader.Time();
        HistoryRecord record = tag switch
        {
            HistoryTag.ExecutionStarted => ReadStart(reader),
            HistoryTag.ExecutionCompleted => new ExecutionCompleted(
                (OrchestrationRuntimeStatus)reader.Byte(), reader.OptionalText(), OptionalFailure(reader)),
            HistoryTag.ExecutionTerminated => new ExecutionTerminated(reader.OptionalText(), reader.Bool()),
            HistoryTag.ExecutionSuspended => new ExecutionSuspended(reader.OptionalText()),
            HistoryTag.ExecutionResumed => new ExecutionResumed(reader.OptionalText()),
            HistoryTag.EpisodeStarted => new EpisodeStarted(),
            HistoryTag.EventRaised => new EventRaised(reader.Text(), reader.OptionalText()),
            >= HistoryTag.TaskScheduled and < HistoryTag.TaskCompleted => ScheduledCodec.Read(reader, tag),
            >= HistoryTag.TaskCompleted and < HistoryTag.EntityOperationRequest => ReadCompletion(reader, tag),
            _ => EntityRequestCodec.Read(reader, tag),
        };
        return record with { Timestamp = time };
    }

    public static void Tags(PayloadWriter writer, IReadOnlyDictionary<string, string> tags) => writer.List(tags, static (w, tag) =>
    {
        w.Text(tag.Key);
        w.Text(tag.Value);
    });

    public static IReadOnlyDictionary<string, string> Tags(PayloadReader reader)
        => reader.List(static r => KeyValuePair.Create(r.Text(), r.Text())) is { Count: > 0 } tags
            ? tags.ToImmutableDictionary()
            : ImmutableDictionary<string, string>.Empty;

    public static void Failure(PayloadWriter writer, TaskFailureDetails? failure) => FailureCodec.Write(writer, failure);

    public static TaskFailureDetails? OptionalFailure(PayloadReader reader) => FailureCodec.Read(reader);

    private static void WriteStart(PayloadWriter writer, ExecutionStarted r)
    {
        writer.Text(r.Name);
        writer.Text(r.Version);
        writer.Text(r.Input);
        writer.Text(r.ExecutionId);
        writer.Bool(r.Parent is not null);
        if (r.Parent is { } parent)
        {
            writer.Text(parent.Name);
            writer.Text(parent.InstanceId);
            writer.Text(parent.ExecutionId);
            writer.Int(parent.TaskId);
        }

        Tags(writer, r.Tags);
        writer.Text(r.TraceParent);
    }

    private static ExecutionStarted ReadStart(PayloadReader reader)
        => new(
            reader.Text(),
            reader.Text(),
            reader.OptionalText(),
            reader.Text(),
            reader.Bool() ? new ParentCall(reader.Text(), reader.Text(), reader.Text(), (int)reader.Int()) : null,
            Tags(reader))
        {
            TraceParent = reader.OptionalText(),
        };

    private static void WriteCompletion(PayloadWriter writer, CompletionRecord record)
    {
        switch (record)
        {
            case TaskCompleted r:
                writer.Text(r.Result);
                break;
            case TaskFailed r:
                Failure(writer, r.Failure);
                break;
            case SubOrchestrationCompleted r:
                writer.Text(r.Result);
                break;
            case SubOrchestrationFailed r:
                Failure(writer, r.Failure);
                break;
            case TimerFired r:
                writer.Time(r.FireAt);
                break;
            case EntityResponded r:
                writer.Text(r.Result);
                Failure(writer, r.Failure);
                break;
            case EntityLockGranted r:
                EntityRequestCodec.Key(writer, r.Key);
                writer.List(r.EntityIds, static (w, id) => w.Text(id));
                break;
        }
    }

    private static CompletionRecord ReadCompletion(PayloadReader reader, HistoryTag tag)
    {
        var id = (int)reader.Int();
        return tag switch
        {
            HistoryTag.TaskCompleted => new TaskCompleted(id, reader.OptionalText()),
            HistoryTag.TaskFailed => new TaskFailed(id, FailureCodec.ReadRequired(reader)),
            HistoryTag.SubOrchestrationCompleted => new SubOrchestrationCompleted(id, reader.OptionalText()),
            HistoryTag.SubOrchestrationFailed => new SubOrchestrationFailed(id, FailureCodec.ReadRequired(reader)),
            HistoryTag.TimerFired => new TimerFired(id, reader.Time()),
            HistoryTag.EntityResponded => new EntityResponded(id, reader.OptionalText(), OptionalFailure(reader)),
            HistoryTag.EntityLockGranted => new EntityLockGranted(EntityRequestCodec.Key(reader), reader.List(static r => r.Text())),
            _ => throw new InvalidDataException($"Unknown completion {tag}."),
        };
    }

    private static HistoryTag TagOf(HistoryRecord record) => record switch
    {
        TaskScheduled => HistoryTag.TaskScheduled,
        TaskCompleted => HistoryTag.TaskCompleted,
        EpisodeStarted => HistoryTag.EpisodeStarted,
        EventRaised => HistoryTag.EventRaised,
        EntityCalled => HistoryTag.EntityCalled,
        EntityResponded => HistoryTag.EntityResponded,
        EntityLockGranted => HistoryTag.EntityLockGranted,
        EntityOperationRequest => HistoryTag.EntityOperationRequest,
        TimerCreated => HistoryTag.TimerCreated,
        TimerFired => HistoryTag.TimerFired,
        SubOrchestrationCreated => HistoryTag.SubOrchestrationCreated,
        SubOrchestrationCompleted => HistoryTag.SubOrchestrationCompleted,
        SubOrchestrationFailed => HistoryTag.SubOrchestrationFailed,
        TaskFailed => HistoryTag.TaskFailed,
        EventSent => HistoryTag.EventSent,
        EntityLockRequested => HistoryTag.EntityLockRequested,
        EntityLockReleased => HistoryTag.EntityLockReleased,
        EntityLockRequest => HistoryTag.EntityLockRequest,
        EntityLockRelease => HistoryTag.EntityLockRelease,
        ExecutionStarted => HistoryTag.ExecutionStarted,
        ExecutionCompleted => HistoryTag.ExecutionCompleted,
        ExecutionTerminated => HistoryTag.ExecutionTerminated,
        ExecutionSuspended => HistoryTag.ExecutionSuspended,
        ExecutionResumed => HistoryTag.ExecutionResumed,
        _ => throw new InvalidOperationException($"{record.GetType()} has no tag."),
    };
}
