using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int MinimumLength = 32;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        foreach (var (key, value) in new[] { (nameof(options.ViewerKey), options.ViewerKey), (nameof(options.OperatorKey), options.OperatorKey) })
        {
            if (value is { Length: < MinimumLength })
                return ValidateOptionsResult.Fail($"Access:{key} has {value.Length} characters; use at least {MinimumLength} random ones or leave it out.");
        }

        return options.ViewerKey is not null && options.ViewerKey == options.OperatorKey
            ? ValidateOptionsResult.Fail("Access:ViewerKey and Access:OperatorKey are equal; each role needs a secret of its own.")
            : ValidateOptionsResult.Success;
    }
}
