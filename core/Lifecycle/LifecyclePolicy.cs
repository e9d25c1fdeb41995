namespace Serverless.Core.Lifecycle;

/// <summary>The thresholds by which strategies are promoted, sized and displaced. Every default is the specification's where it names one.</summary>
public sealed record LifecyclePolicy
{
    /// <summary>Most seats that may be configured.</summary>
    public const int MostSeats = 100;

    /// <summary>Best share of a scorecard that counts as its top; above 0, at most 1.</summary>
    public double TopShare { get; init => field = Share(value, nameof(TopShare)); } = 0.1;

    /// <summary>Days in a row in the top before a strategy may go live; at least 1.</summary>
    public int StreakDays { get; init => field = AtLeast(value, 1, nameof(StreakDays)); } = 30;

    /// <summary>Days in a row in the top before a candidate goes on paper; at least 1.</summary>
    public int PaperStreakDays { get; init => field = AtLeast(value, 1, nameof(PaperStreakDays)); } = 7;

    /// <summary>Days in a row without a rank that a streak outlasts; at least 0.</summary>
    public int MaxMissedDays { get; init => field = AtLeast(value, 0, nameof(MaxMissedDays)); } = 3;

    /// <summary>Days out of the top after which a candidate or a strategy on paper goes back to research; at least 1.</summary>
    public int LapseDays { get; init => field = AtLeast(value, 1, nameof(LapseDays)); } = 7;

    /// <summary>Live strategies at most; 1 to 100.</summary>
    public int Seats
    {
        get;
        init => field = value is >= 1 and <= MostSeats ? value : throw new ArgumentOutOfRangeException(nameof(Seats), value, $"{nameof(Seats)} must be 1 to {MostSeats}.");
    } = 35;

    /// <summary>Capital that all live strategies share, in account currency; at least 0, in whole cents.</summary>
    public decimal Capital
    {
        get;
        init => field = value >= 0 && Cents.AreWhole(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Capital), value, $"{nameof(Capital)} must be 0 or more, in whole cents.");
    } = 1_000_000m;

    /// <summary>Least strength of the evidence that a result is more than luck, 0 … 1; 1 asks for every check.</summary>
    public double MinEvidence
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinEvidence), value, $"{nameof(MinEvidence)} must be 0 to 1.");
    } = 1;

    /// <summary>
    /// Least share of stays of 90 days in its own history that the watch would have let a strategy finish, 0 … 1; see <see cref="Monitoring.Survival"/>. 0 does not ask.
    /// </summary>
    public double MinSurvival
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinSurvival), value, $"{nameof(MinSurvival)} must be 0 to 1.");
    } = 0.75;

    /// <summary>Largest share of one type of strategy among those live; above 0, at most 1. The first of a type is always allowed.</summary>
    public double MaxTypeShare { get; init => field = Share(value, nameof(MaxTypeShare)); } = 0.3;

    /// <summary>The correlation with every live strategy must be below it; above 0, at most 1.</summary>
    public double MaxCorrelation { get; init => field = Share(value, nameof(MaxCorrelation)); } = 0.7;

    /// <summary>Days that two strategies must have in common, and days of the present regime, before a figure of them counts; at least 2.</summary>
    public int MinDays { get; init => field = AtLeast(value, 2, nameof(MinDays)); } = 20;

    /// <summary>By how much of the score of the lowest-ranked live strategy a newcomer must be better to take its seat; at least 0.</summary>
    public double DisplacementMargin
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(DisplacementMargin), value, $"{nameof(DisplacementMargin)} must be 0 or more.");
    } = 0.05;

    /// <summary>Days for which a live strategy keeps its seat whoever is better; at least 0.</summary>
    public int MinSeatDays { get; init => field = AtLeast(value, 0, nameof(MinSeatDays)); } = 30;

    /// <summary>How capital is measured out.</summary>
    public CapitalSizing Sizing { get; init; } = new();

    internal static double Share(double value, string name) => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and at most 1.");

    private static int AtLeast(int value, int least, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}.");
}
