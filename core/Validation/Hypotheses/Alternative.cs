namespace Serverless.Core.Validation.Hypotheses;

/// <summary>What a test holds against its null hypothesis.</summary>
public enum Alternative
{
    /// <summary>The two differ.</summary>
    TwoSided,

    /// <summary>The first is greater: than the second sample, or than the value given.</summary>
    Greater,

    /// <summary>The first is less.</summary>
    Less,
}
