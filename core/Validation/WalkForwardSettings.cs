using System.Text.Json.Serialization;

namespace Serverless.Core.Validation;

/// <summary>Shape of a walk-forward analysis, in calendar days.</summary>
public sealed record WalkForwardSettings
{
    /// <summary>How the training part moves.</summary>
    public WalkForwardMode Mode { get; init; } = WalkForwardMode.Rolling;

    /// <summary>Length of the training part (of the first one, when anchored); at least 1.</summary>
    public int TrainDays { get; init => field = AtLeastOne(value, nameof(TrainDays)); } = 365;

    /// <summary>Length of the test part, which follows the training part after <see cref="EmbargoDays"/>; at least 1.</summary>
    public int TestDays { get; init => field = AtLeastOne(value, nameof(TestDays)); } = 90;

    /// <summary>Distance of consecutive windows; at least <see cref="TestDays"/>, so that no bar is tested twice.</summary>
    public int StepDays { get; init => field = AtLeastOne(value, nameof(StepDays)); } = 90;

    /// <summary>Parameter sets tried in-sample, the configuration's own among them; at least 1.</summary>
    public int Candidates { get; init => field = AtLeastOne(value, nameof(Candidates)); } = 16;

    /// <summary>Days between the training part and the test part, in neither; not negative.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EmbargoDays
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(EmbargoDays), value, $"{nameof(EmbargoDays)} must not be negative.");
    }

    /// <summary>
    /// Whether the training part of a parameter set ends before the trade that it would hold beyond it: the outcome of such a trade is
    /// decided in the test part.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PurgeOverlap { get; init; }

    /// <summary>Days that the shortest analysis needs: those of one window.</summary>
    [JsonIgnore]
    public int WindowDays => TrainDays + EmbargoDays + TestDays;

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
}
