using Microsoft.Extensions.Options;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Hosting;

internal sealed class MarketDataOptionsValidator(DownloadSources sources) : IValidateOptions<MarketDataOptions>
{
    public ValidateOptionsResult Validate(string? name, MarketDataOptions options)
    {
        try
        {
            options.ToTargets(sources);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException error)
        {
            return ValidateOptionsResult.Fail(error.Message);
        }
    }
}
