namespace Serverless.Core.Audit.Bundles;

/// <summary>What can be wrong with a bundle besides its entries and checkpoints. Names are contract: reports, exit texts and tests use them.</summary>
public enum BundleFault
{
    /// <summary>A file is missing, cannot be read, or is no part of a bundle.</summary>
    Malformed,

    /// <summary>The checkpoint speaks of fewer entries than the bundle holds.</summary>
    NotCovered,

    /// <summary>A proof does not show that the first or the last entry is in the log of the checkpoint.</summary>
    NotIncluded,

    /// <summary>A proof does not show that the log of an older checkpoint is the beginning of that of the bundle's checkpoint.</summary>
    NotConsistent,

    /// <summary>The entries of a whole log lead to another root than the checkpoint states.</summary>
    WrongRoot,

    /// <summary>Content does not have the hash that it is named by, or no entry of the bundle refers to it.</summary>
    WrongContent,

    /// <summary>The explanation is not what the entries say.</summary>
    WrongExplanation,

    /// <summary>An entry that is said to order a redaction does not, is about no content that the bundle's entries name, or the content is here all the same.</summary>
    WrongRedaction,

    /// <summary>Content that an entry names is not here, and nothing proves that it was redacted. A fault only where all content is asked for.</summary>
    MissingContent,
}
