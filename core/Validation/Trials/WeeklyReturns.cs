using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Trials;

/// <summary>Returns by week, Monday to Sunday UTC: small enough to be kept of every configuration that was ever tried.</summary>
/// <param name="FirstWeek">Weeks since Monday 1969-12-29.</param>
/// <param name="Values">The compounded return of each week from there on; 0 in one without bars.</param>
public sealed record WeeklyReturns(int FirstWeek, float[] Values)
{
    // 1970-01-01 was a Thursday.
    private const int DaysSinceMonday = 3;

    /// <summary>The weeks of daily returns.</summary>
    public static WeeklyReturns Of(DailyReturns daily)
    {
        ArgumentNullException.ThrowIfNull(daily);
        if (daily.Days.Length == 0)
            return new WeeklyReturns(0, []);
        var first = WeekOf(daily.Days[0]);
        var growth = new double[WeekOf(daily.Days[^1]) - first + 1];
        Array.Fill(growth, 1);
        for (var i = 0; i < daily.Days.Length; i++)
            growth[WeekOf(daily.Days[i]) - first] *= 1 + daily.Values[i];
        return new WeeklyReturns(first, Array.ConvertAll(growth, factor => (float)(factor - 1)));
    }

    private static int WeekOf(int day) => (int)Math.Floor((day + DaysSinceMonday) / 7.0);
}
