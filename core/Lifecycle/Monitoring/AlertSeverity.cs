using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>How soon a person must look at a finding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertSeverity>))]
public enum AlertSeverity
{
    /// <summary>Nobody must act: it stands in the daily report and raises no alert.</summary>
    Information,

    /// <summary>Somebody must look at it within the working day.</summary>
    Warning,

    /// <summary>Capital is at risk, or decisions have stopped: look now.</summary>
    Critical,
}
