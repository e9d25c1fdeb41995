namespace Serverless.Functions.Hosting;

/// <summary>What a cycle does about bars that should exist and do not.</summary>
public enum MissingDataMode
{
    /// <summary>Leaves them out: the next bar follows the one before the gap.</summary>
    Skip,

    /// <summary>Repeats the last close before them.</summary>
    ForwardFill,
}
