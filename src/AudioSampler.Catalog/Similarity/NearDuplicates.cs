namespace AudioSampler.Catalog.Similarity;

/// <summary>
/// Finds regions that sound the same and last as long. Comparing each with each would take hours for a million, so only those are compared that agree in length and, in
/// one of ten groups of values, in all signs (locality-sensitive hashing by signs: M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002).
/// </summary>
internal static class NearDuplicates
{
    private const int Bands = 10;
    private const int BandBits = 16;

    /// <summary>Durations that differ by more than this share are different.</summary>
    private const double DurationTolerance = 0.02;

    /// <summary>How many neighbours in the order of a band each is compared with: a thousand copies of one click still find each other by chains.</summary>
    private const int MostCompared = 24;

    /// <summary>Groups of rows that are near duplicates.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="durations">Duration of each row's region, in seconds; NaN for rows that don't count.</param>
    /// <param name="bytesOf">The embedding of a row.</param>
    /// <param name="same">Whether two rows sound the same.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<List<int>> Groups(
        int rows,
        ReadOnlySpan<double> durations,
        ReadBytes bytesOf,
        Func<int, int, bool> same,
        CancellationToken cancellationToken
    )
    {
        int[] parent = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            parent[i] = i;
        }

        ulong[] keys = new ulong[rows];
        int[] order = new int[rows];
        for (int band = 0; band < Bands; band++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = 0;
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<sbyte> bytes = bytesOf(row);
                if (double.IsNaN(durations[row]) || bytes.Length < (band + 1) * BandBits)
                {
                    continue;
                }

                keys[count] = Key(durations[row], bytes.Slice(band * BandBits, BandBits), shifted: band % 2 == 1);
                order[count++] = row;
            }

            Array.Sort(keys, order, 0, count);
            for (int i = 0; i < count; i++)
            {
                for (int j = i + 1; j < count && j <= i + MostCompared && keys[j] == keys[i]; j++)
                {
                    (int a, int b) = (Root(parent, order[i]), Root(parent, order[j]));
                    if (a != b && SameLength(durations[order[i]], durations[order[j]]) && same(order[i], order[j]))
                    {
                        parent[Math.Max(a, b)] = Math.Min(a, b);
                    }
                }
            }
        }

        return
        [
            .. Enumerable
                .Range(0, rows)
                .GroupBy(row => Root(parent, row))
                .Where(group => group.Skip(1).Any())
                .Select(group => group.ToList()),
        ];
    }

    private static bool SameLength(double a, double b) => Math.Abs(a - b) <= DurationTolerance * Math.Max(a, b);

    /// <summary>Steps of length twice as wide as the tolerance, in every other band shifted by half a step, so that none falls between two for good.</summary>
    private static ulong Key(double duration, ReadOnlySpan<sbyte> bytes, bool shifted)
    {
        double step = (Math.Log(Math.Max(1e-3, duration)) / (2 * DurationTolerance)) + (shifted ? 0.5 : 0);
        ulong key = (ulong)(long)Math.Floor(step) << BandBits;
        for (int i = 0; i < BandBits; i++)
        {
            key |= bytes[i] > 0 ? 1UL << i : 0;
        }

        return key;
    }

    private static int Root(int[] parent, int row)
    {
        while (parent[row] != row)
        {
            parent[row] = parent[parent[row]];
            row = parent[row];
        }

        return row;
    }

    /// <summary>Gives the bytes of a row.</summary>
    internal delegate ReadOnlySpan<sbyte> ReadBytes(int row);
}
