namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>A membership without bars for all of its time.</summary>
/// <param name="Membership">The membership, cut to the time that was looked at.</param>
/// <param name="Data">Days with bars; null when there are none at all.</param>
/// <param name="MissingSessions">Sessions of the New York exchanges during the membership, before the first and after the last bar.</param>
public sealed record UncoveredMember(MembershipInterval Membership, DataRange? Data, int MissingSessions);
