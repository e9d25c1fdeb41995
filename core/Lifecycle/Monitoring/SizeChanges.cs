namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>The sizes that a deployment had.</summary>
public static class SizeChanges
{
    /// <summary>
    /// From the changes of a deployment: half while it was halved, nothing while a person had it paused. A pause for a stale feed leaves the size as it
    /// was: the position is held through it.
    /// </summary>
    public static IReadOnlyList<SizeChange> Of(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var sizes = new List<SizeChange>();
        var held = false;
        // Older changes are not kept: before the first one that is, the size was what that began with.
        if (deployment.Changes is [{ From.HalfSize: true }, ..])
            sizes.Add(new SizeChange(DateTimeOffset.MinValue, 0.5));
        foreach (var change in deployment.Changes)
        {
            held = change.To.Paused && (change.Trigger == LifecycleTrigger.Pause ? IsOfFeed(change) : held);
            sizes.Add(new SizeChange(change.At, (change.To.Paused && !held ? 0 : 1) * (change.To.HalfSize ? 0.5 : 1)));
        }

        return sizes;
    }

    /// <summary>Whether it is a pause because no bars came, or the end of one: neither changes a size.</summary>
    internal static bool IsOfFeed(DeploymentChange change) => change.Author == TransitionAuthor.Rule(FindingKind.StaleFeed.Name());
}
