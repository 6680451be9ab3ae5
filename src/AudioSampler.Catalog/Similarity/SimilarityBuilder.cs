using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Similarity;

/// <summary>Brings the files of a similarity index to the state of the catalogue: appends what is new, or makes them anew when too much has changed.</summary>
/// <remarks>
/// One process at a time writes; the others use what is there. Rows are written first, then the state that counts them is replaced as a whole, so a process that is
/// killed leaves the index of before.
/// </remarks>
internal sealed class SimilarityBuilder(CatalogueDatabase database, string model)
{
    /// <summary>Points that scale and map are taken from, at most.</summary>
    private const int ScaleSample = 20_000;
    private const int MapSample = 3000;

    private readonly string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)).AsSpan(0, 8));

    private string Folder => database.Folder.SimilarityFolder;

    private string StatePath => Path.Combine(Folder, name + ".json");

    /// <summary>The state of the files as the catalogue is now.</summary>
    /// <param name="cancellationToken">Stops the work; the index of before stays.</param>
    /// <returns>Null when no region of the model is in the catalogue.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    /// <exception cref="IOException">The files can't be written.</exception>
    public SimilarityState? Refresh(CancellationToken cancellationToken)
    {
        SimilarityState? state = ReadState();
        long last = (long)(database.Read(c => c.Value("SELECT max(id) FROM region_vectors WHERE model = @model", ("@model", model))) ?? 0L);
        if (last == 0)
        {
            return null;
        }

        if (state?.LastId == last)
        {
            return state;
        }

        Directory.CreateDirectory(Folder);
        using FileLock? writing = FileLock.TryTake(Path.Combine(Folder, name + ".lock"));
        if (writing is null && state is not null)
        {
            return state; // Another program is at it; what is there is good enough until it is done.
        }

        using FileLock? waited = writing is null ? FileLock.Wait(Path.Combine(Folder, name + ".lock"), TimeSpan.FromMinutes(2)) : null;
        state = ReadState();
        long live = (long)database.Read(c => c.Value("SELECT count(*) FROM region_vectors WHERE model = @model", ("@model", model)))!;
        return state is null || NeedsNew(state, live, last) ? Build(cancellationToken) : Append(state, cancellationToken);
    }

    /// <summary>A quarter dead, half again as many as the scale was taken from, or more read than there is: then the catalogue was brought back to a backup.</summary>
    private static bool NeedsNew(SimilarityState state, long live, long last) =>
        state.LastId > last || live > (state.ScaledRows * 1.5) + 20 || state.Rows > live * 1.25;

    private SimilarityState? ReadState()
    {
        try
        {
            SimilarityState? state = JsonSerializer.Deserialize(File.ReadAllBytes(StatePath), SimilarityJson.Default.SimilarityState);
            return state is { Layout: SimilarityIndex.Layout } && state.Model == model && IsWhole(state) ? state : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // None yet, or one that can't be read: a new one is made.
        }
    }

    /// <summary>Whether all rows that count are there.</summary>
    private bool IsWhole(SimilarityState state)
    {
        (string Extension, int RowBytes)[] files =
        [
            (".ids", SimilarityIndex.IdBytes),
            (".overall", SoundQuery.PaddedLength(state.Dimensions)),
            (".aspects", AspectBlock.Total),
        ];
        return Array.TrueForAll(
            files,
            file =>
                new FileInfo(Path.Combine(Folder, state.Files + file.Extension)) is { Exists: true } found
                && found.Length >= state.Rows * file.RowBytes
        );
    }

    private SimilarityState Build(CancellationToken cancellationToken)
    {
        (VectorScale embedding, VectorScale aspects, float[] axes) = Scales(cancellationToken);
        var empty = new SimilarityState
        {
            Layout = SimilarityIndex.Layout,
            Model = model,
            Dimensions = embedding.Length,
            Files = $"{name}-{Guid.NewGuid():N}",
            Rows = 0,
            ScaledRows = 0,
            LastId = 0,
            EmbeddingScale = embedding.ToArray(),
            AspectScale = aspects.ToArray(),
            MapAxes = axes,
        };
        SimilarityState built = Append(empty, cancellationToken, scaled: true);
        foreach (
            string old in Directory
                .EnumerateFiles(Folder, name + "-*")
                .Where(path => !Path.GetFileName(path).StartsWith(built.Files, StringComparison.Ordinal))
        )
        {
            File.Delete(old);
        }

        return built;
    }

    private SimilarityState Append(SimilarityState state, CancellationToken cancellationToken, bool scaled = false)
    {
        string path = Path.Combine(Folder, state.Files);
        int width = SoundQuery.PaddedLength(state.Dimensions);
        VectorScale embeddingScale = VectorScale.FromArray(state.EmbeddingScale);
        VectorScale aspectScale = VectorScale.FromArray(state.AspectScale);
        float[] embedding = new float[state.Dimensions];
        float[] aspects = new float[AspectBlock.Total];
        sbyte[] bytes = new sbyte[width];
        sbyte[] aspectBytes = new sbyte[AspectBlock.Total];
        byte[] ids = new byte[SimilarityIndex.IdBytes];
        long rows = state.Rows;
        long last = state.LastId;
        using (FileStream idFile = Open(path + ".ids", rows * SimilarityIndex.IdBytes))
        using (FileStream embeddingFile = Open(path + ".overall", rows * width))
        using (FileStream aspectFile = Open(path + ".aspects", rows * AspectBlock.Total))
        {
            Each(
                "id > @last",
                last,
                (id, region, vector) =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    last = id;
                    if (vector.Embedding.Length != state.Dimensions)
                    {
                        return; // Of another size under the same name: a model that was replaced. Its regions are stale anyway.
                    }

                    SoundQuery.Scaled(embeddingScale, vector, embedding);
                    aspectScale.Apply(vector.Aspects, aspects);
                    float largest = embedding.Length == 0 ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude<float>(embedding));
                    ByteVectors.Quantise(embedding, largest > 0 ? sbyte.MaxValue / largest : 0, bytes);
                    ByteVectors.Quantise(aspects, SoundQuery.BytesPerDeviation, aspectBytes);
                    ReadOnlySpan<float> onMap = embedding.Length > 0 ? embedding : aspects;
                    BinaryPrimitives.WriteInt64LittleEndian(ids, id);
                    BinaryPrimitives.WriteInt64LittleEndian(ids.AsSpan(8), region);
                    BinaryPrimitives.WriteSingleLittleEndian(ids.AsSpan(16), largest / sbyte.MaxValue);
                    BinaryPrimitives.WriteSingleLittleEndian(
                        ids.AsSpan(20),
                        TensorPrimitives.Dot(onMap, state.MapAxes.AsSpan(0, onMap.Length))
                    );
                    BinaryPrimitives.WriteSingleLittleEndian(
                        ids.AsSpan(24),
                        TensorPrimitives.Dot(onMap, state.MapAxes.AsSpan(onMap.Length))
                    );
                    idFile.Write(ids);
                    embeddingFile.Write(MemoryMarshal.AsBytes(bytes.AsSpan()));
                    aspectFile.Write(MemoryMarshal.AsBytes(aspectBytes.AsSpan()));
                    rows++;
                }
            );
        }

        SimilarityState appended = state with { Rows = rows, LastId = last, ScaledRows = scaled ? rows : state.ScaledRows };
        string unfinished = StatePath + ".part";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(appended, SimilarityJson.Default.SimilarityState));
        File.Move(unfinished, StatePath, overwrite: true);
        return appended;
    }

    /// <summary>Scales and map from a sample spread over all points.</summary>
    private (VectorScale Embedding, VectorScale Aspects, float[] Axes) Scales(CancellationToken cancellationToken)
    {
        long count = (long)database.Read(c => c.Value("SELECT count(*) FROM region_vectors WHERE model = @model", ("@model", model)))!;
        long every = Math.Max(1, count / ScaleSample);
        Sums? embeddings = null;
        var aspects = new Sums(AspectBlock.Total);
        var kept = new List<SoundVector>();
        Each(
            "id % @last = 0",
            every,
            (_, _, vector) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                embeddings ??= new Sums(vector.Embedding.Length);
                if (vector.Embedding.Length != embeddings.Count.Length)
                {
                    return;
                }

                embeddings.Add(vector.Embedding);
                aspects.Add(vector.Aspects);
                if (kept.Count < MapSample)
                {
                    kept.Add(vector);
                }
            }
        );
        if (embeddings is null)
        {
            // None of the few has a number that the sample takes: take the first.
            Each("id > @last", 0, (_, _, vector) => embeddings ??= new Sums(vector.Embedding.Length));
        }

        VectorScale embeddingScale = embeddings!.Scale();
        VectorScale aspectScale = aspects.Scale();
        int dimensions = embeddingScale.Length > 0 ? embeddingScale.Length : AspectBlock.Total;
        var points = new List<float[]>(kept.Count);
        foreach (SoundVector vector in kept)
        {
            float[] point = new float[dimensions];
            if (embeddingScale.Length > 0)
            {
                SoundQuery.Scaled(embeddingScale, vector, point);
            }
            else
            {
                aspectScale.Apply(vector.Aspects, point);
            }

            points.Add(point);
        }

        return (embeddingScale, aspectScale, MapAxes.Of(points, dimensions));
    }

    private void Each(string condition, long value, Action<long, long, SoundVector> use) =>
        database.Read(connection =>
        {
            using SqliteCommand command = connection.Command(
                $"SELECT id, region_id, vector FROM region_vectors WHERE model = @model AND {condition} ORDER BY id",
                ("@model", model),
                ("@last", value)
            );
            using SqliteDataReader row = command.ExecuteReader();
            while (row.Read())
            {
                use(row.GetInt64(0), row.GetInt64(1), SoundVector.Unpack(model, row.GetFieldValue<byte[]>(2)));
            }

            return true;
        });

    /// <summary>Opens a file to append to, and takes off it what a killed process had appended without counting it.</summary>
    private static FileStream Open(string path, long length)
    {
        var stream = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 1 << 16
        );
        try
        {
            if (stream.Length < length)
            {
                throw new IOException(
                    $"{path} is shorter than it should be: remove the folder {Path.GetDirectoryName(path)}, it is made anew"
                );
            }

            if (stream.Length > length)
            {
                stream.SetLength(length);
            }

            stream.Position = length;
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Sums of values over many points.</summary>
    private sealed class Sums(int length)
    {
        private readonly double[] sum = new double[length];
        private readonly double[] squares = new double[length];

        public double[] Count { get; } = new double[length];

        public void Add(ReadOnlySpan<float> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsNaN(values[i]))
                {
                    Count[i]++;
                    sum[i] += values[i];
                    squares[i] += (double)values[i] * values[i];
                }
            }
        }

        public VectorScale Scale() => length == 0 ? VectorScale.FromArray([]) : VectorScale.Of(Count, sum, squares);
    }
}
