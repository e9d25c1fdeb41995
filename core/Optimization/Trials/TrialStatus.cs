namespace Serverless.Core.Optimization.Trials;

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>It has an objective, on all of the data.</summary>
    Done,

    /// <summary>It has an objective on the first part of the data only; what went on has a later trial with more.</summary>
    Pruned,

    /// <summary>It has figures but no objective: a limit was missed, or the objective is undefined; the reason says which.</summary>
    Rejected,

    /// <summary>The strategy failed; the reason says where and why.</summary>
    Failed,
}
