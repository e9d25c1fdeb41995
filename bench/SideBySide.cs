using System.Diagnostics;

namespace Serverless.Bench;

/// <summary>Times alternatives in turns within one process, so that a noisy machine disturbs all of them alike.</summary>
internal static class SideBySide
{
    /// <summary>Runs every action once to warm up, then <paramref name="rounds"/> times in turns.</summary>
    /// <returns>Median seconds of each action.</returns>
    public static double[] Medians(int rounds, params Action[] actions)
    {
        foreach (var action in actions)
            action();
        var seconds = Array.ConvertAll(actions, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                actions[i]();
                seconds[i][round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
        }

        return Array.ConvertAll(seconds, Median);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
