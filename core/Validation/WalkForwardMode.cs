namespace Serverless.Core.Validation;

/// <summary>How the training part moves from window to window.</summary>
public enum WalkForwardMode
{
    /// <summary>It has a constant length and moves along.</summary>
    Rolling,

    /// <summary>It always begins with the first bar and grows.</summary>
    Anchored,
}
