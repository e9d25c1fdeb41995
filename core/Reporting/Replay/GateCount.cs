namespace Serverless.Core.Reporting.Replay;

/// <summary>How often strategies met one gate, or one check of the evidence.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Asked">Strategies it was asked of, once for each cycle.</param>
/// <param name="Passed">How many of these passed.</param>
/// <param name="Alone">How many failed it, and nothing else.</param>
public sealed record GateCount(string Name, int Asked, int Passed, int Alone)
{
    /// <summary>Share that passed; null when nobody was asked.</summary>
    public double? Share => Asked == 0 ? null : (double)Passed / Asked;
}
