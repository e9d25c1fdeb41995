namespace Serverless.Core.Lifecycle;

/// <summary>
/// How many live strategies may be of one type. The largest share is kept wherever it can be: of N live strategies of T types, one type has at least
/// ⌈N ÷ T⌉ (pigeonhole), so that with few live or few types a limit below that would keep seats empty for ever. It then is an even split. A single type is no
/// diversity at all, and gets one seat until another is there.
/// </summary>
public static class TypeShare
{
    /// <summary>The most strategies of one type among <paramref name="live"/>.</summary>
    /// <param name="live">Live strategies, the newcomer included; at least 1.</param>
    /// <param name="types">Types of those that are live, and of those that could be now.</param>
    /// <param name="maxShare">Largest share of a type, above 0, at most 1.</param>
    public static int MostAlike(int live, int types, double maxShare) =>
        Math.Max((int)Math.Floor((live * maxShare) + 1e-9), (int)Math.Ceiling((double)live / Math.Max(types, 2)));
}
