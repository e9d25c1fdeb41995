using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>The changes of one step as the payload of one record.</summary>
internal static class ChangeCodec
{
    private enum Tag : byte
    {
        MessageSent = 1,
        EpisodeCommitted = 2,
        GenerationStarted = 3,
        EntityCommitted = 4,
        InstanceDeleted = 5,
        OrchestrationCheckpoint = 6,
        EntityCheckpoint = 7,
        NumbersUsed = 8,
        HistoryRewound = 9,
    }

    public static void Write(PayloadWriter writer, JournalChange change)
    {
        switch (change)
        {
            case MessageSent c:
                writer.Byte((byte)Tag.MessageSent);
                WriteMessage(writer, c.Message);
                break;
            case EpisodeCommitted c:
                writer.Byte((byte)Tag.EpisodeCommitted);
                writer.Text(c.InstanceId);
                writer.List(c.Consumed, static (w, number) => w.Int(number));
                writer.List(c.Records, HistoryCodec.Write);
                writer.Byte((byte)c.Status);
                writer.Text(c.CustomStatus);
                writer.Time(c.Time);
                break;
            case GenerationStarted c:
                writer.Byte((byte)Tag.GenerationStarted);
                writer.Text(c.InstanceId);
                writer.List(c.Consumed, static (w, number) => w.Int(number));
                writer.List(c.Messages, WriteMessage);
                writer.Text(c.CustomStatus);
                writer.Time(c.Time);
                break;
            case EntityCommitted c:
                writer.Byte((byte)Tag.EntityCommitted);
                writer.Text(c.EntityId);
                writer.List(c.Consumed, static (w, number) => w.Int(number));
                writer.Text(c.State);
                WriteLock(writer, c.Lock);
                writer.Time(c.Time);
                break;
            case InstanceDeleted c:
                writer.Byte((byte)Tag.InstanceDeleted);
                writer.Text(c.InstanceId);
                break;
            case OrchestrationCheckpoint c:
                writer.Byte((byte)Tag.OrchestrationCheckpoint);
                writer.Text(c.InstanceId);
                HistoryCodec.Write(writer, c.Start);
                writer.Byte((byte)c.Status);
                writer.Text(c.CustomStatus);
                writer.Time(c.CreatedAt);
                writer.Time(c.UpdatedAt);
                writer.List(c.History, HistoryCodec.Write);
                writer.List(c.Inbox, WriteMessage);
                break;
            case EntityCheckpoint c:
                writer.Byte((byte)Tag.EntityCheckpoint);
                writer.Text(c.EntityId);
                writer.Text(c.State);
                WriteLock(writer, c.Lock);
                writer.Time(c.UpdatedAt);
                writer.List(c.Inbox, WriteMessage);
                break;
            case HistoryRewound c:
                writer.Byte((byte)Tag.HistoryRewound);
                writer.Text(c.InstanceId);
                writer.List(c.History, HistoryCodec.Write);
                writer.Time(c.Time);
                break;
            case NumbersUsed c:
                writer.Byte((byte)Tag.NumbersUsed);
                writer.Int(c.Last);
                break;
        }
    }

    public static List<JournalChange> ReadAll(ReadOnlyMemory<byte> payload, Func<string, string> load) => ReadAll(new PayloadReader(payload, load));

    public static List<JournalChange> ReadAll(PayloadReader reader)
    {
        var changes = new List<JournalChange>();
        while (!reader.AtEnd)
            changes.Add(Read(reader));
        return changes;
    }

    private static JournalChange Read(PayloadReader reader) => (Tag)reader.Byte() switch
    {
        Tag.MessageSent => new MessageSent(ReadMessage(reader)),
        Tag.EpisodeCommitted => new EpisodeCommitted(
            Subject(reader),
            reader.List(static r => r.Int()),
            reader.List(HistoryCodec.Read),
            (OrchestrationRuntimeStatus)reader.Byte(),
            reader.OptionalText(),
            reader.Time()),
        Tag.GenerationStarted => new GenerationStarted(
            Subject(reader), reader.List(static r => r.Int()), reader.List(ReadMessage), reader.OptionalText(), reader.Time()),
        Tag.EntityCommitted => new EntityCommitted(
            Subject(reader), reader.List(static r => r.Int()), reader.OptionalText(), ReadLock(reader), reader.Time()),
        Tag.InstanceDeleted => new InstanceDeleted(reader.Text()),
        Tag.OrchestrationCheckpoint => new OrchestrationCheckpoint(
            Subject(reader),
            (History.ExecutionStarted)HistoryCodec.Read(reader),
            (OrchestrationRuntimeStatus)reader.Byte(),
            reader.OptionalText(),
            reader.Time(),
            reader.Time(),
            reader.List(HistoryCodec.Read),
            reader.List(ReadMessage)),
        Tag.EntityCheckpoint => new EntityCheckpoint(
            Subject(reader), reader.OptionalText(), ReadLock(reader), reader.Time(), reader.List(ReadMessage)),
        Tag.HistoryRewound => new HistoryRewound(Subject(reader), reader.List(HistoryCodec.Read), reader.Time()),
        Tag.NumbersUsed => new NumbersUsed(reader.Int()),
        var tag => throw new InvalidDataException($"Unknown change {tag}."),
    };

    private static void WriteMessage(PayloadWriter writer, Message message)
    {
        writer.Int(message.Number);
        writer.Text(message.Target);
        writer.Text(message.ExecutionId);
        writer.OptionalTime(message.Due);
        HistoryCodec.Write(writer, message.Body);
    }

    private static Message ReadMessage(PayloadReader reader)
    {
        var number = reader.Int();
        var target = Subject(reader);
        var executionId = reader.OptionalText();
        var due = reader.OptionalTime();
        return new(number, target, HistoryCodec.Read(reader)) { ExecutionId = executionId, Due = due };
    }

    /// <summary>The id of whom the change is about.</summary>
    private static string Subject(PayloadReader reader)
    {
        reader.Event = "the state";
        return reader.Subject = reader.Text();
    }

    private static void WriteLock(PayloadWriter writer, History.LockKey? key)
    {
        writer.Bool(key is not null);
        if (key is not null)
            EntityRequestCodec.Key(writer, key);
    }

    private static History.LockKey? ReadLock(PayloadReader reader) => reader.Bool() ? EntityRequestCodec.Key(reader) : null;
}
