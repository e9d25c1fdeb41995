using Serverless.Core.Validation.MultipleTesting;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>
/// How many strategies of a cycle have a mean return significantly above 0, by what is controlled. The p-values of single strategies are
/// one-sided and studentised, from the same resampled histories.
/// </summary>
/// <param name="Strategies">Strategies tested.</param>
/// <param name="Unadjusted">Without regard to the others: on noise, the level times the number of strategies.</param>
/// <param name="Bonferroni">Family-wise error controlled; any dependence.</param>
/// <param name="Holm">Family-wise error controlled; any dependence, never fewer than <paramref name="Bonferroni"/>.</param>
/// <param name="RomanoWolf">Family-wise error controlled, with the dependence that there is.</param>
/// <param name="BenjaminiHochberg">Rate of false discoveries controlled; independent or positively dependent.</param>
/// <param name="BenjaminiYekutieli">Rate of false discoveries controlled; any dependence.</param>
public sealed record FamilyReport(
    int Strategies, int Unadjusted, int Bonferroni, int Holm, int RomanoWolf, int BenjaminiHochberg, int BenjaminiYekutieli)
{
    /// <summary>Counts p-values up to <paramref name="level"/>.</summary>
    /// <param name="pValues">Of each strategy alone.</param>
    /// <param name="stepwise">Adjusted by Romano and Wolf.</param>
    /// <param name="level">Level of each procedure.</param>
    internal static FamilyReport Of(double[] pValues, double[] stepwise, double level)
    {
        int Count(double[] values) => values.Count(p => p <= level);
        return new FamilyReport(
            pValues.Length,
            Count(pValues),
            Count(PValueAdjustment.Bonferroni(pValues)),
            Count(PValueAdjustment.Holm(pValues)),
            Count(stepwise),
            Count(PValueAdjustment.BenjaminiHochberg(pValues)),
            Count(PValueAdjustment.BenjaminiYekutieli(pValues)));
    }
}
