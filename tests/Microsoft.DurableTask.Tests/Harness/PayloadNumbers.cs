using System.Collections.Concurrent;

namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>Payload files as <see cref="MemoryDisk"/> knows them: by numbers below 0, the same on every disk.</summary>
internal static class PayloadNumbers
{
    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<int, string> Names = new();
    private static int last;

    public static int Of(string name) => Numbers.GetOrAdd(name, static name =>
    {
        var number = Interlocked.Decrement(ref last);
        Names[number] = name;
        return number;
    });

    public static string NameOf(int number) => Names[number];
}
