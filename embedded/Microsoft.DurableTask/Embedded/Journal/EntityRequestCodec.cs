using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>What entities receive, as bytes, after the tag and the time.</summary>
internal static class EntityRequestCodec
{
    public static void Write(PayloadWriter writer, HistoryRecord record)
    {
        switch (record)
        {
            case EntityOperationRequest r:
                writer.Text(r.Operation);
                writer.Text(r.Input);
                writer.Bool(r.ReplyTo is not null);
                if (r.ReplyTo is { } reply)
                {
                    writer.Text(reply.InstanceId);
                    writer.Text(reply.ExecutionId);
                    writer.Int(reply.TaskId);
                }

                break;
            case EntityLockRequest r:
                Key(writer, r.Key);
                writer.List(r.EntityIds, static (w, id) => w.Text(id));
                writer.Int(r.Position);
                break;
            case EntityLockRelease r:
                Key(writer, r.Key);
                break;
            default:
                throw new InvalidOperationException($"{record.GetType()} cannot be written.");
        }
    }

    public static HistoryRecord Read(PayloadReader reader, HistoryTag tag) => tag switch
    {
        HistoryTag.EntityOperationRequest => new EntityOperationRequest(
            reader.Text(),
            reader.OptionalText(),
            reader.Bool() ? new ReplyAddress(reader.Text(), reader.Text(), (int)reader.Int()) : null),
        HistoryTag.EntityLockRequest => new EntityLockRequest(Key(reader), reader.List(static r => r.Text()), (int)reader.Int()),
        HistoryTag.EntityLockRelease => new EntityLockRelease(Key(reader)),
        _ => throw new InvalidDataException($"Unknown history record {tag}."),
    };

    public static void Key(PayloadWriter writer, LockKey key)
    {
        writer.Text(key.Owner);
        writer.Text(key.ExecutionId);
        writer.Int(key.LockId);
    }

    public static LockKey Key(PayloadReader reader) => new(reader.Text(), reader.Text(), (int)reader.Int());
}
