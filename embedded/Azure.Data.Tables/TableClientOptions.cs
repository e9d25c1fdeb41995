using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, diagnostics and transport of a table client, and the version of the service's protocol.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options for a version of the service's protocol.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionString = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "The table service has no such version."),
        };
    }

    internal string VersionString { get; }

    /// <summary>A version of the service's protocol.</summary>
#pragma warning disable CA1034, CA1008 // Nested, and without a zero, as the vendor has it.
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1034, CA1008
}
