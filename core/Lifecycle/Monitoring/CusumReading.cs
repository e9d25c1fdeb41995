namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Where a sequential test stands.</summary>
/// <param name="Sum">The sum at the last day.</param>
/// <param name="Threshold">What it alarms above.</param>
/// <param name="Days">Days since the sum was last 0: the estimate of how long returns have been low.</param>
/// <param name="AlarmDay">First day with an alarm, from 0; null when there was none.</param>
public sealed record CusumReading(double Sum, double Threshold, int Days, int? AlarmDay)
{
    /// <summary>Whether it is above the threshold now.</summary>
    public bool IsAlarm => Sum > Threshold;
}
