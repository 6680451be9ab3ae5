using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Storage;

/// <summary>A stretch of time with a number.</summary>
/// <param name="Id">The number.</param>
/// <param name="StartS">Start, in seconds.</param>
/// <param name="EndS">End, in seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(long Id, double StartS, double EndS)
{
    /// <summary>From this share of overlap on (of what the two cover together) two stretches are taken for the same.</summary>
    private const double Same = 0.5;

    /// <summary>Pairs stretches that are much the same, the best first, each at most once.</summary>
    public static List<(long Old, long New)> Pair(IReadOnlyList<Stretch> olds, IReadOnlyList<Stretch> news)
    {
        var candidates = new List<(double Overlap, long Old, long New)>();
        Stretch[] byStart = [.. news.OrderBy(n => n.StartS)];
        foreach (Stretch old in olds)
        {
            foreach (Stretch young in byStart.TakeWhile(n => n.StartS < old.EndS))
            {
                double overlap = OverlapOf(old, young);
                if (overlap >= Same)
                {
                    candidates.Add((overlap, old.Id, young.Id));
                }
            }
        }

        var pairs = new List<(long, long)>();
        HashSet<long> takenOld = [];
        HashSet<long> takenNew = [];
        foreach ((_, long old, long young) in candidates.OrderByDescending(c => c.Overlap))
        {
            if (!takenOld.Contains(old) && !takenNew.Contains(young))
            {
                takenOld.Add(old);
                takenNew.Add(young);
                pairs.Add((old, young));
            }
        }

        return pairs;
    }

    /// <summary>Shared time over the time of both together, 0…1.</summary>
    private static double OverlapOf(Stretch a, Stretch b)
    {
        double shared = Math.Min(a.EndS, b.EndS) - Math.Max(a.StartS, b.StartS);
        double both = Math.Max(a.EndS, b.EndS) - Math.Min(a.StartS, b.StartS);
        return both <= 0 ? 0 : Math.Max(0, shared) / both;
    }
}
