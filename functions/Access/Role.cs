namespace Serverless.Functions.Access;

/// <summary>
/// What a caller may do; app roles of tokens have these names. Each role includes the ones before it, but compliance: that includes viewing alone, and no other includes it.
/// </summary>
public enum Role
{
    /// <summary>Read everything there is: cycles, scorecards, regimes, optimisations, backtests, experiments.</summary>
    Viewer = 1,

    /// <summary>Start and end research: optimisations and backtests.</summary>
    Analyst = 2,

    /// <summary>
    /// Start what the platform itself acts upon: cycles, updates of market data, checks of the regimes. Take risk off: pause, demote and
    /// deactivate strategies, and end a pause.
    /// </summary>
    Operator = 3,

    /// <summary>Put risk on: promote and reinstate strategies, change limits, approve what another has asked for.</summary>
    PortfolioManager = 4,

    /// <summary>Download what proves the audit trail, and see how far it is signed and verified.</summary>
    Compliance = 5,

    /// <summary>Everything but compliance; for whoever runs the platform, and stands in for every desk.</summary>
    Admin = 6,
}
