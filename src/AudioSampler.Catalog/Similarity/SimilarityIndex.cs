using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Similarity;

/// <summary>
/// All points of one network, in files mapped into memory, scanned from end to end: no answer is missed, and a million regions take a few dozen milliseconds. The
/// files hold nothing that the catalogue doesn't, and are made anew when they are missing.
/// </summary>
internal sealed class SimilarityIndex : IDisposable
{
    /// <summary>Version of the files' layout.</summary>
    public const int Layout = 1;

    /// <summary>Bytes of a row of <c>.ids</c>: row of <c>region_vectors</c>, region, worth of a step of the embedding's bytes, place on the map.</summary>
    public const int IdBytes = 32;

    private const int BlockRows = 4096;

    private const float SameEar = 0.93f;
    private const float SameTimbre = 0.97f;
    private const float SameRhythm = 0.9f;

    private readonly MappedRows ids;
    private readonly MappedRows embeddings;
    private readonly MappedRows aspects;

    /// <summary>Opens the files of a state.</summary>
    /// <exception cref="IOException">They are not there, or too short.</exception>
    public SimilarityIndex(string folder, SimilarityState state)
    {
        State = state;
        string path = Path.Combine(folder, state.Files);
        ids = new MappedRows(path + ".ids", state.Rows, IdBytes);
        embeddings = new MappedRows(path + ".overall", state.Rows, SoundQuery.PaddedLength(state.Dimensions));
        aspects = new MappedRows(path + ".aspects", state.Rows, AspectBlock.Total);
    }

    /// <summary>What it has read.</summary>
    public SimilarityState State { get; }

    /// <summary>The rows that are most alike.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="among">Regions that may be found; null for all.</param>
    /// <param name="without">Regions that may not.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Rows of <c>region_vectors</c> with their regions, the most alike first.</returns>
    public List<(long VectorId, long RegionId, float Score)> Nearest(
        SoundQuery query,
        IReadOnlySet<long>? among,
        IReadOnlySet<long> without,
        int most,
        CancellationToken cancellationToken
    )
    {
        bool needsAspects = query.Weights is not { Timbre: 0, Rhythm: 0, Pitch: 0, Loudness: 0 } || State.Dimensions == 0;
        var best = new PriorityQueue<(long VectorId, long RegionId), float>(most + 1);
        int width = SoundQuery.PaddedLength(State.Dimensions);
        float lowest = float.NegativeInfinity;
        using MappedRows.Reader idReader = ids.Read();
        using MappedRows.Reader embeddingReader = embeddings.Read();
        using MappedRows.Reader aspectReader = aspects.Read();
        for (long from = 0; from < State.Rows; from += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(BlockRows, State.Rows - from);
            ReadOnlySpan<byte> idRows = idReader[from, count];
            ReadOnlySpan<sbyte> embeddingRows = MemoryMarshal.Cast<byte, sbyte>(embeddingReader[from, count]);
            ReadOnlySpan<sbyte> aspectRows = needsAspects ? MemoryMarshal.Cast<byte, sbyte>(aspectReader[from, count]) : default;
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> row = idRows.Slice(i * IdBytes, IdBytes);
                float score = query.Score(
                    embeddingRows.Slice(i * width, width),
                    BinaryPrimitives.ReadSingleLittleEndian(row[16..]),
                    needsAspects ? aspectRows.Slice(i * AspectBlock.Total, AspectBlock.Total) : default
                );
                if (score <= lowest)
                {
                    continue;
                }

                long region = BinaryPrimitives.ReadInt64LittleEndian(row[8..]);
                if (among?.Contains(region) == false || without.Contains(region))
                {
                    continue;
                }

                best.Enqueue((BinaryPrimitives.ReadInt64LittleEndian(row), region), score);
                if (best.Count > most)
                {
                    best.Dequeue();
                    best.TryPeek(out _, out lowest);
                }
            }
        }

        var found = new List<(long VectorId, long RegionId, float Score)>(best.Count);
        while (best.TryDequeue(out (long VectorId, long RegionId) row, out float score))
        {
            found.Add((row.VectorId, row.RegionId, score));
        }

        found.Reverse();
        return found;
    }

    /// <summary>Groups of regions that sound the same and last as long; of networks alone, since a signal's statistics say too little for that.</summary>
    /// <remarks>
    /// Of 36 regions as MP3 of 96 kbit/s at another level, the least alike of its original had 0.953 of the network's likeness, 0.989 of timbre and of rhythm. Other
    /// regions of one length are above the limits here in 8 of 1834 pairs, most of them one recording published twice (docs/measurements.md).
    /// </remarks>
    /// <param name="durations">Durations of the regions that count, in seconds.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public List<List<long>> NearDuplicates(IReadOnlyDictionary<long, double> durations, CancellationToken cancellationToken)
    {
        if (State.Dimensions == 0)
        {
            return [];
        }

        int rows = checked((int)State.Rows);
        int width = SoundQuery.PaddedLength(State.Dimensions);
        long[] regions = new long[rows];
        float[] scales = new float[rows];
        double[] seconds = new double[rows];
        var latest = new Dictionary<long, int>(rows);
        using MappedRows.Reader idReader = ids.Read();
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<byte> row = idReader[i, 1];
            regions[i] = BinaryPrimitives.ReadInt64LittleEndian(row[8..]);
            scales[i] = BinaryPrimitives.ReadSingleLittleEndian(row[16..]);
            seconds[i] = durations.TryGetValue(regions[i], out double known) ? known : double.NaN;
            if (latest.TryGetValue(regions[i], out int replaced))
            {
                seconds[replaced] = double.NaN;
            }

            latest[regions[i]] = i;
        }

        ReadOnlySpan<sbyte> Bytes(int row)
        {
            using MappedRows.Reader reader = embeddings.Read();
            return MemoryMarshal.Cast<byte, sbyte>(reader[row, 1]);
        }

        ReadOnlySpan<sbyte> Aspects(int row, AspectBlock block)
        {
            using MappedRows.Reader reader = aspects.Read();
            return MemoryMarshal.Cast<byte, sbyte>(reader[row, 1]).Slice(block.Start, block.Length);
        }

        bool Alike(int a, int b, AspectBlock block, float from) => SoundQuery.Likeness(Aspects(a, block), Aspects(b, block), block) >= from;

        // The files stay mapped while this index lives, so the spans hold.
        List<List<int>> groups = Similarity.NearDuplicates.Groups(
            rows,
            seconds,
            Bytes,
            (a, b) =>
                ByteVectors.Dot(Bytes(a), Bytes(b)) * scales[a] * scales[b] >= SameEar
                && Alike(a, b, AspectBlock.Timbre, SameTimbre)
                && Alike(a, b, AspectBlock.Rhythm, SameRhythm),
            cancellationToken
        );
        GC.KeepAlive(this);
        return [.. groups.Select(group => group.Select(row => regions[row]).ToList())];
    }

    /// <summary>Places of all rows on the map.</summary>
    /// <param name="place">Takes region and place.</param>
    public void Map(Action<long, float, float> place)
    {
        using MappedRows.Reader idReader = ids.Read();
        for (long from = 0; from < State.Rows; from += BlockRows)
        {
            int count = (int)Math.Min(BlockRows, State.Rows - from);
            ReadOnlySpan<byte> idRows = idReader[from, count];
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> row = idRows.Slice(i * IdBytes, IdBytes);
                place(
                    BinaryPrimitives.ReadInt64LittleEndian(row[8..]),
                    BinaryPrimitives.ReadSingleLittleEndian(row[20..]),
                    BinaryPrimitives.ReadSingleLittleEndian(row[24..])
                );
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ids.Dispose();
        embeddings.Dispose();
        aspects.Dispose();
    }
}
