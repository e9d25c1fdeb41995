namespace Serverless.Core.Scoring.Examination;

/// <summary>The parts of an examination, in their order.</summary>
public enum ExaminationStage
{
    /// <summary>Every parameter set is run over the whole range.</summary>
    Trials,

    /// <summary>The trials are tested together.</summary>
    Selection,

    /// <summary>Parameters are chosen and tested window by window.</summary>
    WalkForward,

    /// <summary>Parameters are chosen and tested on all combinations of groups.</summary>
    CrossValidation,
}
