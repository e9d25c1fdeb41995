using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int MinimumLength = 32;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var set = options.Keys.Where(one => one.Key is not null).ToList();
        foreach (var (_, setting, key) in set)
        {
            if (key!.Length < MinimumLength)
                return ValidateOptionsResult.Fail($"Access:{setting} has {key.Length} characters; use at least {MinimumLength} random ones or leave it out.");
        }

        return set.GroupBy(one => one.Key).FirstOrDefault(group => group.Count() > 1) is { } shared
            ? ValidateOptionsResult.Fail($"{string.Join(" and ", shared.Select(one => $"Access:{one.Setting}"))} are equal; each role needs a secret of its own.")
            : ValidateOptionsResult.Success;
    }
}
