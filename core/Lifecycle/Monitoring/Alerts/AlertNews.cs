using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle.Monitoring.Alerts;

/// <summary>What happened to an alert.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertNews>))]
public enum AlertNews
{
    /// <summary>It was found.</summary>
    Opened,

    /// <summary>It became graver.</summary>
    Escalated,

    /// <summary>It is no longer found.</summary>
    Closed,
}
