namespace Serverless.Core.Risk;

/// <summary>What a loss limit does.</summary>
public enum LossAction
{
    /// <summary>All targets are scaled down by a factor.</summary>
    Reduce,

    /// <summary>Capital preservation: positions may be reduced and closed, not opened, enlarged or turned.</summary>
    Preserve,

    /// <summary>Everything is closed.</summary>
    Flatten,
}
