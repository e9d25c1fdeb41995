namespace Serverless.Core.Regimes;

/// <summary>
/// Hysteresis of one threshold: raised as soon as a value exceeds the level, withdrawn when one has come back by the band. Caution comes at the
/// threshold itself; confidence has to be earned.
/// </summary>
internal struct Alarm(double level, double band)
{
    public bool Raised { get; private set; }

    public bool Update(double value) => Raised = Raised ? value > level - band : value > level;
}
