using System.Threading.Channels;

namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>Shows a test who has come in, and holds them until the test lets one out.</summary>
internal sealed class Door
{
    private readonly Channel<bool> entered = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> leaving = Channel.CreateUnbounded<bool>();
    private readonly Lock gate = new();
    private int inside;

    public int MostInside { get; private set; }

    public async Task PassAsync()
    {
        lock (gate)
            MostInside = Math.Max(MostInside, ++inside);
        entered.Writer.TryWrite(true);
        await leaving.Reader.ReadAsync(Limit.Token);
        lock (gate)
            inside--;
    }

    public async Task EnteredAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
            await entered.Reader.ReadAsync(Limit.Token);
    }

    public void Open(int count = 1)
    {
        for (var i = 0; i < count; i++)
            leaving.Writer.TryWrite(true);
    }
}
