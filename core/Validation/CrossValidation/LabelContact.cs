namespace Serverless.Core.Validation.CrossValidation;

/// <summary>Whether two labels overlap when one ends at the very time at which the other starts.</summary>
public enum LabelContact
{
    /// <summary>They do (López de Prado, 2018, snippet 7.1): the safe reading.</summary>
    Overlaps,

    /// <summary>They do not (snippet 7.3). Test observations never return to the training part, as they do in the snippet as printed.</summary>
    Allowed,
}
