namespace Serverless.Core.Time;

/// <summary>Which hours of a trading day count.</summary>
public enum SessionHours
{
    /// <summary>The regular session; US equities: 09:30 to 16:00 New York, 13:00 on half days.</summary>
    Regular,

    /// <summary>With the hours before and after it; US equities: 04:00 to 20:00 New York, 17:00 on half days.</summary>
    Extended,
}
