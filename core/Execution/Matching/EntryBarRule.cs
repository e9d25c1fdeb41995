namespace Serverless.Core.Execution.Matching;

/// <summary>When the exits of a bracket can fill in the bar of its entry.</summary>
public enum EntryBarRule
{
    /// <summary>On what remains of the bar's path.</summary>
    FollowPath,

    /// <summary>On the bar's path after an entry at the open; after any other entry from the next bar on.</summary>
    OpenEntriesOnly,

    /// <summary>From the next bar on.</summary>
    NextBar,
}
