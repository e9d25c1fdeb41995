namespace Serverless.Core.Regimes;

/// <summary>Adopts another value only after it has shown a number of times in a row; the first value at once. Two changes are therefore at least
/// that many values apart.</summary>
internal struct Confirmation<T>(int needed)
    where T : struct, Enum
{
    private T? adopted;
    private T candidate;
    private int count;

    public T Next(T shown)
    {
        adopted ??= shown;
        if (EqualityComparer<T>.Default.Equals(shown, adopted.Value))
        {
            count = 0;
            return shown;
        }

        count = EqualityComparer<T>.Default.Equals(shown, candidate) ? count + 1 : 1;
        candidate = shown;
        if (count >= needed)
            (adopted, count) = (shown, 0);
        return adopted.Value;
    }
}
