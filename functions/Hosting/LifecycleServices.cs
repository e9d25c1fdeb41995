using System.Reflection;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Registers what promotions and overrides need; their thresholds are the settings under <c>Lifecycle</c>.</summary>
internal static class LifecycleServices
{
    public static IServiceCollection AddLifecycle(this IServiceCollection services, IConfiguration configuration) => services.AddApprovals()
        .AddSingleton(ReadPolicy(configuration))
        .AddSingleton(provider => new DeploymentTable(provider.GetRequiredService<TableServiceClient>().GetTableClient(DeploymentTable.TableName)))
        .AddSingleton<ForwardRuns>()
        .AddSingleton<PromotionCases>()
        .AddSingleton<DeploymentReader>()
        .AddSingleton<Overrides>();

    private static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.AddOptions<ApprovalOptions>().BindConfiguration("Approvals").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<ApprovalOptions>, ApprovalOptionsValidator>().AddSingleton<Approvals>();
    }

    /// <exception cref="InvalidOperationException">A value is out of range; the message names it.</exception>
    internal static LifecyclePolicy ReadPolicy(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Lifecycle").Get<LifecyclePolicy>() ?? new LifecyclePolicy();
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"Settings under 'Lifecycle': {error.InnerException!.Message}", error);
        }
    }
}
