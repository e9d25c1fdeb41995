using System.Collections.Concurrent;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit.Notes;

/// <summary>A witness's memory that keeps its contract; <see cref="OnCall"/> lets a test break it, before a call has its effect or after.</summary>
internal sealed class InMemoryWitness : IWitnessMemory
{
    public ConcurrentDictionary<long, byte[]> Notes { get; } = new();

    /// <summary>Runs with the number of the call, and whether it has had its effect.</summary>
    public Action<int, bool> OnCall { get; set; } = (_, _) => { };

    public int Calls { get; private set; }

    public Task<WitnessedNote?> LatestAsync(CancellationToken cancellationToken) =>
        Call(() => Notes.IsEmpty ? (WitnessedNote?)null : new WitnessedNote(Notes.Keys.Max(), Notes[Notes.Keys.Max()]));

    public Task<bool> TryAppendAsync(WitnessedNote note, CancellationToken cancellationToken) => Call(() => Notes.TryAdd(note.Number, note.Note.ToArray()));

    private Task<T> Call<T>(Func<T> effect)
    {
        var number = ++Calls;
        try
        {
            OnCall(number, false);
            var result = effect();
            OnCall(number, true);
            return Task.FromResult(result);
        }
        catch (AuditStoreException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
