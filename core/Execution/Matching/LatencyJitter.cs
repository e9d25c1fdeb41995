namespace Serverless.Core.Execution.Matching;

/// <summary>How the part of a delay is distributed that changes from order to order.</summary>
public enum LatencyJitter
{
    /// <summary>Every delay up to twice the mean is as likely.</summary>
    Uniform,

    /// <summary>Exponentially: mostly short, now and then long.</summary>
    Exponential,
}
