namespace AudioSampler.Catalog.Storage;

/// <summary>Which regions of a new generation have the numbers of those of the old one, so that what points to them, and what the user says of them, stays.</summary>
internal static class RegionNumbers
{
    private const double SameSeconds = 0.001;

    /// <summary>Of an old region so much lies in a new one that took it in.</summary>
    private const double TakenIn = 0.9;

    /// <summary>
    /// 1. A region that is again as it was when the user marked it: what was merged or moved is undone. 2. One that several were merged into has the number of the first of which the user says something.
    /// 3. The others, where they cover much the same stretch.
    /// </summary>
    /// <param name="old">Regions of the old generation.</param>
    /// <param name="young">Regions of the new one.</param>
    /// <param name="marked">Old regions that the user marked, with their stretches of then.</param>
    /// <returns>Numbers of old regions by those of new ones.</returns>
    public static Dictionary<long, long> Find(IReadOnlyList<Stretch> old, IReadOnlyList<Stretch> young, IReadOnlyList<Stretch> marked)
    {
        HashSet<long> there = [.. old.Select(o => o.Id)];
        var numbers = new Dictionary<long, long>();
        foreach (Stretch mark in marked.Where(mark => there.Contains(mark.Id)))
        {
            if (young.Where(y => IsSame(y, mark)).Select(y => (long?)y.Id).FirstOrDefault() is { } again)
            {
                numbers.TryAdd(again, mark.Id);
            }
        }

        HashSet<long> said = [.. marked.Select(mark => mark.Id)];
        HashSet<long> taken = [.. numbers.Values];
        foreach (Stretch region in young.Where(y => !numbers.ContainsKey(y.Id)))
        {
            Stretch[] merged = [.. old.Where(o => !taken.Contains(o.Id) && IsIn(o, region)).OrderBy(o => o.StartS)];
            if (merged.Length > 1 && merged.Where(o => said.Contains(o.Id)).Select(o => (long?)o.Id).FirstOrDefault() is { } first)
            {
                numbers.Add(region.Id, first);
                taken.Add(first);
            }
        }

        foreach (
            (long before, long now) in Stretch.Pair(
                [.. old.Where(o => !taken.Contains(o.Id))],
                [.. young.Where(y => !numbers.ContainsKey(y.Id))]
            )
        )
        {
            numbers.Add(now, before);
        }

        return numbers;
    }

    private static bool IsSame(Stretch a, Stretch b) =>
        Math.Abs(a.StartS - b.StartS) < SameSeconds && Math.Abs(a.EndS - b.EndS) < SameSeconds;

    private static bool IsIn(Stretch inner, Stretch outer) =>
        Math.Min(inner.EndS, outer.EndS) - Math.Max(inner.StartS, outer.StartS) >= TakenIn * (inner.EndS - inner.StartS);
}
