namespace Serverless.Core.Reporting.Runs;

/// <summary>A limit that acted.</summary>
/// <param name="Time">UTC time.</param>
/// <param name="Limit">Name of the limit or guard.</param>
/// <param name="Subject">What it limits: an asset, a class, a strategy, the account.</param>
/// <param name="Allowed">Its limit.</param>
/// <param name="Before">The figure that it saw.</param>
/// <param name="After">The figure that it left; null where it stopped trading instead.</param>
/// <param name="Action">What it did.</param>
public sealed record RunLimit(DateTime Time, string Limit, string Subject, double Allowed, double Before, double? After, string Action);
