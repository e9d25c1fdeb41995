using System.Globalization;

namespace Serverless.Infra.Tests.Audit.Processes;

/// <summary>What a process was told of an append, and when, by the clock of the machine.</summary>
internal sealed record Acknowledgement(string EventId, long Index, string Hash, bool IsNew, long Began, long Ended)
{
    public static Acknowledgement? Parse(string line) => line.Split(' ') is ["acknowledged", var id, var index, var hash, var state, var began, var ended]
        ? new(id, Number(index), hash, state == "new", Number(began), Number(ended))
        : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
