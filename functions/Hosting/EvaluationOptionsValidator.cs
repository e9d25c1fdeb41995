using Microsoft.Extensions.Options;

namespace Serverless.Functions.Hosting;

internal sealed class EvaluationOptionsValidator : IValidateOptions<EvaluationOptions>
{
    public ValidateOptionsResult Validate(string? name, EvaluationOptions options)
    {
        try
        {
            options.ToSettings();
            return options.KeepCurvesDays >= 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Settings under 'Evaluation': {nameof(options.KeepCurvesDays)} must be a number of days, or 0 for ever, not {options.KeepCurvesDays}.");
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail($"Settings under 'Evaluation': {error.Message}");
        }
    }
}
