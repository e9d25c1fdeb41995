using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Tests.Support;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

/// <summary>Lets a test see who is inside, and let them out.</summary>
public sealed class Gate
{
    private readonly Channel<bool> entered = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> leaving = Channel.CreateUnbounded<bool>();
    private int running;
    private int total;

    public int Running => running;

    public int Entered => total;

    public async Task PassAsync()
    {
        Interlocked.Increment(ref running);
        Interlocked.Increment(ref total);
        entered.Writer.TryWrite(true);
        await leaving.Reader.ReadAsync();
        Interlocked.Decrement(ref running);
    }

    public ValueTask<bool> EnteredAsync() => entered.Reader.ReadAsync(Limit.Token);

    public void Leave() => leaving.Writer.TryWrite(true);
}
