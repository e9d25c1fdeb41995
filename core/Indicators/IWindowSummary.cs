namespace Serverless.Core.Indicators;

/// <summary>What a window feature needs to know of a run of bars. Implementations are structs, so that the loop inlines them.</summary>
/// <typeparam name="TSummary">The summary; NaN in any bar stays NaN when runs are joined.</typeparam>
internal interface IWindowSummary<TSummary>
{
    /// <summary>Summary of one bar.</summary>
    TSummary At(int bar);

    /// <summary>Summary of two runs, the second following the first. Associative.</summary>
    static abstract TSummary Join(TSummary older, TSummary newer);

    /// <summary>The feature's value at <paramref name="bar"/>, the last of a window.</summary>
    double Value(int bar, TSummary window);
}
