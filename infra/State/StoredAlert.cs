using Azure;
using Serverless.Core.Lifecycle.Monitoring.Alerts;

namespace Serverless.Infra.State;

/// <summary>An alert of the table.</summary>
/// <param name="Id">Its id, usable in a path.</param>
/// <param name="Alert">The alert.</param>
/// <param name="ETag">Of its row.</param>
public sealed record StoredAlert(string Id, Alert Alert, ETag ETag);
