using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>The calls of orchestrator code as bytes, after their tag, time and id.</summary>
internal static class ScheduledCodec
{
    public static void Write(PayloadWriter writer, ScheduledRecord record)
    {
        switch (record)
        {
            case TaskScheduled r:
                writer.Text(r.Name);
                writer.Text(r.Version);
                writer.Text(r.Input);
                HistoryCodec.Tags(writer, r.Tags);
                break;
            case SubOrchestrationCreated r:
                writer.Text(r.Name);
                writer.Text(r.Version);
                writer.Text(r.InstanceId);
                writer.Text(r.Input);
                HistoryCodec.Tags(writer, r.Tags);
                break;
            case TimerCreated r:
                writer.Time(r.FireAt);
                break;
            case EventSent r:
                writer.Text(r.InstanceId);
                writer.Text(r.Name);
                writer.Text(r.Input);
                break;
            case EntityCalled r:
                writer.Text(r.EntityId);
                writer.Text(r.Operation);
                writer.Text(r.Input);
                writer.Bool(r.IsSignal);
                writer.OptionalTime(r.Due);
                break;
            case EntityLockRequested r:
                writer.List(r.EntityIds, static (w, id) => w.Text(id));
                break;
            case EntityLockReleased r:
                writer.Int(r.LockId);
                writer.List(r.EntityIds, static (w, id) => w.Text(id));
                break;
        }
    }

    public static ScheduledRecord Read(PayloadReader reader, HistoryTag tag)
    {
        var id = (int)reader.Int();
        return tag switch
        {
            HistoryTag.TaskScheduled => new TaskScheduled(
                id, reader.Text(), reader.Text(), reader.OptionalText(), HistoryCodec.Tags(reader)),
            HistoryTag.SubOrchestrationCreated => new SubOrchestrationCreated(
                id, reader.Text(), reader.Text(), reader.Text(), reader.OptionalText(), HistoryCodec.Tags(reader)),
            HistoryTag.TimerCreated => new TimerCreated(id, reader.Time()),
            HistoryTag.EventSent => new EventSent(id, reader.Text(), reader.Text(), reader.OptionalText()),
            HistoryTag.EntityCalled => new EntityCalled(
                id, reader.Text(), reader.Text(), reader.OptionalText(), reader.Bool(), reader.OptionalTime()),
            HistoryTag.EntityLockRequested => new EntityLockRequested(id, reader.List(static r => r.Text())),
            HistoryTag.EntityLockReleased => new EntityLockReleased(id, (int)reader.Int(), reader.List(static r => r.Text())),
            _ => throw new InvalidDataException($"Unknown call {tag}."),
        };
    }
}
