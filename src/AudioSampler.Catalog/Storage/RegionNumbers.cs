namespace AudioSampler.Catalog.Storage;

/// <summary>Which regions of a new generation have the numbers of those of the old one, so that what points to them, and what the user says of them, stays.</summary>
internal static class RegionNumbers
{
    private const double SameSeconds = 0.001;

    /// <summary>Of an old region so much lies in a new one that took it in.</summary>
    private const double TakenIn = 0.9;

    /// <summary>
    /// 1. A region that is as it was. 2. One that is again as it was when the user marked it, or before its file was cut otherwise: what was merged or moved is undone. 3. One that several were
    /// merged into has the number of the first of which the user says something. 4. The others, where they cover much the same stretch.
    /// </summary>
    /// <param name="old">Regions of the old generation.</param>
    /// <param name="young">Regions of the new one.</param>
    /// <param name="marked">Old regions that the user marked, with their stretches of then.</param>
    /// <param name="remembered">Numbers of regions from before cuts, the newest first, that none but an old region has.</param>
    /// <returns>Numbers of old regions by those of new ones.</returns>
    public static Dictionary<long, long> Find(
        IReadOnlyList<Stretch> old,
        IReadOnlyList<Stretch> young,
        IReadOnlyList<Stretch> marked,
        IReadOnlyList<Stretch> remembered
    )
    {
        HashSet<long> there = [.. old.Select(o => o.Id)];
        var numbers = new Dictionary<long, long>();
        HashSet<long> taken = [];
        ILookup<long, Stretch> byStart = young.ToLookup(y => Milliseconds(y.StartS));
        foreach (Stretch before in old.Concat(marked.Where(mark => there.Contains(mark.Id))).Concat(remembered))
        {
            long start = Milliseconds(before.StartS);
            if (
                !taken.Contains(before.Id)
                && byStart[start - 1]
                    .Concat(byStart[start])
                    .Concat(byStart[start + 1])
                    .Where(y => !numbers.ContainsKey(y.Id) && IsSame(y, before))
                    .Select(y => (long?)y.Id)
                    .FirstOrDefault()
                    is { } again
            )
            {
                numbers.Add(again, before.Id);
                taken.Add(before.Id);
            }
        }

        HashSet<long> said = [.. marked.Select(mark => mark.Id)];
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

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds / SameSeconds);

    private static bool IsSame(Stretch a, Stretch b) =>
        Math.Abs(a.StartS - b.StartS) < SameSeconds && Math.Abs(a.EndS - b.EndS) < SameSeconds;

    private static bool IsIn(Stretch inner, Stretch outer) =>
        Math.Min(inner.EndS, outer.EndS) - Math.Max(inner.StartS, outer.StartS) >= TakenIn * (inner.EndS - inner.StartS);
}
