using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>What a rule or an operator asks of a strategy. <see cref="LifecycleTransitions"/> says what becomes of it in each stage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LifecycleTrigger>))]
public enum LifecycleTrigger
{
    /// <summary>One stage up: research → candidate → paper → live. Going live takes a seat and capital.</summary>
    Promote,

    /// <summary>One stage down because it got worse: live → paper, paper and candidate → research.</summary>
    Demote,

    /// <summary>Live → paper because a better one takes its seat.</summary>
    Displace,

    /// <summary>Candidate or paper → research because it was out of the top for too long.</summary>
    Lapse,

    /// <summary>Any running stage → research: it trades nothing from now on, capital goes back, and it must earn everything anew.</summary>
    RollBack,

    /// <summary>Any stage → retired: as a roll-back, and no rule promotes it again.</summary>
    Deactivate,

    /// <summary>Retired → research.</summary>
    Reinstate,

    /// <summary>It takes no new positions until it is resumed; stage, seat and capital stay.</summary>
    Pause,

    /// <summary>Ends a pause.</summary>
    Resume,

    /// <summary>Positions are half their size until they are restored.</summary>
    HalveSize,

    /// <summary>Positions have their full size again.</summary>
    RestoreSize,
}
