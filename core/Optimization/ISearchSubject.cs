using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;

namespace Serverless.Core.Optimization;

/// <summary>A run whose parameters are searched: the sets there are, and what comes of one. The end of the run is kept back. Thread-safe.</summary>
public interface ISearchSubject
{
    /// <summary>Hash of the run's configuration, 64 hexadecimal digits.</summary>
    string ConfigurationHash { get; }

    /// <summary>The sets that may be tried.</summary>
    SearchSpace Space { get; }

    /// <summary>Tries a set on the part that the search sees. What the strategy does wrong is a failed trial.</summary>
    Trial Try(Proposal proposal);

    /// <summary>Tries a set on the part that is kept back, by the figure alone: limits are for the search, and the part is shorter. Null without such a part.</summary>
    Trial? TryUnseen(Proposal proposal);
}
