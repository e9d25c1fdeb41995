using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Access;

/// <summary>Settings with which the host would let in whom it must not are refused at start; the message names the setting.</summary>
internal sealed class AccessOptionsValidator(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    private const int MinimumLength = 32;

    // What App Service sets where its authentication is on.
    private const string AuthenticationIsOn = "WEBSITE_AUTH_ENABLED";

    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        (KeyProblem(options) ?? TokenProblem(options) ?? HeaderProblem(options) ?? DevelopmentProblem(options) ?? RateProblem(options)) is { } problem
            ? ValidateOptionsResult.Fail(problem)
            : ValidateOptionsResult.Success;

    private static string? KeyProblem(AccessOptions options)
    {
        var set = options.Keys.Where(one => one.Key is not null).ToList();
        if (set.FirstOrDefault(one => one.Key!.Length < MinimumLength) is { Key: { } weak } shortest)
            return $"Access:{shortest.Setting} has {weak.Length} characters; use at least {MinimumLength} random ones or leave it out.";
        return set.GroupBy(one => one.Key).FirstOrDefault(group => group.Count() > 1) is { } shared
            ? $"{string.Join(" and ", shared.Select(one => $"Access:{one.Setting}"))} are equal; each role needs a secret of its own."
            : null;
    }

    private string? TokenProblem(AccessOptions options) => options switch
    {
        { Tenant: null, Audience: null } => null,
        { Tenant: null } => "Access:Audience is set without Access:Tenant; name the tenant whose tokens are accepted.",
        { Tenant: { } tenant } when tenant == Guid.Empty => "Access:Tenant is no tenant; it is the directory's id.",
        { Audience: null or "" } => "Access:Tenant is set without Access:Audience; name the application that tokens must be for.",
        { Authority: { IsAbsoluteUri: true, Scheme: "https" } } => null,
        { Authority: { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true } } when IsDevelopment => null,
        _ => "Access:Authority must be an https address.",
    };

    private string? HeaderProblem(AccessOptions options) => !options.TrustPrincipalHeader || configuration.GetValue(AuthenticationIsOn, false)
        ? null
        : $"Access:TrustPrincipalHeader is on, but {AuthenticationIsOn} is not: without App Service Authentication in front, everybody could write the header. Turn one off or the other on.";

    private string? DevelopmentProblem(AccessOptions options) => options.DevelopmentKeyFile is null or "" || IsDevelopment
        ? null
        : "Access:DevelopmentKeyFile is set, but this is not a development environment: whoever reads the file could be anybody. Remove it, "
            + "or on a machine of your own set AZURE_FUNCTIONS_ENVIRONMENT to Development.";

    private static string? RateProblem(AccessOptions options)
    {
        if (options.Instances < 1)
            return $"Access:Instances is {options.Instances}; it must be at least 1.";
        var limits = new[]
        {
            (nameof(options.RequestsPerMinute), options.RequestsPerMinute), (nameof(options.WritesPerMinute), options.WritesPerMinute), (nameof(options.StartsPerMinute), options.StartsPerMinute),
        };
        return limits.FirstOrDefault(limit => limit.Item2 < options.Instances) is ({ } setting, var value)
            ? $"Access:{setting} is {value}; it must be at least 1 for each of the {options.Instances} of Access:Instances."
            : null;
    }

    private bool IsDevelopment => environment.IsDevelopment() && !ProductionRules.IsProduction(configuration);
}
