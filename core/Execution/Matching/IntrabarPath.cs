namespace Serverless.Core.Execution.Matching;

/// <summary>The order in which a bar is taken to have visited its high and its low.</summary>
public enum IntrabarPath
{
    /// <summary>Whichever of the two leaves less equity at the close of the bar.</summary>
    WorstCase,

    /// <summary>Whichever of the two leaves more.</summary>
    Optimistic,

    /// <summary>Open, high, low, close.</summary>
    OpenHighLowClose,

    /// <summary>Open, low, high, close.</summary>
    OpenLowHighClose,
}
