using System.Text.Json.Serialization;

namespace Serverless.Functions.Entities;

/// <summary>The verdict of a verification of the audit trail.</summary>
/// <param name="At">When it began.</param>
/// <param name="Entries">Number of entries read.</param>
/// <param name="Checkpoints">Number of checkpoints that are trusted and lead to the entries.</param>
/// <param name="WitnessedSize">Number of entries that a witness has seen; null without one.</param>
/// <param name="Findings">Number of things that are wrong.</param>
/// <param name="First">The first of them.</param>
/// <param name="Mark">What is known of the log from now on; null when something is wrong.</param>
public sealed record TrailReport(
    DateTimeOffset At, long Entries, int Checkpoints, long? WitnessedSize, int Findings, string? First, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrailMark? Mark = null);
