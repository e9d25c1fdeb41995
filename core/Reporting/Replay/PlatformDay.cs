namespace Serverless.Core.Reporting.Replay;

/// <summary>The platform at the end of a day (UTC).</summary>
/// <param name="Day">Days since 1970-01-01.</param>
/// <param name="Equity">All capital at its worth: the reserve in cash, and what live strategies hold at the last closes, after costs.</param>
/// <param name="Live">Strategies that are live.</param>
/// <param name="OnPaper">Candidates and strategies on paper.</param>
/// <param name="Allocated">Capital that was given to those live.</param>
/// <param name="LiveReturn">Return of the day on what those live held when it began; 0 while none was.</param>
/// <param name="PaperReturn">Mean return of the day of those on paper, each with the same capital; 0 while none was.</param>
/// <param name="LargestType">How many of those live are of the type that has the most.</param>
public sealed record PlatformDay(
    int Day, double Equity, int Live, int OnPaper, double Allocated, double LiveReturn, double PaperReturn, int LargestType)
{
    /// <summary>The date.</summary>
    public DateTime Date => DateTime.UnixEpoch.AddDays(Day);
}
