namespace Serverless.Core.Reporting.Documents;

/// <summary>How good a finding is; told by word and sign, never by colour alone.</summary>
public enum FindingKind
{
    /// <summary>Speaks for the run.</summary>
    Passed,

    /// <summary>Neither.</summary>
    Note,

    /// <summary>To be looked at before the run is believed.</summary>
    Caution,

    /// <summary>Speaks against the run.</summary>
    Failed,
}
