using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AudioSampler.Inference.Checkpoints;

/// <summary>
/// The tensors of a file that PyTorch's <c>torch.save</c> wrote, since version 1.6: a zip archive of a pickle and of the tensors' bytes. Nothing in it is
/// ever run, and nothing is written to disk: see <see cref="RestrictedUnpickler"/>. Tensors are read when they are asked for.
/// </summary>
public sealed class TorchCheckpoint : IDisposable
{
    private const long LargestPickle = 16 << 20;
    private const int MostTensors = 10_000;
    private const long LargestTensors = 4L << 30;
    private const long LargestEntry = 1L << 30;
    private const int MostNesting = 4;
    private static readonly string[] s_prefixes = ["module.", "net.", "model."];
    private static readonly byte[] s_legacy = [0x80, 0x02, 0x8a, 0x0a];

    private readonly string _file;
    private readonly ZipArchive _archive;
    private readonly string _root;
    private readonly long _archiveBytes;
    private readonly SortedDictionary<string, PickleTensor> _tensors = new(StringComparer.Ordinal);

    private TorchCheckpoint(string file, ZipArchive archive, string root, long archiveBytes)
    {
        _archiveBytes = archiveBytes;
        _file = file;
        _archive = archive;
        _root = root;
    }

    /// <summary>The tensors, by name. Counters of batches, which training alone needs, are left out.</summary>
    public IEnumerable<CheckpointTensor> Tensors =>
        _tensors.Select(t => new CheckpointTensor(t.Key, [.. t.Value.Shape.Select(d => (int)d)]));

    /// <summary>File name, for messages.</summary>
    public string FileName => _file;

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">It is no checkpoint, damaged, or holds what is not allowed.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static TorchCheckpoint Open(string path)
    {
        string file = Path.GetFileName(path);
#pragma warning disable CA2000 // They are the checkpoint's from here on; where it can't be opened they are disposed below.
        FileStream stream = File.OpenRead(path);
        ZipArchive? archive = null;
        bool opened = false;
        try
        {
            CheckBeginning(stream, file);
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
            ZipArchiveEntry pickle =
                archive.Entries.FirstOrDefault(e => e.FullName == "data.pkl" || e.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
                ?? throw new CheckpointException(file, "it is a zip archive, but no PyTorch checkpoint (no data.pkl in it)");
            byte[] bytes = ReadEntry(pickle, LargestPickle, file);
            var checkpoint = new TorchCheckpoint(file, archive, pickle.FullName[..^"data.pkl".Length], stream.Length);
            checkpoint.Collect(RestrictedUnpickler.Read(file, bytes));
            opened = true;
            return checkpoint;
#pragma warning restore CA2000
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException(file, $"it is damaged or not complete ({e.Message.ReplaceLineEndings(" ")}): get the file again");
        }
        finally
        {
            if (!opened)
            {
                archive?.Dispose();
                stream.Dispose();
            }
        }
    }

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>Dimensions of a tensor.</summary>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public ImmutableArray<int> ShapeOf(string name) => [.. Find(name).Shape.Select(d => (int)d)];

    /// <summary>Reads a tensor, row-major, whatever the order and type in the file.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or it is damaged, or a number in it is not finite.</exception>
    public float[] Read(string name)
    {
        PickleTensor tensor = Find(name);
        long count = tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension);
        float[] storage;
        try
        {
            storage = ReadStorage(tensor, name);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointException(
                _file,
                $"the bytes of {name} are damaged ({exception.Message.ReplaceLineEndings(" ")}): get the file again"
            );
        }

        float[] values = new float[count];
        Gather(tensor, storage, values);
        return Array.TrueForAll(values, float.IsFinite)
            ? values
            : throw new CheckpointException(_file, $"{name} holds numbers that are not finite: it can't be used, get the file again");
    }

    /// <inheritdoc />
    public void Dispose() => _archive.Dispose();

    private static void CheckBeginning(FileStream stream, string file)
    {
        Span<byte> beginning = stackalloc byte[4];
        int read = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read == beginning.Length && beginning.SequenceEqual(s_legacy))
        {
            throw new CheckpointException(
                file,
                "it was written by torch.save in its old form: load and save it again with PyTorch 1.6 or newer"
            );
        }

        if (read < beginning.Length || !beginning.StartsWith("PK"u8))
        {
            throw new CheckpointException(file, "it is no PyTorch checkpoint (those are zip archives)");
        }
    }

    private static byte[] ReadEntry(ZipArchiveEntry entry, long limit, string file)
    {
        if (entry.Length > limit)
        {
            throw new CheckpointException(file, $"{entry.Name} in it says that it has {entry.Length} bytes, more than the {limit} allowed");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0
            ? bytes
            : throw new CheckpointException(file, $"{entry.Name} in it is longer than it says: it is refused");
    }

    /// <summary>Takes the tensors out of the dictionary that holds most of them.</summary>
    private void Collect(object? root)
    {
        PickleDictionary best =
            Dictionaries(root, 0).MaxBy(d => d.Items.Count(i => i.Value is PickleTensor))
            ?? throw new CheckpointException(_file, "it holds no dictionary of tensors");
        string prefix = PrefixOf(best);
        long total = 0;
        foreach ((object key, object? value) in best.Items)
        {
            if (
                key is not string name
                || value is not PickleTensor tensor
                || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)
            )
            {
                continue;
            }

            total += Check(name, tensor);
            _tensors[name[prefix.Length..]] = tensor;
        }

        if (_tensors.Count is 0 or > MostTensors || total > LargestTensors)
        {
            throw new CheckpointException(
                _file,
                $"it holds {_tensors.Count} tensors of {total} bytes: that is no network that can be imported"
            );
        }
    }

    private static IEnumerable<PickleDictionary> Dictionaries(object? value, int depth)
    {
        if (value is not PickleDictionary dictionary || depth > MostNesting)
        {
            yield break;
        }

        yield return dictionary;
        foreach ((_, object? item) in dictionary.Items)
        {
            foreach (PickleDictionary inner in Dictionaries(item, depth + 1))
            {
                yield return inner;
            }
        }
    }

    private static string PrefixOf(PickleDictionary dictionary)
    {
        string prefix = string.Empty;
        bool found = true;
        while (found)
        {
            string so = prefix;
            string? next = Array.Find(
                s_prefixes,
                p =>
                    dictionary.Items.All(i =>
                        i.Value is not PickleTensor || (i.Key is string k && k.StartsWith(so + p, StringComparison.Ordinal))
                    )
            );
            found = next is not null && prefix.Length < 64 && dictionary.Items.Exists(i => i.Value is PickleTensor);
            prefix = found ? prefix + next : prefix;
        }

        return prefix;
    }

    /// <summary>Checks that a tensor lies within its storage; its size in bytes as floats.</summary>
    private long Check(string name, PickleTensor tensor)
    {
        const int MostDimensions = 8;
        long count = 1;
        long last = tensor.Offset;
        bool fits = tensor.Offset >= 0 && tensor.Shape.Length <= MostDimensions;
        for (int i = 0; fits && i < tensor.Shape.Length; i++)
        {
            (long dimension, long stride) = (tensor.Shape[i], tensor.Strides[i]);
            fits = dimension is >= 1 and <= int.MaxValue && stride is >= 0 and <= int.MaxValue && count <= LargestTensors / dimension;
            count *= fits ? dimension : 1;
            last += fits ? (dimension - 1) * stride : 0;
        }

        // A view that repeats its numbers could claim any size; no published network has one.
        return fits && last < tensor.Storage.Count && count <= tensor.Storage.Count && count * sizeof(float) <= LargestTensors
            ? count * sizeof(float)
            : throw new CheckpointException(_file, $"{name} reaches beyond its storage or is of no possible shape: the file is damaged");
    }

    private PickleTensor Find(string name) =>
        _tensors.TryGetValue(name, out PickleTensor? tensor)
            ? tensor
            : throw new CheckpointException(_file, $"the tensor {name} is missing");

    private float[] ReadStorage(PickleTensor tensor, string name)
    {
        PickleStorage storage = tensor.Storage;
        ZipArchiveEntry entry =
            _archive.GetEntry($"{_root}data/{storage.Key}")
            ?? throw new CheckpointException(_file, $"the bytes of {name} are missing: get the file again");
        int size = storage.Type switch
        {
            PickleGlobal.FloatStorage or PickleGlobal.IntStorage => 4,
            PickleGlobal.HalfStorage or PickleGlobal.BFloat16Storage or PickleGlobal.ShortStorage => 2,
            PickleGlobal.DoubleStorage or PickleGlobal.LongStorage => 8,
            _ => 1,
        };
        if (storage.Count > LargestTensors / size || entry.Length != storage.Count * size)
        {
            throw new CheckpointException(
                _file,
                $"the storage of {name} has {entry.Length} bytes, not {storage.Count} x {size}: get the file again"
            );
        }

        // Tensors are stored as they are: one that is longer than the file would only be so by compression.
        byte[] bytes = ReadEntry(entry, Math.Min(LargestEntry, _archiveBytes), _file);
        return storage.Type switch
        {
            PickleGlobal.FloatStorage => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            PickleGlobal.HalfStorage => Convert<Half>(bytes, h => (float)h),
            PickleGlobal.BFloat16Storage => Convert<ushort>(bytes, b => BitConverter.Int32BitsToSingle(b << 16)),
            PickleGlobal.DoubleStorage => Convert<double>(bytes, d => (float)d),
            PickleGlobal.LongStorage => Convert<long>(bytes, l => l),
            PickleGlobal.IntStorage => Convert<int>(bytes, i => i),
            PickleGlobal.ShortStorage => Convert<short>(bytes, s => s),
            PickleGlobal.CharStorage => Convert<sbyte>(bytes, b => b),
            _ => Convert<byte>(bytes, b => b),
        };
    }

    private static float[] Convert<T>(byte[] bytes, Func<T, float> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> given = MemoryMarshal.Cast<byte, T>(bytes);
        float[] values = new float[given.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(given[i]);
        }

        return values;
    }

    private static void Gather(PickleTensor tensor, float[] storage, float[] values)
    {
        long[] index = new long[tensor.Shape.Length];
        long at = tensor.Offset;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = storage[at];
            for (int d = index.Length - 1; d >= 0; d--)
            {
                at += tensor.Strides[d];
                if (++index[d] < tensor.Shape[d])
                {
                    break;
                }

                at -= index[d] * tensor.Strides[d];
                index[d] = 0;
            }
        }
    }
}
