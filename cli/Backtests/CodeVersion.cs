using System.Reflection;
using Serverless.Core.Backtesting;

namespace Serverless.Cli.Backtests;

/// <summary>The version of the code that computes results.</summary>
internal static class CodeVersion
{
    public static string Current { get; } =
        typeof(Backtester).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
