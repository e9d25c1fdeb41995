using System.Text;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>A page ends with the id of its last item; to callers that is opaque.</summary>
internal static class ContinuationTokens
{
    public static string Encode(string lastId) => Convert.ToBase64String(Encoding.UTF8.GetBytes(lastId));

    public static string? Decode(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"'{token}' is not a continuation token of this client.", nameof(token), e);
        }
    }

    /// <summary>The page after the token, in the order of the ids.</summary>
    public static Page<T> PageOf<TSource, T>(IEnumerable<TSource> matches, Func<TSource, string> idOf, string? token, int size, Func<TSource, T> convert)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var last = Decode(token);
        TSource[] rest = [.. matches.Where(match => last is null || string.CompareOrdinal(idOf(match), last) > 0)];
        Array.Sort(rest, (a, b) => string.CompareOrdinal(idOf(a), idOf(b)));
        var values = rest.Take(size).ToList();
        return new(values.ConvertAll(value => convert(value)), rest.Length > size ? Encode(idOf(values[^1])) : null);
    }
}
