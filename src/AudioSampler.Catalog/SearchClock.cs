namespace AudioSampler.Catalog;

/// <summary>Remembers how long the last searches took. Safe to use from several threads.</summary>
internal sealed class SearchClock
{
    private const int Remembered = 1000;

    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[Remembered];
    private long _count;

    /// <summary>A search is done.</summary>
    public void Add(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _milliseconds[_count % Remembered] = elapsed.TotalMilliseconds;
            _count++;
        }
    }

    /// <summary>How long they took.</summary>
    public SearchTimes Read()
    {
        long count;
        double[] sorted;
        lock (_lock)
        {
            count = _count;
            sorted = _milliseconds[..(int)Math.Min(count, Remembered)];
        }

        Array.Sort(sorted);
        return new SearchTimes(count, Rank(0.5), Rank(0.95));

        // The nearest rank: a time that a search really took.
        double? Rank(double share) => sorted.Length == 0 ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 3);
    }
}
