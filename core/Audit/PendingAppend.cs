using System.Runtime.ExceptionServices;

namespace Serverless.Core.Audit;

/// <summary>Events that one caller waits for, and how far they have come. Whoever holds the log changes it.</summary>
internal sealed class PendingAppend(IReadOnlyList<AuditEvent> events)
{
    private readonly List<AuditReceipt> receipts = new(events.Count);
    private Exception? fault;

    public int Size => events.Count;

    /// <summary>The events that are not committed yet, in their order; none when one of them was refused.</summary>
    public IEnumerable<AuditEvent> Left => fault is null ? events.Skip(receipts.Count) : [];

    /// <summary>Whether the caller may be answered.</summary>
    public bool IsSettled { get; private set; }

    /// <exception cref="Exception">What the caller's events ended with.</exception>
    public IReadOnlyList<AuditReceipt> Receipts
    {
        get
        {
            if (fault is not null)
                ExceptionDispatchInfo.Throw(fault);
            return receipts;
        }
    }

    public void Commit(AuditReceipt receipt) => receipts.Add(receipt);

    public void Fail(Exception e) => fault = e;

    public void Settle() => IsSettled = true;
}
