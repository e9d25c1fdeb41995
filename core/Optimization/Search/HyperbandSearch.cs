using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Early stopping by Hyperband (Li et al., 2018) over successive halving (Jamieson and Talwalkar, 2016): many sets are tried on the first
/// part of the data, the best third of them on three times as much, and so on up to all data. Brackets begin with 1/9, 1/3 and all of the
/// data in turn, because what is good early need not be good late. Stages come one after the other; a proposal's generation counts them.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="fresh">Points that each bracket begins with.</param>
public sealed class HyperbandSearch(SearchSpace space, IPointSource fresh) : IOptimizer
{
    private const int Keep = 3;
    private const int Halvings = 2;

    private static readonly Rung[] Rungs = [.. Enumerable.Range(0, Halvings + 1).SelectMany(bracket => Bracket(Halvings - bracket))];

    /// <inheritdoc/>
    public SearchStep Propose(SearchState state, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var batch = new ProposalBatch(space, fresh, state);
        for (var stage = state.Observations.IsEmpty ? 0 : state.Observations[^1].Generation; ; stage++)
        {
            var rung = Rungs[stage % Rungs.Length];
            var tried = Of(state, stage);
            if (!rung.IsFirst)
            {
                var survivors = Survivors(state, stage, rung);
                foreach (var survivor in survivors.Skip(tried.Count).Take(count))
                    batch.Add(survivor.Parameters, stage, rung.Share);
            }
            else
            {
                while (batch.Count < Math.Min(count, rung.Sets - tried.Count) && batch.TryAddFresh(rung.Share, stage))
                {
                }

                // Nothing new is left to begin a bracket with.
                if (batch.Count == 0 && tried.Count == 0)
                    return batch.Close();
            }

            if (batch.Count > 0)
                return batch.Close();
        }
    }

    private static List<Observation> Of(SearchState state, int stage) => [.. state.Observations.Where(observation => observation.Generation == stage)];

    private static IEnumerable<Observation> Survivors(SearchState state, int stage, Rung rung)
    {
        var before = Of(state, stage - 1);
        return before.Where(observation => observation.Objective is not null).OrderByDescending(observation => observation.Objective)
            .Take(Math.Min(rung.Sets, (before.Count + Keep - 1) / Keep));
    }

    private static IEnumerable<Rung> Bracket(int halvings)
    {
        var sets = (int)Math.Ceiling((Halvings + 1.0) / (halvings + 1) * Math.Pow(Keep, halvings));
        for (var rung = 0; rung <= halvings; rung++)
            yield return new Rung(sets / (int)Math.Pow(Keep, rung), Math.Pow(Keep, rung - halvings), rung == 0);
    }
}
