namespace Serverless.Core.Indicators;

/// <summary>Moments of two series and the products of their deviations; joined without cancellation (Schubert, Gertz 2018).</summary>
internal readonly record struct CoMoments(Moments X, Moments Y, double Products)
{
    public static CoMoments Of(double x, double y) => new(Moments.Of(x), Moments.Of(y), x - x + y - y);

    public static CoMoments Join(CoMoments older, CoMoments newer)
    {
        var share = (double)older.X.Count * newer.X.Count / (older.X.Count + newer.X.Count);
        var shift = Moments.Distance(older.X, newer.X) * Moments.Distance(older.Y, newer.Y) * share;
        return new CoMoments(Moments.Join(older.X, newer.X), Moments.Join(older.Y, newer.Y), older.Products + newer.Products + shift);
    }
}
