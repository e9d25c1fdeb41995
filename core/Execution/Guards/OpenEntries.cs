namespace Serverless.Core.Execution.Guards;

/// <summary>The entries of a position that are still open, oldest first; see <see cref="PositionLimits.MaxOpenTrades"/>.</summary>
internal sealed class OpenEntries
{
    // What is left of an entry below this share of a trade is rounding.
    private const double Dust = 1e-12;

    private (int OrderId, double Quantity)[] entries = new (int, double)[4];

    public int Count { get; private set; }

    /// <summary>Whether a fill that adds to the position is the first of its order.</summary>
    public bool IsFurther(int orderId) => Count == 0 || entries[Count - 1].OrderId != orderId;

    /// <summary>Takes a fill; <paramref name="after"/> is the position that it led to.</summary>
    public void Book(int orderId, double quantity, double after)
    {
        var rest = quantity;
        var closed = 0;
        for (; closed < Count && entries[closed].Quantity * rest < 0; closed++)
        {
            var left = entries[closed].Quantity + rest;
            if (Math.Sign(left) == Math.Sign(entries[closed].Quantity) && Math.Abs(left) > Dust * Math.Abs(quantity))
            {
                entries[closed].Quantity = left;
                rest = 0;
                break;
            }

            rest = Math.Abs(left) > Dust * Math.Abs(quantity) ? left : 0;
        }

        Array.Copy(entries, closed, entries, 0, Count - closed);
        Count = after == 0 ? 0 : Count - closed;
        if (rest != 0 && after != 0)
            Open(orderId, rest);
    }

    /// <summary>Makes this the same as <paramref name="other"/>.</summary>
    public void CopyFrom(OpenEntries other)
    {
        if (entries.Length < other.Count)
            entries = new (int, double)[other.entries.Length];
        Array.Copy(other.entries, entries, other.Count);
        Count = other.Count;
    }

    private void Open(int orderId, double quantity)
    {
        if (!IsFurther(orderId))
        {
            entries[Count - 1].Quantity += quantity;
            return;
        }

        if (Count == entries.Length)
            Array.Resize(ref entries, 2 * Count);
        entries[Count++] = (orderId, quantity);
    }
}
